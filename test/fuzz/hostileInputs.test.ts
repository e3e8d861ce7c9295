import { expect } from "chai";

import { type AbiFunction, changesState, readFunctions, signatureOf } from "../helpers/abiItems.ts";
import { ethers, loadFixture, networkHelpers, provider } from "../helpers/chain.ts";
import { readErrorSelectors } from "../helpers/contractErrors.ts";
import { loadSahara, type SaharaFixture } from "../helpers/deploySahara.ts";
import { hostileValue, type KnownValues } from "../helpers/hostileValue.ts";
import { populate } from "../helpers/populate.ts";
import { revertData } from "../helpers/revertData.ts";
import { createSeededRandom, type SeededRandom } from "../helpers/seededRandom.ts";

/** Our contracts by their names in the fixture; the manager and the timelock are OpenZeppelin's own. */
const CONTRACTS = {
  token: "SaharaToken",
  parameters: "ProtocolParameters",
  registry: "AssetRegistry",
  registrar: "Registrar",
  ledger: "RevenueLedger",
  contributorRoots: "ContributorRoots",
  inboxes: "Inboxes",
  inbox: "RevenueInbox",
  licenses: "LicenseManager",
  approvals: "LicenseApprovals",
  seats: "LicenseSeats",
  presets: "LicensePresets",
  metadata: "LicenseMetadata",
  meter: "UsageMeter",
  operators: "OperatorRegistry",
  offers: "OfferBook",
  receivers: "OfferReceivers",
  receiptProofs: "ReceiptProofs",
  faultProofs: "FaultProofs",
  divergences: "Divergences",
  jobs: "JobBoard",
  vault: "DataVault",
  attributionReports: "AttributionReports",
  auctions: "AuctionHouse",
  subscriptions: "Subscriptions",
  checkout: "Checkout",
  court: "DisputeCourt",
  arbitration: "Arbitration",
  marketplace: "Marketplace",
  distributor: "Distributor",
  incentives: "Incentives",
  lens: "SaharaLens",
  stakingPool: "StakingPool",
  stakingRewards: "StakingRewards",
  factory: "RegistrarFactory",
} as const;
type ContractKey = keyof typeof CONTRACTS;

/** These call their caller back, so it must be a contract that answers; an account without code fails at itself. */
const CALLED_BACK: Readonly<Record<string, ContractKey>> = {
  "describe(uint256)": "licenses",
  "collect(uint256,address,uint256,uint16,bytes32,address)": "inboxes",
};
/** OpenZeppelin reads a list at the index given; past its end that panics, in a view that nothing calls. */
const EXEMPT = new Set(["checkpoints(address,uint32)"]);

const CALLS_PER_FUNCTION = 40;
const SEED = 20_261_122n;
const GAS = "0xf42400"; // 16,000,000

type Call = { from: string; to: string; data: string; value: string; gas: string };
type Outcome = { answer: "done" } | { answer: "refused"; data: string };

