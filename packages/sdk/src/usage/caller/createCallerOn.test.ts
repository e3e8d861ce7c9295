import { expect } from "chai";

import { createWorld, type World } from "../../../test/callerWorld.ts";
import { createSignal } from "../../../test/createSignal.ts";
import { type OperatorNode, PRICE } from "../../../test/operatorNode.ts";
import {
  AllOperatorsFailedError,
  BudgetExceededError,
  CallRefusedError,
  NoOperatorError,
  OperatorFaultError,
} from "../../errors/callErrors.ts";
import type { LaneState } from "../laneState.ts";
import type { CallReceipt } from "../structs.ts";
import type { CallRecord } from "./CallStore.ts";

const assetId = 1n;
const input = { input: "hello" };

describe("createCallerOn", () => {
  let world: World;
  afterEach(() => world.stop());

  const kinds = async (kind: CallRecord["kind"]) =>
    (await world.store.load()).filter((record) => record.kind === kind);
  const laneCount = async () => (await kinds("lane")).length;

  describe("with an honest operator", () => {
    beforeEach(async () => {
      world = await createWorld();
    });

    it("default: returns the answer, and stores its receipt", async () => {
      const caller = await world.createCaller();

      const { body, receipt, operator } = await caller.call({ assetId, input });

      const echo = { echo: JSON.stringify({ model: "model", ...input }) };
      expect(JSON.parse(Buffer.from(body).toString())).to.deep.equal(echo);
      expect(receipt.amount).to.equal(PRICE);
      expect(operator).to.equal(world.node.operator);
      expect(await kinds("receipt")).to.have.length(1);
    });

    it("behavior: promises no more than the receipts and the next call", async () => {
      const caller = await world.createCaller();

      for (let i = 0; i < 5; i++) await caller.call({ assetId, input: { i }, maxPrice: PRICE });

      const promises = world.node.vouchers.map(({ voucher }) => voucher.maxCumulative);
      expect(promises).to.deep.equal([100n, 200n, 300n, 400n, 500n]);
      expect(await laneCount()).to.equal(1);
    });

    it("args: lanes: runs so many calls at once, each in a lane of its own", async () => {
      const caller = await world.createCaller({ lanes: 3 });
      const full = createSignal();
      world.node.conduct.hold = async (inFlight) => {
        if (inFlight === 3) full.give();
        await full.given;
      };

      await Promise.all(
        Array.from({ length: 12 }, (_, i) => caller.call({ assetId, input: { i } })),
      );

      expect(world.node.served()).to.equal(12);
      expect(world.node.mostInFlight()).to.equal(3);
      expect(await laneCount()).to.equal(3);
      expect((await caller.verifyStored()).findings).to.deep.equal([]);
    });

    it("args: store: goes on in the same lane after a restart", async () => {
      await (await world.createCaller()).call({ assetId, input });
      await (await world.createCaller()).call({ assetId, input });

      expect(await laneCount()).to.equal(1);
      expect(world.deposits).to.deep.equal([1_000n]);
    });

    it("behavior: reads a stream, whose receipt is its last event", async () => {
      world.node.conduct.stream = true;

      const { body } = await (await world.createCaller()).call({ assetId, input });

      expect(Buffer.from(body).toString()).to.match(/^data: \d+\n\n$/);
    });

    it("behavior: gets an answer that was lost on the way by the same voucher, and pays once", async () => {
      let losses = 1;
      world.node.conduct.loseAnswer = () => losses-- > 0;
      const caller = await world.createCaller({ resends: 1 });

      const { receipt } = await caller.call({ assetId, input });

      expect(receipt.seq).to.equal(1n);
      expect(world.node.served()).to.equal(1);
    });

    it("behavior: resumes after a lost answer, since its receipt is for a request that was sent", async () => {
      let losses = 1;
      world.node.conduct.loseAnswer = () => losses-- > 0;
      const caller = await world.createCaller();
      await rejection(caller.call({ assetId, input }));

      const { receipt } = await caller.call({ assetId, input: { input: "another" } });

      expect(receipt.seq).to.equal(2n);
      expect(receipt.cumulative).to.equal(2n * PRICE);
      expect(await laneCount()).to.equal(1);
      const receipts = await kinds("receipt");
      expect(receipts.map((record) => "seen" in record && record.seen)).to.deep.equal([
        false,
        true,
      ]);
    });

    it("behavior: tops the account up when promises reach its balance", async () => {
      const caller = await world.createCaller({
        budget: { token: world.node.offer.token, limit: 1_000n, topUp: 250n },
      });

      for (let i = 0; i < 8; i++) await caller.call({ assetId, input: { i }, maxPrice: PRICE });

      expect(world.deposits).to.deep.equal([250n, 250n, 250n, 250n]);
    });

    it("error: a call that the budget does not cover, before anything is sent", async () => {
      const budget = { token: world.node.offer.token, limit: 250n, topUp: 250n };
      const caller = await world.createCaller({ budget });
      for (let i = 0; i < 2; i++) await caller.call({ assetId, input: { i }, maxPrice: PRICE });

      const error = await rejection(caller.call({ assetId, input, maxPrice: PRICE }));

      expect(error).to.be.instanceOf(BudgetExceededError);
      expect(world.node.vouchers).to.have.length(2);
    });

    it("behavior: the budget holds over restarts", async () => {
      const budget = { token: world.node.offer.token, limit: 250n, topUp: 250n };
      await (await world.createCaller({ budget })).call({ assetId, input });
      world.balances.clear();

      const again = (await world.createCaller({ budget })).call({ assetId, input });

      expect(await rejection(again)).to.be.instanceOf(BudgetExceededError);
    });

    it("behavior: starts new lanes when the account is in a new epoch", async () => {
      const caller = await world.createCaller();
      await caller.call({ assetId, input });
      world.state.epoch = 1;

      const { receipt } = await caller.call({ assetId, input });

      expect(receipt.epoch).to.equal(1);
      expect(receipt.seq).to.equal(1n);
    });

    it("error: a request that is wrong, without trying another operator", async () => {
      world.node.conduct.refuse = () => "bad-request";

      const error = await rejection((await world.createCaller()).call({ assetId, input }));

      expect(error).to.be.instanceOf(CallRefusedError);
    });

    it("error: an endpoint that is not allowed", async () => {
      const caller = await world.createCaller({ allowEndpoint: ({ port }) => port === "" });

      expect(await rejection(caller.call({ assetId, input }))).to.be.instanceOf(NoOperatorError);
      expect(world.node.served()).to.equal(0);
    });

    it("behavior: close acknowledges the last receipt, and promises what was promised", async () => {
      const caller = await world.createCaller();
      await caller.call({ assetId, input, maxPrice: PRICE });

      await caller.close();

      const [first, closing] = world.node.vouchers;
      expect(closing?.voucher.seq).to.equal(1n);
      expect(closing?.voucher.maxCumulative).to.equal(first?.voucher.maxCumulative);
    });
  });

  describe("with a dishonest operator", () => {
    beforeEach(async () => {
      world = await createWorld();
    });

    const wrongReceipts: Record<string, (receipt: CallReceipt) => Partial<CallReceipt>> = {
      "charges more than was agreed": () => ({ amount: 201n, cumulative: 201n }),
      "adds up wrongly": ({ cumulative }) => ({ cumulative: cumulative + 1n }),
      "names another request": () => ({ requestHash: `0x${"00".repeat(32)}` }),
      "names another model": () => ({ modelHash: `0x${"00".repeat(32)}` }),
      "skips a place": ({ seq }) => ({ seq: seq + 1n }),
      "names another lane": ({ lane }) => ({ lane: lane === 0 ? 1 : lane - 1 }),
    };
    for (const [what, receipt] of Object.entries(wrongReceipts)) {
      it(`attack: ${what}: is kept as a fault, and never acknowledged`, async () => {
        world.node.conduct.receipt = receipt;
        const caller = await world.createCaller();

        const error = await rejection(caller.call({ assetId, input }));

        expect(causeOf(error)).to.be.instanceOf(OperatorFaultError);
        expect(await kinds("fault")).to.have.length(1);
        expect(await kinds("receipt")).to.have.length(0);
        expect(caller.recordOf(world.node.operator).faults).to.equal(1);
        expect(seqs(world.node)).to.deep.equal([0n]);
      });
    }

    it("attack: another answer than the receipt's", async () => {
      world.node.conduct.body = (body) => Uint8Array.from([...body, 0x20]);

      const error = await rejection((await world.createCaller()).call({ assetId, input }));

      expect(causeOf(error)).to.be.instanceOf(OperatorFaultError);
    });

    it("attack: a receipt by a key that is not the operator's", async () => {
      world.node.conduct.privateKey = `0x${"01".repeat(32)}`;

      const error = await rejection((await world.createCaller()).call({ assetId, input }));

      expect(causeOf(error)).to.be.instanceOf(OperatorFaultError);
      // It proves nothing against the operator, so it is no evidence.
      expect(await kinds("fault")).to.have.length(0);
    });

    it("attack: an answer without a receipt", async () => {
      world.node.conduct.noReceipt = true;

      const error = await rejection((await world.createCaller()).call({ assetId, input }));

      expect(causeOf(error)).to.be.instanceOf(OperatorFaultError);
      expect(await kinds("receipt")).to.have.length(0);
    });

    const lies: Record<string, (state: LaneState, node: OperatorNode) => LaneState> = {
      "is ahead, without a receipt": ({ lastReceipt: _, ...state }) => ({ ...state, seq: 5n }),
      "is ahead, with the last receipt": (state) => ({ ...state, seq: 5n }),
      "asks for another root": (state) => ({ ...state, receiptsRoot: `0x${"22".repeat(32)}` }),
      "asks for a higher sum": (state) => ({ ...state, cumulative: 1_000_000n }),
      "invents a receipt for a request that nobody sent": (state, node) => {
        if (state.lastReceipt === undefined) return state;
        const { receipt } = state.lastReceipt;
        const invented = { ...receipt, seq: receipt.seq + 1n, requestHash: `0x${"33".repeat(32)}` };
        const next = { ...invented, cumulative: receipt.cumulative + receipt.amount };
        return { ...state, seq: next.seq, lastReceipt: node.sign(next) };
      },
      "is in an epoch that the chain does not know": (state) => ({ ...state, epoch: 7 }),
    };
    for (const [what, lie] of Object.entries(lies)) {
      it(`attack: ${what}: no voucher says what the node says`, async () => {
        const caller = await world.createCaller();
        await caller.call({ assetId, input, maxPrice: PRICE });
        const { node } = world;
        node.conduct.refuse = () => "stale-lane";
        node.conduct.state = (state) => lie(state, node);

        await rejection(caller.call({ assetId, input: { input: "next" }, maxPrice: PRICE }));

        // In its own lane the payer acknowledged its one receipt; in the lane after it none.
        const said = node.vouchers.map(({ voucher }) => [voucher.seq, voucher.maxCumulative]);
        expect(said).to.deep.equal([
          [0n, 100n],
          [1n, 200n],
          [0n, 100n],
        ]);
      });
    }

    it("attack: a lost answer's receipt at a higher price than was agreed", async () => {
      const { conduct } = world.node;
      conduct.receipt = () => ({ amount: 150n, cumulative: 150n });
      conduct.loseAnswer = (seq) => seq === 0n;
      const caller = await world.createCaller();
      await rejection(caller.call({ assetId, input, maxPrice: PRICE }));
      conduct.loseAnswer = () => false;
      conduct.receipt = () => ({});

      await caller.call({ assetId, input: { input: "next" }, maxPrice: PRICE });

      expect(await laneCount()).to.equal(2);
      expect(seqs(world.node).every((seq) => seq === 0n)).to.equal(true);
    });

    it("attack: two receipts for one place: both are kept", async () => {
      const caller = await world.createCaller();
      const { receipt } = await caller.call({ assetId, input });
      const { conduct, sign } = world.node;
      conduct.refuse = () => "stale-lane";
      conduct.state = (state) => ({ ...state, lastReceipt: sign({ ...receipt, units: 99n }) });

      const error = await rejection(caller.call({ assetId, input }));

      expect(causeOf(error)).to.be.instanceOf(OperatorFaultError);
      const [fault] = await kinds("fault");
      expect(fault).to.deep.include({ kind: "fault", fault: "equivocation" });
      expect(fault).to.have.nested.property("against.receipt.units", 1n);
      expect(fault).to.have.nested.property("signed.receipt.units", 99n);
    });

    it("attack: says that the money is not there: a few looks at the chain, no second deposit", async () => {
      world.node.conduct.refuse = () => "insufficient-funds";

      const error = await rejection((await world.createCaller()).call({ assetId, input }));

      expect(causeOf(error)).to.be.instanceOf(CallRefusedError);
      expect(world.deposits).to.deep.equal([1_000n]);
    });

    it("behavior: a node that learns of the deposit a moment later is asked again", async () => {
      let refusals = 0;
      world.node.conduct.refuse = () => (refusals++ < 2 ? "insufficient-funds" : undefined);

      const { receipt } = await (await world.createCaller()).call({ assetId, input });

      expect(receipt.seq).to.equal(1n);
      expect(world.deposits).to.deep.equal([1_000n]);
    });

    it("attack: an answer without end", async () => {
      world.node.conduct.body = () => new Uint8Array(100_000);
      const caller = await world.createCaller({ maxResponseBytes: 1_000 });

      expect(await rejection(caller.call({ assetId, input }))).to.be.instanceOf(
        AllOperatorsFailedError,
      );
    });

    it("behavior: a lane that a lying node spoiled costs one call at most", async () => {
      const caller = await world.createCaller();
      world.node.conduct.receipt = () => ({ cumulative: 0n });
      await rejection(caller.call({ assetId, input, maxPrice: PRICE }));
      world.node.conduct.receipt = () => ({});

      await caller.call({ assetId, input, maxPrice: PRICE });

      const promised = world.node.vouchers.map(({ voucher }) => voucher.maxCumulative);
      expect(promised).to.deep.equal([PRICE, PRICE]);
    });
  });

  describe("with several operators", () => {
    beforeEach(async () => {
      world = await createWorld(2);
    });

    it("behavior: goes to another when one fails, and remembers", async () => {
      const [bad, good] = world.nodes;
      bad!.conduct.refuse = () => "model-failed";
      const caller = await world.createCaller();

      const results = [
        await caller.call({ assetId, input }),
        await caller.call({ assetId, input }),
      ];

      expect(results.map(({ operator }) => operator)).to.deep.equal([
        good!.operator,
        good!.operator,
      ]);
      expect(bad!.vouchers).to.have.length(1);
    });

    it("behavior: goes to another when one can't be reached", async () => {
      const [gone, good] = world.nodes;
      await gone!.stop();

      const { operator } = await (await world.createCaller()).call({ assetId, input });

      expect(operator).to.equal(good!.operator);
    });

    it("error: names every failure when nobody answers", async () => {
      for (const { conduct } of world.nodes) conduct.refuse = () => "busy";

      const error = await rejection((await world.createCaller()).call({ assetId, input }));

      expect(error).to.be.instanceOf(AllOperatorsFailedError);
      expect((error as AllOperatorsFailedError).failures).to.have.length(2);
    });

    it("args: offerId: calls that offer alone", async () => {
      const [, second] = world.nodes;

      const { offerId } = await (
        await world.createCaller()
      ).call({ offerId: second!.offerId, input });

      expect(offerId).to.equal(second!.offerId);
    });
  });

  describe("verifyStored", () => {
    beforeEach(async () => {
      world = await createWorld();
    });

    it("default: counts what is stored, and finds nothing", async () => {
      const caller = await world.createCaller();
      for (let i = 0; i < 3; i++) await caller.call({ assetId, input: { i } });

      expect(await caller.verifyStored()).to.deep.equal({
        ...{ lanes: 1, receipts: 3, cost: 3n * PRICE, redeemed: 0n, findings: [] },
      });
    });

    it("behavior: finds that an operator took more than its receipts", async () => {
      const caller = await world.createCaller();
      const { receipt } = await caller.call({ assetId, input });
      world.redeemed.set(String(receipt.lane), PRICE + 1n);

      const { findings } = await caller.verifyStored();

      expect(findings).to.have.length(1);
      expect(findings[0]?.reason).to.match(/took 101 for receipts of 100/);
    });
  });
});

function seqs({ vouchers }: OperatorNode): bigint[] {
  return vouchers.map(({ voucher }) => voucher.seq);
}

function causeOf(error: unknown): unknown {
  return error instanceof AllOperatorsFailedError ? error.failures[0] : error;
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}
