import { type CallResult, DETERMINISTIC } from "@sahara/sdk";
import { expect } from "chai";

import { createWorld, type World } from "../../../sdk/test/callerWorld.ts";
import { type AuditorDeps, type Contradiction, createAuditor } from "./createAuditor.ts";

const MODEL = { modelHash: `0x${"ab".repeat(32)}`, attestationPolicy: DETERMINISTIC };
const REQUEST = { assetId: 1n, input: { input: "hello" } };
const twist = (answer: Uint8Array) => Buffer.from(answer).map((byte) => byte ^ 1);

describe("createAuditor", () => {
  let world: World;
  let accusations: Contradiction[];
  let events: string[];

  beforeEach(() => {
    accusations = [];
    events = [];
  });

  afterEach(() => world.stop());

  async function callAndConsider(options: Partial<AuditorDeps> = {}): Promise<CallResult> {
    const caller = await world.createCaller();
    const record = (event: string, { outcome = "" }: { outcome?: unknown }) =>
      void events.push(typeof outcome === "string" ? `${event} ${outcome}`.trim() : event);
    const auditor = createAuditor({
      chain: world.chain,
      caller,
      accuse: async (contradiction) => void accusations.push(contradiction),
      oneIn: 1,
      log: { info: record, warn: record, error: record },
      ...options,
    });
    const result = await caller.call(REQUEST);
    await auditor.consider(REQUEST, result);
    return result;
  }

  const served = () => world.nodes.map((node) => node.served());

  it("default: asks a second operator the same, and finds that both agree", async () => {
    world = await createWorld(2, MODEL);

    await callAndConsider();

    expect(served()).to.deep.equal([1, 1]);
    expect(events).to.deep.equal(["audit.done equal"]);
    expect(accusations).to.deep.equal([]);
  });

  it("default: accuses with both receipts and both offers when the answers differ", async () => {
    world = await createWorld(2, MODEL);
    const [, liar] = world.nodes;
    liar!.conduct.compute = twist;

    const { receipt, operator } = await callAndConsider();

    const [{ first, second }] = accusations as [Contradiction];
    expect(first.receipt).to.deep.equal(receipt);
    expect(first.offer.operator).to.equal(operator);
    expect(second.offer.operator).to.not.equal(operator);
    expect(second.receipt.requestHash).to.equal(first.receipt.requestHash);
    expect(second.receipt.responseHash).to.not.equal(first.receipt.responseHash);
    for (const { offer, receipt: signed } of [first, second]) {
      expect(signed.modelHash).to.equal(offer.modelHash);
    }
  });

  it("args: oneIn: repeats only the calls whose lot is drawn", async () => {
    world = await createWorld(2, MODEL);
    const asked: number[] = [];
    const draw = (below: number) => {
      asked.push(below);
      return 3;
    };

    await callAndConsider({ oneIn: 100, draw });
    await callAndConsider({ oneIn: 0 });

    expect(asked).to.deep.equal([100]);
    expect(events).to.deep.equal([]);
  });

  it("behavior: leaves models alone that promise no equal answers, or have one operator", async () => {
    world = await createWorld(2, { modelHash: MODEL.modelHash });
    await callAndConsider();
    await world.stop();
    world = await createWorld(1, MODEL);
    await callAndConsider();

    expect(events).to.deep.equal([]);
  });

  it("behavior: does not compare operators that run different files", async () => {
    world = await createWorld(2, { attestationPolicy: DETERMINISTIC });

    await callAndConsider();

    expect(events).to.deep.equal([]);
  });

  it("behavior: says so when the witness does not answer, and accuses nobody", async () => {
    world = await createWorld(2, MODEL);
    const caller = await world.createCaller();
    const result = await caller.call(REQUEST);
    for (const node of world.nodes) node.conduct.refuse = () => "busy";
    const auditor = createAuditor({
      ...{ chain: world.chain, caller, oneIn: 1 },
      accuse: async (contradiction) => void accusations.push(contradiction),
      log: {
        info: (event) => void events.push(event),
        warn: (event) => void events.push(event),
        error: (event) => void events.push(event),
      },
    });

    await auditor.consider(REQUEST, result);

    expect(events).to.deep.equal(["audit.noWitness"]);
    expect(accusations).to.deep.equal([]);
  });
});
