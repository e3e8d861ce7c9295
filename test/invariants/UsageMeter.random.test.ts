import { expect } from "chai";
import type { ContractTransactionReceipt, ContractTransactionResponse } from "ethers";

import {
  DAY,
  DEPOSIT,
  FAR_FUTURE,
  HOUR,
  type Item,
  NO_SIGNATURE,
} from "../execution/deployMetering.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { createRandom, type Random } from "../helpers/random.ts";
import { TYPES } from "../helpers/typedData.ts";
import { MeterRefusal, type ModelItem, type Outcome } from "./meterModel.ts";
import {
  buildMeterWorld,
  type MeterWorld,
  type WorldAccount,
  type WorldOffer,
} from "./meterWorld.ts";

const SEEDS = [1, 2, 3, 4];
const OPERATIONS_PER_SEED = 760;
const MAX_AMOUNT = 10n ** 6n;
const GAS = { gasLimit: 8_000_000n };
const LANES = 3;
/** Seconds that no step takes. */
const MARGIN = 10n;

/** What one step does: to the model at the time of its block, and to the chain. */
type Step = {
  label: string;
  account?: WorldAccount;
  offers?: readonly WorldOffer[];
  apply: (now: bigint) => unknown;
  send: () => Promise<ContractTransactionResponse>;
  check?: (receipt: ContractTransactionReceipt, predicted: unknown) => void;
};

describe("UsageMeter, against a bigint model", function () {
  this.timeout(300_000);

  const given = process.env.SAHARA_SEED;
  for (const seed of given === undefined ? SEEDS : [Number(given)]) {
    it(`agrees with it and holds what it owes after each of ${OPERATIONS_PER_SEED} random operations (USE-1 to USE-5, USE-8, USE-9, USE-12; SAHARA_SEED=${seed})`, async () => {
      const random = createRandom(seed);
      const world = await buildMeterWorld();
      let refused = 0;
      for (let number = 1; number <= OPERATIONS_PER_SEED; number++) {
        await passTime(world, random);
        const step = await makeStep(world, random);
        try {
          if (!(await perform(world, step))) refused++;
          await compare(world, step);
        } catch (error) {
          const place = `seed ${seed}, operation ${number}, ${step.label}`;
          throw new Error(`${place}: ${String(error)}`, { cause: error });
        }
      }
      expect(refused).to.be.lessThan(OPERATIONS_PER_SEED / 4);
      for (const offer of world.offers) expect(offer.gross > 0n, offer.id).to.be.true;
    });
  }
});

/** Mines a block a while later, but not so close to midnight, when stake is freed, that the step falls behind it. */
async function passTime({ now }: MeterWorld, random: Random): Promise<void> {
  const pause = random.oneIn(8) ? random.upTo(12n * HOUR) : random.upTo(60n);
  const time = (await now()) + 1n + pause;
  const untilMidnight = DAY - (time % DAY);
  await networkHelpers.time.increaseTo(untilMidnight > MARGIN ? time : time + MARGIN);
}

/** Takes the step on both sides in a block of its own; true if it was accepted. Both must say the same. */
async function perform(world: MeterWorld, step: Step): Promise<boolean> {
  const now = (await world.now()) + 1n;
  await networkHelpers.time.setNextBlockTimestamp(now);

  let predicted: unknown;
  let refusal: string | undefined;
  try {
    predicted = step.apply(now);
  } catch (error) {
    if (!(error instanceof MeterRefusal)) throw error;
    refusal = error.message;
  }
  if (refusal !== undefined) {
    await expect(step.send()).to.be.revertedWithCustomError(world.meter, refusal);
    return false;
  }
  const receipt = await (await step.send()).wait();
  if (receipt === null) throw new Error("a transaction was not mined");
  step.check?.(receipt, predicted);
  return true;
}

/** Compares what the step touched, and what the meter holds with what it owes, token by token. */
async function compare({ meter, model, tokens, currency }: MeterWorld, step: Step): Promise<void> {
  const { account } = step;
  if (account !== undefined) {
    const { balance, thawing, thawEnd, epoch } = account;
    expect(thawing <= balance).to.be.true;
    // The end says nothing while nothing thaws.
    const found = await meter.accountOf(account.id);
    expect([found.balance, found.thawing, found.epoch]).to.deep.equal([balance, thawing, epoch]);
    if (thawing > 0n) expect(found.thawEnd).to.equal(thawEnd);
  }
  for (const offer of step.offers ?? []) {
    const { gross, passed, withdrawn } = offer;
    expect(await meter.earningsOf(offer.id)).to.deep.equal([gross, passed, withdrawn]);
  }
  for (const [address, token] of tokens) {
    // The fixture's own account has its deposit beside what the model knows.
    const besides = address === currency ? DEPOSIT : 0n;
    expect(await token.balanceOf(meter)).to.equal(model.owed(address) + besides);
  }
}