describe("hostile inputs (SYS-1)", () => {
  async function deployPopulated() {
    const sahara = await loadSahara();
    const population = await populate(sahara);
    const inbox = await sahara.inboxes.inboxOf(population.assetIds[2]!);
    const addresses: Record<ContractKey, string> = {
      ...(await addressesOf(sahara)),
      inbox,
      metadata: await sahara.licenses.METADATA(),
      factory: await findFactory(),
    };

    const timelock = await sahara.getTimelockSigner();
    const senders = [...sahara.actors.map(({ address }) => address), timelock.address];
    for (const caller of [addresses.licenses, addresses.inboxes]) {
      await networkHelpers.impersonateAccount(caller);
    }
    for (const sender of [...senders, addresses.licenses, addresses.inboxes]) {
      await networkHelpers.setBalance(sender, 10n ** 24n);
    }
    const now = BigInt(await networkHelpers.time.latest());
    const known: KnownValues = {
      uints: [
        ...population.assetIds,
        ...population.licenseIds,
        0n,
        1n,
        1_000n,
        10_000n,
        now + 3_600n,
      ],
      addresses: [...senders, ...Object.values(addresses)],
      bytes32s: [...population.termsIds, ...population.contentRoots, ...population.commitments],
    };
    return { addresses, senders, known };
  }

  async function addressesOf(sahara: SaharaFixture) {
    const { token, parameters, registry, registrar, ledger, contributorRoots } = sahara;
    const { inboxes, licenses, approvals, seats, presets, lens } = sahara;
    const { meter, operators, offers, receivers } = sahara;
    const { receiptProofs, faultProofs, divergences, jobs, vault, attributionReports } = sahara;
    const { auctions, subscriptions, checkout, court, arbitration } = sahara;
    const { marketplace, stakingPool, stakingRewards, distributor, incentives } = sahara;
    const contracts = {
      ...{ token, parameters, registry, registrar, ledger, contributorRoots },
      ...{ inboxes, licenses, approvals, seats, presets, lens },
      ...{ meter, operators, offers, receivers, receiptProofs, faultProofs, divergences, jobs },
      ...{ vault, attributionReports, auctions, subscriptions, checkout, court, arbitration },
      ...{ marketplace, stakingPool, stakingRewards, distributor, incentives },
    };
    const entries = Object.entries(contracts).map(
      async ([name, contract]) => [name, await contract.getAddress()] as const,
    );
    return Object.fromEntries(await Promise.all(entries)) as Record<keyof typeof contracts, string>;
  }

  /** Nothing refers to the factory once it has deployed the Registrar, so its event must do. */
  async function findFactory(): Promise<string> {
    const topics = [ethers.id("RegistrarDeployed(address)")];
    const [log] = await ethers.provider.getLogs({ fromBlock: 0, topics });
    return log!.address;
  }

  let selectors: ReadonlySet<string>;
  before(async () => {
    selectors = await readErrorSelectors();
  });

  for (const key of Object.keys(CONTRACTS) as ContractKey[]) {
    it(`${CONTRACTS[key]} refuses by named errors and changes nothing when it does`, async () => {
      const { addresses, senders, known } = await loadFixture(deployPopulated);
      const random = createSeededRandom(SEED);
      const nameless: string[] = [];
      for (const abiFunction of await readFunctions(CONTRACTS[key])) {
        const signature = signatureOf(abiFunction);
        if (EXEMPT.has(signature)) continue;
        const caller = CALLED_BACK[signature];
        const from = caller === undefined ? senders : [addresses[caller]];
        const calls = Array.from({ length: CALLS_PER_FUNCTION }, () =>
          createCall(abiFunction, { to: addresses[key], senders: from, known, random }),
        );

        const snapshot = await networkHelpers.takeSnapshot();
        const refused: Call[] = [];
        const accepted: Call[] = [];
        for (const call of calls) {
          const outcome = await send("eth_call", call);
          if (!isNamed(outcome)) nameless.push(describeCall(abiFunction, call, outcome));
          (outcome.answer === "done" ? accepted : refused).push(call);
        }
        if (changesState(abiFunction)) {
          // A contract that is made to send pays for gas.
          const watched = Object.values(addresses).filter((address) => !from.includes(address));
          const before = await stateOf(watched);
          for (const call of refused) await send("eth_sendTransaction", call);
          expect(await stateOf(watched)).to.deep.equal(before, signature);
          // One after the other they meet states that no test prepared.
          for (const call of accepted) {
            const outcome = await send("eth_sendTransaction", call);
            if (!isNamed(outcome)) nameless.push(describeCall(abiFunction, call, outcome));
          }
        }
        await snapshot.restore();
      }
      expect(nameless).to.deep.equal([]);
    });
  }

  function createCall(
    abiFunction: AbiFunction,
    options: { to: string; senders: readonly string[]; known: KnownValues; random: SeededRandom },
  ): Call {
    const { to, senders, known, random } = options;
    const signature = signatureOf(abiFunction);
    const values = abiFunction.inputs.map((input) => hostileValue(input, known, random));
    const payable = abiFunction.stateMutability === "payable";
    const value = payable ? random.pick([0n, 0n, 1n, 1_000n, 10n ** 18n]) : 0n;
    const contract = new ethers.Interface([`function ${signature}`]);
    return {
      from: random.pick(senders),
      to,
      data: contract.encodeFunctionData(signature, values),
      value: ethers.toQuantity(value),
      gas: GAS,
    };
  }

  async function send(method: "eth_call" | "eth_sendTransaction", call: Call): Promise<Outcome> {
    try {
      await provider.request({ method, params: method === "eth_call" ? [call, "latest"] : [call] });
      return { answer: "done" };
    } catch (error) {
      const data = revertData(error);
      if (data === undefined) throw error;
      return { answer: "refused", data };
    }
  }

  const isNamed = (outcome: Outcome) =>
    outcome.answer === "done" || selectors.has(outcome.data.slice(0, 10));

  const describeCall = (abiFunction: AbiFunction, { from, data, value }: Call, outcome: Outcome) =>
    JSON.stringify({ function: signatureOf(abiFunction), from, data, value, outcome });

  /** Storage roots and balances: equal if and only if nothing changed. */
  async function stateOf(addresses: readonly string[]): Promise<unknown[]> {
    return await Promise.all(
      addresses.map(async (address) => {
        const proof: unknown = await provider.request({
          method: "eth_getProof",
          params: [address, [], "latest"],
        });
        const { storageHash, balance, nonce } = proof as Record<string, string>;
        return { storageHash, balance, nonce };
      }),
    );
  }
});
