import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { createRegistration, KIND as ASSET_KIND, RELATION } from "../helpers/assets.ts";
import { ethers, networkHelpers, provider } from "../helpers/chain.ts";
import {
  buildContributorTree,
  type ContributorTree,
  type Leaf,
} from "../helpers/contributorTree.ts";
import { loadSahara, type SaharaFixture } from "../helpers/deploySahara.ts";
import { attachToken, deployToken } from "../helpers/deployToken.ts";
import type { Random } from "../helpers/random.ts";
import { LedgerModel, PROTOCOL, ZERO } from "./ledgerModel.ts";
import { LedgerWords } from "./ledgerWords.ts";
import { type Currency, MoneyModel } from "./moneyModel.ts";
import { type PlannedAsset, planRandomGraph } from "./randomGraph.ts";

const ETHER = 10n ** 18n;
const FEE_BPS = 137n;
/** What each actor holds of each currency; more than all payments of a run together. */
const WEALTH = 10n ** 38n;
/** There is no more than 10^28. */
const SAHARA_WEALTH = 10n ** 26n;
const NATIVE_WEALTH = 10n ** 25n;
/** Longer than any run, and shorter than the longest freeze. */
const FREEZE_SECONDS = 60 * 86_400;
const HOLDER_COUNT = 7;
const CURRENCY_COUNT = 6;

/** A registered random graph: the contracts, their model, and what operations choose from. */
export type Economy = Awaited<ReturnType<typeof buildEconomy>>;

/** Where the leaves of an asset's contributor root are, if it has one. */
export type Leaves = { assetId: bigint; leaves: Leaf[]; tree: ContributorTree };

/** Deploys everything, registers a random graph of `assetCount` assets and makes the model of it. */
export async function buildEconomy(random: Random, assetCount: number) {
  const sahara = await loadSahara();
  await sahara.appointArbiter();
  const holders = sahara.actors.slice(0, HOLDER_COUNT);
  const currencies = await listCurrencies(sahara);
  const source = await ethers.deployContract("TestPaymentSource", [sahara.ledger]);
  const sourceAddress = await source.getAddress();
  const probe = await ethers.deployContract("LedgerProbe", [sahara.ledger]);

  const words = new LedgerWords();
  const money = new MoneyModel(words, currencies);
  const model = new LedgerModel(words, money, await sahara.ledger.getAddress());
  openProtocol(model, currencies, await sahara.timelock.getAddress());

  const plan = planRandomGraph(random, {
    assetCount,
    holderCount: HOLDER_COUNT,
    currencyCount: CURRENCY_COUNT,
    // Native, SAHARA and the one with 2 decimals.
    cappable: [0, 1, 2],
    maxCeiling: 20n * ETHER,
  });
  const roots: Leaves[] = [];
  for (const planned of plan) await register(sahara, model, currencies, holders, roots, planned);
  await distribute(sahara, model, holders, random);
  await endow(sahara, money, currencies, [...holders], sourceAddress);

  const inboxes = new Map<bigint, string>();
  for (const assetId of model.accounts.keys()) {
    inboxes.set(assetId, await sahara.inboxes.inboxOf(assetId));
  }
  return {
    ...sahara,
    model,
    words,
    money,
    holders,
    currencies,
    roots,
    source,
    addresses: {
      source: sourceAddress,
      probe: await probe.getAddress(),
      registry: await sahara.registry.getAddress(),
      inboxes: await sahara.inboxes.getAddress(),
      contributorRoots: await sahara.contributorRoots.getAddress(),
    },
    /** Allowances of units by "owner spender asset". */
    allowances: new Map<string, bigint>(),
    /** Leaves that became units, by "asset index". */
    materialised: new Set<string>(),
    freezeUntil: (await networkHelpers.time.latest()) + FREEZE_SECONDS,
    inboxOf: (assetId: bigint) => inboxes.get(assetId) ?? ZERO,
    isOperator: (owner: string, spender: string) => nextOf(holders, owner) === spender,
  };
}

/** The holder after this one, who may act for it. */
function nextOf(holders: readonly HardhatEthersSigner[], holder: string): string | undefined {
  const index = holders.findIndex(({ address }) => address === holder);
  return holders[(index + 1) % holders.length]?.address;
}

async function listCurrencies({ ledger, token, council }: SaharaFixture): Promise<Currency[]> {
  const tokens = [
    await deployToken("PlainToken", 2),
    await deployToken("PlainToken", 30),
    await deployToken("NoReturnToken"),
    await deployToken("FeeToken", FEE_BPS),
  ];
  for (const listed of tokens) await ledger.connect(council).listCurrency(listed);
  const addresses = await Promise.all([token, ...tokens].map((each) => each.getAddress()));
  return [ZERO, ...addresses].map((address, index) => ({
    token: address,
    feeBps: index === 5 ? FEE_BPS : 0n,
    maxPayment: index === 3 ? 10n ** 30n : ETHER,
  }));
}