async function makeStep(world: MeterWorld, random: Random): Promise<Step> {
  const makers = [deposit, deposit, request, withdraw, refund, openSession, closeSession];
  const others = [passRevenue, withdrawEarnings, sweep];
  const makeOne = random.oneIn(2) ? redeem : random.pick([...makers, ...others]);
  return await makeOne(world, random);
}

const offerOf = (world: MeterWorld, { offerIds }: WorldAccount) =>
  world.offers.find(({ id }) => id === offerIds[0])!;

function deposit({ meter, accounts }: MeterWorld, random: Random): Step {
  const account = random.pick(accounts);
  const amount = random.magnitudeUpTo(MAX_AMOUNT);
  return {
    ...{ label: `deposit ${amount}`, account },
    apply: () => (account.balance += amount),
    send: async () => await meter.connect(account.payer).deposit(account.terms, amount, GAS),
  };
}

function request({ meter, model, accounts }: MeterWorld, random: Random): Step {
  const account = random.pick(accounts);
  const amount = random.oneIn(2) ? account.balance : random.upTo(account.balance + 1n);
  return {
    ...{ label: `request ${amount}`, account },
    apply: (now) => {
      model.request(account, amount, now);
    },
    send: async () =>
      await meter.connect(account.payer).requestWithdrawal(account.terms, amount, GAS),
  };
}

function withdraw({ meter, model, accounts }: MeterWorld, random: Random): Step {
  const thawing = accounts.filter((account) => account.thawing > 0n);
  const account = random.pick(thawing.length === 0 ? accounts : thawing);
  return {
    ...{ label: "withdraw", account },
    apply: (now) => model.withdraw(account, now),
    send: async () =>
      await meter.connect(account.payer).withdraw(account.terms, account.payer, GAS),
  };
}

function refund({ meter, model, accounts }: MeterWorld, random: Random): Step {
  const account = random.pick(accounts);
  const amount = random.oneIn(4) ? account.balance : random.magnitudeUpTo(MAX_AMOUNT / 1_000n);
  return {
    ...{ label: `refund ${amount}`, account },
    apply: () => model.refund(account, amount),
    send: async () =>
      await meter
        .connect(account.operator)
        .refund(account.terms, amount, 0n, 0n, NO_SIGNATURE, GAS),
  };
}

/** Opens a session of a key that had none, or deposits once all have. */
async function openSession(world: MeterWorld, random: Random): Promise<Step> {
  const { meter, accounts, domain, now } = world;
  const account = random.pick(accounts);
  const key = account.keys.find(({ address }) => !account.sessions.has(address));
  if (key === undefined) return deposit(world, random);
  const session = {
    accountId: account.id,
    key: key.address,
    cap: random.magnitudeUpTo(MAX_AMOUNT),
    validUntil: (await now()) + 24n * HOUR + random.upTo(1_000n * HOUR),
    nonce: BigInt(account.keys.indexOf(key)) + 10n * BigInt(accounts.indexOf(account)),
  };
  const signature = await key.signTypedData(domain, TYPES.sessionKey, session);
  return {
    ...{ label: "open a session", account },
    apply: () =>
      account.sessions.set(key.address, {
        cap: session.cap,
        spent: 0n,
        endsAt: session.validUntil,
      }),
    send: async () =>
      await meter
        .connect(account.payer)
        .openSession(account.terms, session, NO_SIGNATURE, signature, GAS),
  };
}

function closeSession({ meter, model, accounts }: MeterWorld, random: Random): Step {
  const open = accounts.filter(({ sessions }) => sessions.size > 0);
  const account = random.pick(open.length === 0 ? accounts : open);
  const key = random.pick(account.keys).address;
  return {
    ...{ label: "close a session", account },
    apply: (now) => {
      model.closeSession(account, key, now);
    },
    send: async () => await meter.connect(account.payer).closeSession(account.terms, key, GAS),
  };
}

function passRevenue({ meter, model, offers }: MeterWorld, random: Random): Step {
  const passed = random.sample(offers, 2);
  return {
    ...{ label: "pass revenue", offers: passed },
    apply: () => passed.map((offer) => model.pass(offer)),
    send: async () =>
      await meter.passRevenue(
        passed.map(({ id }) => id),
        GAS,
      ),
  };
}

function withdrawEarnings({ meter, model, offers }: MeterWorld, random: Random): Step {
  const offer = random.pick(offers);
  return {
    ...{ label: "withdraw earnings", offers: [offer] },
    apply: () => model.withdrawEarnings(offer),
    send: async () =>
      await meter.connect(offer.signer).withdrawEarnings([offer.id], offer.signer, GAS),
  };
}

