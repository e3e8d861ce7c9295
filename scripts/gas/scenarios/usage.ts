import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { USAGE_TYPES } from "@sahara/sdk";
import { id, MaxUint256, Wallet, ZeroHash } from "ethers";

import { PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { setFee } from "../setFee.ts";

const FEE_BPS = 250n;
const OPERATOR_BPS = 6_000n;
const STAKE = 10n ** 24n;
/** A base unit of stake for ten of revenue. */
const STAKE_RATIO = 10n ** 17n;
const DAY_SECONDS = 86_400;
const NOON_2040 = 2_209_032_000n;
const PAYERS = 25;
const CALLS_PER_VOUCHER = 1_000n;
/** Price of all calls of one voucher, in base units. */
const CLAIM = 10n ** 18n + 7n;

/**
 * Metered usage: accounts, offers, vouchers redeemed with a fee, an operator's stake locked for them, and the way of the
 * income to ledger and operator. Steady: account, lane, offer and the day's lock were used before.
 */
export async function measureUsage(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, builder: operator, customer, register } = world;
  const { meter, offers, receivers } = sahara;
  await prepareUsage(world, operator);
  const assetId = await register(owner);
  const meterOf = (signer: HardhatEthersSigner) => meter.connect(signer);

  const publishing = await prepareOffer(world, assetId, operator);
  const publishOffer = await gasOf(() =>
    offers.connect(operator).publishOffer(publishing.offer, publishing.signature),
  );
  const offerId = await offers.offerIdOf(publishing.offer);

  const payers = Array.from({ length: PAYERS }, (_, i) => new Wallet(id(`payer ${i}`)));
  const accounts = await Promise.all(
    payers.map((payer) => createAccount(world, payer, offerId, operator)),
  );
  const deposit = ({ terms }: Account) => gasOf(() => meterOf(customer).deposit(terms, PAYMENT));
  const deposits: bigint[] = [];
  for (const account of accounts) deposits.push(await deposit(account));
  const [first] = accounts as [Account];

  await startDay(world);
  const redeem = async (redeemed: readonly Account[], vouchers: bigint) => {
    const items = await Promise.all(redeemed.map((account) => account.voucher(vouchers)));
    return await gasOf(() => meterOf(customer).redeem(items));
  };
  const redeem1VoucherFirst = await redeem([first], 1n);
  const redeem1Voucher = await redeem([first], 2n);
  const redeem25VouchersFirst = await redeem(accounts, 3n);
  const redeem25Vouchers = await redeem(accounts, 4n);

  const pass = () => gasOf(() => meterOf(customer).passRevenue([offerId]));
  const withdraw = () => gasOf(() => meterOf(operator).withdrawEarnings([offerId], operator));
  const passRevenueFirst = await pass();
  const withdrawEarningsFirst = await withdraw();
  await redeem([first], 5n);
  const passRevenue = await pass();
  const withdrawEarnings = await withdraw();

  const receiver = await receivers.receiverOf(offerId);
  const sweep = async () => {
    await tokens.plain.connect(customer).transfer(receiver, CLAIM);
    return await gasOf(() => receivers.connect(customer).sweep(offerId));
  };

  return {
    publishOffer,
    depositErc20First: deposits[0] ?? 0n,
    depositErc20: await deposit(first),
    redeem1VoucherFirst,
    redeem1Voucher,
    redeem25VouchersFirst,
    redeem25Vouchers,
    // Rounded up.
    gasPerCallAt1000: ceilDiv(redeem25Vouchers, BigInt(PAYERS) * CALLS_PER_VOUCHER),
    passRevenueFirst,
    passRevenue,
    withdrawEarningsFirst,
    withdrawEarnings,
    sweepOfferReceiverFirst: await sweep(),
    sweepOfferReceiver: await sweep(),
  };
}

type Account = Awaited<ReturnType<typeof createAccount>>;

const ceilDiv = (a: bigint, b: bigint) => (a + b - 1n) / b;

/** A fee on usage, a stake behind the operator, and stake asked for in the plain token. */
export async function prepareUsage(world: World, operator: HardhatEthersSigner): Promise<void> {
  const { sahara, tokens, customer, deployer } = world;
  const { operators, meter } = sahara;
  await setFee(world, "setUsageFee", FEE_BPS);
  await operators.connect(deployer).setStakeRatio(tokens.plain, STAKE_RATIO);
  await tokens.sahara.connect(operator).approve(operators, STAKE);
  await operators.connect(operator).stake(operator, STAKE);
  await tokens.plain.connect(customer).approve(meter, MaxUint256);
}

const domainOf = async ({ ethers, sahara }: World) => ({
  name: "UsageMeter",
  version: "1",
  chainId: (await ethers.provider.getNetwork()).chainId,
  verifyingContract: await sahara.meter.getAddress(),
});

/** An offer in the plain token with its owner's consent. */
export async function prepareOffer(world: World, assetId: bigint, operator: HardhatEthersSigner) {
  const offer = {
    assetId,
    version: 1n,
    operator: operator.address,
    token: await world.tokens.plain.getAddress(),
    operatorBps: OPERATOR_BPS,
    maxPricePerCall: CLAIM,
    creditLimit: 0n,
    validFrom: 0n,
    validUntil: NOON_2040,
    modelHash: id("model"),
    termsHash: id("price list"),
    attestationPolicy: ZeroHash,
  };
  const types = { Offer: [...USAGE_TYPES.Offer] };
  const signature = await world.owner.signTypedData(await domainOf(world), types, offer);
  return { offer, signature };
}

/** An account of `payer`, who signs the n-th voucher of its lane: for n thousand calls. */
async function createAccount(
  world: World,
  payer: Wallet,
  offerId: string,
  operator: HardhatEthersSigner,
) {
  const domain = await domainOf(world);
  const terms = {
    payer: payer.address,
    operator: operator.address,
    token: await world.tokens.plain.getAddress(),
    withdrawDelay: 86_400n,
    salt: id("account"),
  };
  const accountId = await world.sahara.meter.accountIdOf(terms);

  const voucher = async (n: bigint) => {
    const claim = n * CLAIM;
    const promise = {
      offerId,
      lane: 0n,
      epoch: 0n,
      seq: n * CALLS_PER_VOUCHER,
      maxCumulative: claim,
      receiptsRoot: id(`receipts ${n} of ${payer.address}`),
      validUntil: NOON_2040,
    };
    const message = { ...promise, accountId };
    const types = { UsageVoucher: [...USAGE_TYPES.UsageVoucher] };
    const signature = await payer.signTypedData(domain, types, message);
    const { withdrawDelay, salt } = terms;
    return { payer: terms.payer, withdrawDelay, salt, ...promise, claim, signature };
  };
  return { terms, voucher };
}

/** Waits until a day begins, so that what is measured falls on one. */
async function startDay({ networkHelpers }: World): Promise<void> {
  const day = Math.floor((await networkHelpers.time.latest()) / DAY_SECONDS) + 1;
  await networkHelpers.time.increaseTo(day * DAY_SECONDS);
}
