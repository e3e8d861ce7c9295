import { expect } from "chai";
import { Wallet, ZeroHash } from "ethers";

import { type CallWorld, createCallWorld, PRICE } from "../../test/createCallWorld.ts";
import { ProblemError } from "../http/ProblemError.ts";
import { InvalidInputError } from "../models/ServedModel.ts";

async function refusal(call: Promise<unknown>): Promise<ProblemError> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ProblemError)) throw new Error("expected a problem", { cause: thrown });
  return thrown;
}

describe("createVoucherCalls", () => {
  let world: CallWorld;
  beforeEach(async () => {
    world = await createCallWorld();
  });
  afterEach(() => world.stop());

  it("default: answers with a receipt that the voucher pays, and stores both", async () => {
    const lane = world.createPayerLane(0);

    const receipt = lane.take(await world.call("a", world.sign(lane.voucher())));

    expect(receipt).to.include({ seq: 1n, amount: PRICE, cumulative: PRICE });
    expect(await world.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
  });

  it("behavior: goes on in a lane as long as vouchers acknowledge what was answered", async () => {
    const lane = world.createPayerLane(0);
    for (let i = 0; i < 20; i++) {
      lane.take(await world.call(`call ${i}`, world.sign(lane.voucher())));
    }

    expect(await world.store.totals()).to.deep.equal({ receipts: 20, charged: 20n * PRICE });
    const [redeemable] = await world.store.lanesToRedeem(10);
    expect(redeemable?.lane).to.include({ seq: 20n, cumulative: 20n * PRICE });
  });

  it("behavior: answers the same request again without charging, byte for byte", async () => {
    const lane = world.createPayerLane(0);
    const signed = world.sign(lane.voucher());

    const first = await world.call("a", signed);
    const again = await world.call("a", signed);

    expect(again.receipt).to.equal(first.receipt);
    expect(Buffer.from(again.response.body)).to.deep.equal(Buffer.from(first.response.body));
    expect(await world.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
  });

  it("behavior: two calls for one place at once are one answer and one refusal", async () => {
    const lane = world.createPayerLane(0);
    const signed = world.sign(lane.voucher());

    const [first, second] = await Promise.allSettled([
      world.call("a", signed),
      world.call("b", signed),
    ]);

    expect(first.status).to.equal("fulfilled");
    expect(second.status).to.equal("rejected");
    expect(await world.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
  });

  it("behavior: a model that fails leaves lane and account as they were", async () => {
    let fails = true;
    const failing = await createCallWorld({
      model: {
        run: () =>
          fails ? Promise.reject(new Error("out of memory")) : Promise.resolve({ output: 1 }),
      },
    });
    const lane = failing.createPayerLane(0);
    const signed = failing.sign(lane.voucher());

    expect((await refusal(failing.call("a", signed))).problem).to.equal("model-failed");
    fails = false;
    const receipt = lane.take(await failing.call("a", signed));

    expect(receipt.seq).to.equal(1n);
    expect(await failing.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
    await failing.stop();
  });

  it("behavior: pieces are sent as they come, and the receipt is of all of them", async () => {
    const streaming = await createCallWorld({
      model: {
        async *run() {
          yield { piece: "one" };
          yield { piece: "two" };
        },
      },
    });
    const lane = streaming.createPayerLane(0);
    const signed = streaming.sign(lane.voucher());
    const pieces: string[] = [];
    const call = streaming.callOf("a", (bytes) => pieces.push(Buffer.from(bytes).toString()));

    const answered = await streaming.calls.call(call, signed, "header");

    expect(pieces).to.deep.equal(['data: "one"\n\n', 'data: "two"\n\n']);
    const body = Buffer.from(answered.response.body);
    expect(body.toString()).to.equal(pieces.join(""));
    expect(lane.take(answered).responseHash).to.equal(
      `0x${Buffer.from(streaming.signatures.keccak256(body)).toString("hex")}`,
    );
    await streaming.stop();
  });

  it("behavior: lanes can't spend together what each could alone", async () => {
    const poor = await createCallWorld({ balance: 3n * PRICE });
    const calls = Array.from({ length: 10 }, (_, index) =>
      poor.call("a", poor.sign(poor.createPayerLane(index).voucher())),
    );

    const outcomes = await Promise.allSettled(calls);

    expect(outcomes.filter(({ status }) => status === "fulfilled")).to.have.lengthOf(3);
    expect(await poor.store.totals()).to.deep.equal({ receipts: 3, charged: 3n * PRICE });
    await poor.stop();
  });

  it("behavior: a closing voucher replaces the lane's, and buys nothing", async () => {
    const lane = world.createPayerLane(0);
    lane.take(await world.call("a", world.sign(lane.voucher())));

    await world.calls.close(world.sign(lane.voucher({ maxCumulative: PRICE })), world.served);

    const [redeemable] = await world.store.lanesToRedeem(10);
    expect(redeemable?.lane.held?.voucher.seq).to.equal(1n);
    expect(await world.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
  });

  const stranger = Wallet.createRandom();
  const faults = {
    "another offer": [{ offerId: ZeroHash }, "wrong-offer"],
    "an unknown account": [{ accountId: ZeroHash }, "insufficient-funds"],
    "another epoch": [{ epoch: 1 }, "stale-lane"],
    "receipts that were never given": [{ seq: 5n }, "stale-lane"],
    "another root": [{ receiptsRoot: ZeroHash }, "stale-lane"],
    "an end before the next redemption": [{ validUntil: 1_800_000_100 }, "voucher-expired"],
    "too little": [{ maxCumulative: PRICE - 1n }, "payment-required"],
  } as const;
  for (const [title, [changes, problem]] of Object.entries(faults)) {
    it(`error: refuses a voucher for ${title}`, async () => {
      const signed = world.sign(world.createPayerLane(0).voucher(changes));

      expect((await refusal(world.call("a", signed))).problem).to.equal(problem);
      expect(await world.store.totals()).to.deep.equal({ receipts: 0, charged: 0n });
    });
  }

  it("error: refuses a voucher that somebody else signed", async () => {
    const signed = world.sign(world.createPayerLane(0).voucher(), stranger);

    expect((await refusal(world.call("a", signed))).problem).to.equal("bad-signature");
  });

  it("error: a place that was answered is not answered for another request", async () => {
    const lane = world.createPayerLane(0);
    const signed = world.sign(lane.voucher());
    await world.call("a", signed);

    const problem = await refusal(world.call("b", signed));

    expect(problem).to.include({ problem: "sequence-conflict", status: 409 });
    expect(problem.options.quote?.lane).to.include({ seq: 1n, cumulative: PRICE });
  });

  it("error: tells where the lane stands, with the last receipt", async () => {
    const lane = world.createPayerLane(0);
    const answered = await world.call("a", world.sign(lane.voucher()));
    lane.take(answered);

    const ahead = world.sign(lane.voucher({ seq: 7n }));
    const { options } = await refusal(world.call("b", ahead));

    expect(options.quote?.lane?.lastReceipt?.receipt.seq).to.equal(1n);
  });

  it("error: says what the model does not take, and charges nothing", async () => {
    const picky = await createCallWorld({
      model: { run: () => Promise.reject(new InvalidInputError("No text.")) },
    });
    const signed = picky.sign(picky.createPayerLane(0).voucher());

    expect(await refusal(picky.call("a", signed))).to.include({
      problem: "bad-request",
      message: "No text.",
    });
    await picky.stop();
  });
});