/** Pays an offer's receiver and sweeps it; deposits instead where the operator has no stake left. */
async function sweep(world: MeterWorld, random: Random): Promise<Step> {
  const { receivers, operators, offers, tokens, payer } = world;
  const offer = random.pick(offers);
  const token = tokens.get(offer.token)!;
  await token.connect(payer).transfer(offer.receiver, 2n + random.magnitudeUpTo(MAX_AMOUNT));
  const capacity = await operators.capacityIn(offer.operator, offer.token);
  if (capacity === 0n) return deposit(world, random);
  const swept = (await token.balanceOf(offer.receiver)) - 1n;
  return {
    ...{ label: `sweep ${swept}`, offers: [offer] },
    apply: () => (offer.gross += swept < capacity ? swept : capacity),
    send: async () => await receivers.sweep(offer.id, GAS),
  };
}

/** A batch of up to four vouchers, some of them bad in one way or another. */
async function redeem(world: MeterWorld, random: Random): Promise<Step> {
  const { meter, model, accounts, operators, stranger } = world;
  const chosen = Array.from({ length: 1 + random.below(4) }, () => random.pick(accounts));
  const drawn: { item: Item; modelItem: ModelItem }[] = [];
  for (const account of chosen) drawn.push(await makeVoucher(world, random, account));
  const capacities = new Map<string, bigint>();
  for (const { operator, token } of chosen) {
    const key = `${operator.address} ${token}`;
    capacities.set(key, await operators.capacityIn(operator, token));
  }
  return {
    label: `redeem ${chosen.length}`,
    account: chosen[0]!,
    offers: [...new Set(chosen.map((account) => offerOf(world, account)))],
    apply: (now) =>
      drawn.map(({ modelItem }) => {
        const { operator, token } = modelItem.offer;
        const key = `${operator} ${token}`;
        const outcome = model.redeem(modelItem, capacities.get(key) ?? 0n, now);
        if ("paid" in outcome && token === world.currency) {
          capacities.set(key, (capacities.get(key) ?? 0n) - outcome.paid);
        }
        return outcome;
      }),
    send: async () =>
      await meter.connect(stranger).redeem(
        drawn.map(({ item }) => item),
        GAS,
      ),
    check: (receipt, predicted) => {
      expect(readOutcomes(world, receipt)).to.deep.equal(predicted);
    },
  };
}

async function makeVoucher(world: MeterWorld, random: Random, account: WorldAccount) {
  const { model, now, domain, stranger } = world;
  const offer = offerOf(world, account);
  const lane = BigInt(random.below(LANES));
  const epoch = random.oneIn(15) ? account.epoch + 1n : account.epoch;
  const laneKey = `${account.id} ${lane} ${epoch}`;
  const before = model.lanes.get(laneKey) ?? { redeemed: 0n, seq: 0n };
  const claim = random.oneIn(12)
    ? before.redeemed
    : before.redeemed + random.magnitudeUpTo(MAX_AMOUNT);
  const promise = {
    offerId: offer.id,
    lane,
    epoch,
    seq: random.oneIn(12) ? 0n : before.seq + random.upTo(3n),
    maxCumulative: random.oneIn(12) ? claim - (claim > 0n ? 1n : 0n) : claim + random.upTo(9n),
    receiptsRoot: ethers.id(`${claim}`),
    validUntil: random.oneIn(15) ? await now() : FAR_FUTURE,
  };
  const message = { accountId: account.id, ...promise };
  const key = random.oneIn(3) ? random.pick(account.keys) : undefined;
  const forged = random.oneIn(15);
  const signer = forged ? stranger : (key ?? account.payer);
  const { payer, withdrawDelay, salt } = account.terms;
  const signature = await signer.signTypedData(domain, TYPES.usageVoucher, message);
  const item: Item = { payer, withdrawDelay, salt, ...promise, claim, signature };
  const by = key === undefined ? ("payer" as const) : { key: key.address };
  const { seq, maxCumulative, validUntil } = promise;
  const modelItem: ModelItem = {
    ...{ account, offer, lane: laneKey, epoch, seq, maxCumulative, claim, validUntil },
    signer: forged ? "nobody" : by,
  };
  return { item, modelItem };
}

/** What the logs say of each item, in their order. */
function readOutcomes({ meter }: MeterWorld, receipt: ContractTransactionReceipt): Outcome[] {
  return receipt.logs.flatMap((log): Outcome[] => {
    const event = meter.interface.parseLog(log);
    if (event?.name === "UsageSettled") {
      const { amount, redeemed } = event.args.toObject() as { amount: bigint; redeemed: bigint };
      return [{ paid: amount, redeemed }];
    }
    if (event?.name !== "RedemptionRefused") return [];
    const { status } = event.args.toObject() as { status: bigint };
    return [{ status }];
  });
}
