import { expect } from "chai";
import { hexlify, randomBytes, Wallet } from "ethers";

import { type CallWorld, createCallWorld, PRICE } from "../../../test/createCallWorld.ts";
import { createModelRunner } from "../../calls/createModelRunner.ts";
import { createLogger } from "../../log/createLogger.ts";
import type { TransferAuthorization } from "../../store/Store.ts";
import { createDirectPayments, type DirectPaymentsDeps } from "./createDirectPayments.ts";
import type { X402Payment } from "./parsePayment.ts";

const NOW = 1_800_000_000;

/** A token and whoever moves its money: enough of a chain to be interrupted at any point. */
function createChain() {
  const moved = new Map<string, string>();
  let failure: "before" | "after" | undefined;
  return {
    moved,
    fail: (when: typeof failure) => (failure = when),
    token: {
      authorizationState: async (_: string, nonce: string) => moved.has(nonce),
      balanceOf: async () => 10n ** 18n,
    },
    settler: {
      findSettlement: async ({ nonce }: TransferAuthorization) => moved.get(nonce),
      settle: async ({ nonce }: TransferAuthorization) => {
        if (failure === "before") throw new Error("the process ended before the transaction");
        if (!moved.has(nonce)) moved.set(nonce, hexlify(randomBytes(32)));
        if (failure === "after") throw new Error("the process ended after the transaction");
        return moved.get(nonce) ?? "";
      },
    },
  };
}

describe("createDirectPayments", () => {
  let world: CallWorld;
  let chain: ReturnType<typeof createChain>;
  let runs = 0;
  beforeEach(async () => {
    runs = 0;
    chain = createChain();
    world = await createCallWorld({
      model: {
        run: () => {
          runs++;
          return Promise.resolve({ output: { run: runs } });
        },
      },
    });
  });
  afterEach(() => world.stop());

  const payer = Wallet.createRandom();

  function open() {
    const { store, lanes, signatures, served } = world;
    const domain = {
      ...{ name: "Sahara", version: "1", chainId: 31_337n },
      verifyingContract: served.offer.token,
    };
    const direct = createDirectPayments({
      ...{ store, lanes, signatures, domain, settler: chain.settler, nodeNumber: 3 },
      // The two functions that are called of it.
      token: chain.token as unknown as DirectPaymentsDeps["token"],
      models: createModelRunner({ timeoutMs: 1_000, maxWaiting: 8, maxResponseBytes: 1_000 }),
      now: () => NOW,
      log: createLogger({ level: "error", write: () => undefined }),
    });
    return { direct, domain };
  }

  async function pay(): Promise<X402Payment> {
    const { domain } = open();
    const message = {
      ...{ from: payer.address, to: world.served.receiver, value: PRICE },
      ...{ validAfter: 0n, validBefore: BigInt(NOW + 60), nonce: hexlify(randomBytes(32)) },
    };
    const types = {
      TransferWithAuthorization: [
        { name: "from", type: "address" },
        { name: "to", type: "address" },
        { name: "value", type: "uint256" },
        { name: "validAfter", type: "uint256" },
        { name: "validBefore", type: "uint256" },
        { name: "nonce", type: "bytes32" },
      ],
    };
    const signature = await payer.signTypedData(domain, types, message);
    const authorization = { ...message, from: message.from.toLowerCase(), signature };
    return {
      ...{ version: 2, scheme: "exact", network: "eip155:31337", authorization },
      asset: domain.verifyingContract,
    };
  }

  const thrownBy = async (promise: Promise<unknown>) =>
    await promise.then(
      () => undefined,
      (error: unknown) => error,
    );

  it("default: answers a payment once, and the same again for the same payment", async () => {
    const payment = await pay();
    const { direct } = open();

    const first = await direct.call(world.callOf("a"), payment);
    const again = await direct.call(world.callOf("a"), payment);

    expect(again.receipt).to.equal(first.receipt);
    expect(runs).to.equal(1);
    expect(await world.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
  });

  it("behavior: a crash before the money moved loses neither answer nor money", async () => {
    const payment = await pay();
    chain.fail("before");
    expect(await thrownBy(open().direct.call(world.callOf("a"), payment))).to.be.an("error");
    expect(await world.store.totals()).to.deep.equal({ receipts: 0, charged: 0n });

    chain.fail(undefined);
    const answered = await open().direct.call(world.callOf("a"), payment);

    expect(Buffer.from(answered.response.body).toString()).to.equal('{"run":1}');
    expect(chain.moved.size).to.equal(1);
  });

  it("behavior: after a crash when the money had moved, the start writes the receipt", async () => {
    const payment = await pay();
    chain.fail("after");
    expect(await thrownBy(open().direct.call(world.callOf("a"), payment))).to.be.an("error");

    const { direct } = open();
    await direct.recover([world.served]);
    expect(await world.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
    const answered = await direct.call(world.callOf("a"), payment);

    expect(Buffer.from(answered.response.body).toString()).to.equal('{"run":1}');
    expect(runs).to.equal(1);
    expect(await world.store.totals()).to.deep.equal({ receipts: 1, charged: PRICE });
  });

  it("error: a payment is for one request only", async () => {
    const payment = await pay();
    const { direct } = open();
    await direct.call(world.callOf("a"), payment);

    expect(await thrownBy(direct.call(world.callOf("b"), payment))).to.include({
      problem: "sequence-conflict",
      status: 409,
    });
  });

  it("error: an authorization that was used elsewhere buys nothing", async () => {
    const payment = await pay();
    chain.moved.set(payment.authorization.nonce, "elsewhere");

    expect(await thrownBy(open().direct.call(world.callOf("a"), payment))).to.include({
      problem: "payment-required",
    });
    expect(runs).to.equal(0);
  });
});
