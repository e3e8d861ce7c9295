import { decodeReceiptHeader, RECEIPT_HEADER, type SignedReceipt } from "@sahara/sdk";
import { expect } from "chai";

import { createCloser } from "../helpers/createCloser.ts";
import { until } from "../helpers/until.ts";
import { createGatewayWorld, type GatewayWorld, USER_KEY } from "./node/createGatewayWorld.ts";

const [CHEAP, DEAR] = [1_000n, 2_000n];
const CALLS = 60;
const AT_ONCE = 8;
const ANSWERS_BEFORE_DEATH = 20;

type Answer = { operator: string; signed: SignedReceipt; label: string };

describe("a gateway to several operators", function () {
  this.timeout(180_000);

  const closer = createCloser();
  let world: GatewayWorld;
  let cheap: Awaited<ReturnType<GatewayWorld["addOperator"]>>;
  let dear: Awaited<ReturnType<GatewayWorld["addOperator"]>>;

  before(async () => {
    world = closer.keep(await createGatewayWorld());
    cheap = await world.addOperator(1, CHEAP);
    dear = await world.addOperator(2, DEAR);
  });
  afterEach(() => world.endProcesses());
  after(closer.close);

  async function ask(url: string, text: string): Promise<Answer> {
    const response = await fetch(`${url}/v1/classify`, {
      method: "POST",
      headers: { Authorization: `Bearer ${USER_KEY}` },
      body: JSON.stringify({ model: "spam", input: text }),
    });
    const body = await response.text();
    expect(response.status, body).to.equal(200);
    const { results } = JSON.parse(body) as { results: { label: string }[] };
    return {
      operator: response.headers.get("Sahara-Operator") ?? "",
      signed: decodeReceiptHeader(response.headers.get(RECEIPT_HEADER) ?? ""),
      label: results[0]?.label ?? "",
    };
  }

  async function spentAt(url: string): Promise<bigint> {
    const headers = { Authorization: `Bearer ${USER_KEY}` };
    const response = await fetch(`${url}/v1/usage`, { headers });
    return BigInt(((await response.json()) as { spent: string }).spent);
  }

  it("answers every call though one operator is killed under load, and nothing is paid twice", async () => {
    const { startGateway, reader } = world;
    const stalling = { kind: "stalling-spam-filter", options: { answers: ANSWERS_BEFORE_DEATH } };
    const [doomed] = await Promise.all([
      cheap.startNode("doomed", stalling),
      dear.startNode("survivor"),
    ]);
    const gateway = await startGateway({ auditOneIn: 0 });
    const answers: Answer[] = [];
    const fromDoomed = () => answers.filter(({ operator }) => operator === cheap.operator).length;

    let asked = 0;
    async function askInTurn(): Promise<void> {
      while (asked < CALLS) answers.push(await ask(gateway.url, `mail ${asked++}`));
    }
    const load = Promise.all(Array.from({ length: AT_ONCE }, askInTurn));
    // Each of its lanes now hangs in a call.
    const stalled = until("it stalls", () => fromDoomed() === ANSWERS_BEFORE_DEATH);
    await Promise.race([load, stalled]);
    await doomed.kill();
    await load;

    const total = answers.reduce((sum, { signed }) => sum + signed.receipt.amount, 0n);
    const places = answers.map(({ signed }) => signed.signature);
    expect(new Set(places).size).to.equal(CALLS);
    expect(fromDoomed()).to.equal(ANSWERS_BEFORE_DEATH);
    expect(await spentAt(gateway.url)).to.equal(total);

    // When it is back it redeems what it is owed: the calls that it answered, and no other.
    expect(await gateway.stop()).to.equal(0);
    await cheap.startNode("doomed");
    const grossOf = async (offerId: string) =>
      (await reader.clients.contracts.meter.earningsOf(offerId)).gross;
    const owed = BigInt(ANSWERS_BEFORE_DEATH) * CHEAP;
    await until("the one redeems", async () => (await grossOf(cheap.offerId)) >= owed);
    await until("the other redeems", async () => (await grossOf(dear.offerId)) >= total - owed);
    expect((await grossOf(cheap.offerId)) + (await grossOf(dear.offerId))).to.equal(total);
  });

  it("brings an operator before the chain that runs another model than it says (OPR-10)", async () => {
    const { startGateway, reader } = world;
    const { divergences } = reader.clients.contracts;
    const { modelHash } = (await reader.getUsageOffer({ offerId: cheap.offerId })).offer;
    const lying = {
      kind: "claiming-spam-filter",
      options: { artefact: "other.ssfm", claimed: modelHash },
    };
    await Promise.all([cheap.startNode("liar", lying), dear.startNode("honest")]);
    const gateway = await startGateway({ auditOneIn: 1 });

    const { operator } = await ask(gateway.url, "You have won a prize, click here to claim it");
    await until("a dispute", async () => (await divergences.divergenceCount()) > 0n);

    const divergence = await reader.getDivergence({ divergenceId: 1n });
    expect(operator).to.equal(cheap.operator);
    expect(divergence).to.deep.include({ reporter: gateway.payer, verdict: "NONE" });
    expect(divergence?.first.toLowerCase()).to.equal(cheap.operator);
    expect(divergence?.second.toLowerCase()).to.equal(dear.operator);
  });
});