/** The protocol's own account accepts whatever is listed and belongs to the treasury. */
function openProtocol(model: LedgerModel, currencies: readonly Currency[], treasury: string) {
  const accepted = bitsOf(currencies, [...currencies.keys()]);
  model.open({
    assetId: PROTOCOL,
    royalties: [],
    accepted,
    ceiling: 0n,
    contributors: [],
    rootUnits: 0n,
  });
  model.owners.set(PROTOCOL, treasury);
}

async function register(
  sahara: SaharaFixture,
  model: LedgerModel,
  currencies: readonly Currency[],
  holders: readonly HardhatEthersSigner[],
  roots: Leaves[],
  planned: PlannedAsset,
): Promise<void> {
  const toLeaf = ({ holder, units }: { holder: number; units: bigint }) => ({
    account: holders[holder]?.address ?? ZERO,
    units,
  });
  const leaves = planned.leaves.map(toLeaf);
  const contributors = planned.contributors.map(toLeaf);
  const accepted = bitsOf(currencies, planned.currencies);
  const tree = buildContributorTree(leaves);
  const parents = [];
  for (const edge of planned.parents)
    parents.push(await license(sahara, currencies, planned, edge));

  const assetId = await sahara.registerAsset(
    createRegistration({
      kind: ASSET_KIND.model,
      currencies: [...accepted.values()].reduce((mask, bit) => mask | bit, 0n),
      parents,
      contributors,
      contributorRoot: tree.root,
      contributorRootUnits: planned.rootUnits,
    }),
  );
  model.open({
    assetId,
    royalties: planned.parents.map(({ index, bps }) => ({ parent: BigInt(index) + 1n, bps })),
    accepted,
    ceiling: planned.ceiling,
    contributors,
    rootUnits: planned.rootUnits,
  });
  if (leaves.length > 0) roots.push({ assetId, leaves, tree });
}

/** Ids count from 1 in the order of the plan. */
async function license(
  { registerTerms, offerTerms, buyLicense, owner }: SaharaFixture,
  currencies: readonly Currency[],
  planned: PlannedAsset,
  { index, bps, ceiling }: PlannedAsset["parents"][number],
) {
  const assetId = BigInt(index) + 1n;
  const [first = 0] = planned.currencies;
  const currency = ceiling === 0n ? ZERO : (currencies[first]?.token ?? ZERO);
  const termsId = await registerTerms({ royaltyBps: bps, revenueCeiling: ceiling, currency });
  await offerTerms(assetId, termsId);
  const licenseId = await buyLicense({ assetId, termsId, licensee: owner });
  return { asset: assetId, relation: RELATION.mergedFrom, license: licenseId };
}

/** Gives the assets to random owners, and lets each holder act for the next one. */
async function distribute(
  { registry, owner, ledger }: SaharaFixture,
  model: LedgerModel,
  holders: readonly HardhatEthersSigner[],
  random: Random,
): Promise<void> {
  for (const assetId of model.accounts.keys()) {
    if (assetId === PROTOCOL) continue;
    const to = random.pick(holders).address;
    await registry.connect(owner).transferFrom(owner, to, assetId);
    model.owners.set(assetId, to);
  }
  for (const holder of holders) {
    await ledger.connect(holder).setOperator(nextOf(holders, holder.address) ?? ZERO, true);
  }
}

/** Every holder is rich in every currency and has approved ledger and payment source; gas is free. */
async function endow(
  { ledger, token, deployer, timelock }: SaharaFixture,
  money: MoneyModel,
  currencies: readonly Currency[],
  holders: readonly HardhatEthersSigner[],
  source: string,
): Promise<void> {
  await provider.request({ method: "hardhat_setNextBlockBaseFeePerGas", params: ["0x0"] });
  const free = { gasPrice: 0n };
  for (const { token: address } of currencies) {
    if (address === ZERO) continue;
    const currency = await attachToken(address);
    const isSahara = address === (await token.getAddress());
    for (const holder of holders) {
      if (isSahara) await token.connect(deployer).transfer(holder, SAHARA_WEALTH, free);
      else await currency.mint(holder, WEALTH, free);
      await currency.connect(holder).approve(ledger, ethers.MaxUint256, free);
      await currency.connect(holder).approve(source, ethers.MaxUint256, free);
    }
    for (const holder of holders) {
      money.setBalance(address, holder.address, await currency.balanceOf(holder));
    }
  }
  for (const holder of holders) await networkHelpers.setBalance(holder.address, NATIVE_WEALTH);
  for (const account of [...holders.map(({ address }) => address), await timelock.getAddress()]) {
    money.setBalance(ZERO, account, await ethers.provider.getBalance(account));
  }
}

function bitsOf(currencies: readonly Currency[], indexes: readonly number[]) {
  return new Map(indexes.map((index) => [currencies[index]?.token ?? ZERO, 1n << BigInt(index)]));
}
