import { readFile } from "node:fs/promises";
import path from "node:path";

import { parseAmount } from "@sahara/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";

import { textLanguage } from "../../packages/node/src/models/textLanguage.ts";
import { createTypist } from "./cli/createTypist.ts";
import { createWorld, signedBy, type World } from "./cli/createWorld.ts";
import { type CliResult, complaintOf, spawnCli } from "./cli/runCli.ts";
import { type NodeProcess, startNodeProcess } from "./node/startNodeProcess.ts";

type LaneName = { accountId: string; offerId: string; lane: number; epoch: number };
type Called = { output: { results: { label: string }[] }; digest: string; receipt: LaneName };
type Proved = { assetId: string; settled: boolean; responseHash: string };

const OPERATOR = signedBy("owner");
const CUSTOMER = signedBy("customer");
const FRENCH = "Le soleil se lève sur le désert et les caravanes se mettent en route.";
const POLL_MS = 100;
/** Opened only to learn the hash of what the node will serve. */
const MODEL = { id: "language", assetId: 1n, options: {}, folder: "" };

/** Real processes: an operator serves a real model, a customer calls it, and anybody proves the call. */
describe("command line: a paid call", function () {
  this.timeout(300_000);

  let world: World;
  let node: NodeProcess | undefined;
  let assetId: string;
  let offerId: string;

  const { answer, text, registerAsset } = createTypist(() => world);
  const type = async (...args: string[]) => await spawnCli(world.place, args);

  before(async () => {
    world = await createWorld();
    await enrol();
    node = await serve();
    await answer("operator", "register", node.url, "serve", ...OPERATOR);
  });

  after(async () => {
    await node?.stop();
    await world.stop();
  });

  /** An operator with stake, a key and an offer for an asset of its own. */
  async function enrol() {
    const { sahara, accounts } = world;
    const deployer = await world.provider.getSigner(0);
    const token = sahara.clients.contracts.token.connect(deployer);
    await (await token.transfer(accounts.owner, parseAmount("200000", 18))).wait();
    const key = Wallet.createRandom();
    const gas = { to: key.address, value: parseAmount("1", 18) };
    await (await deployer.sendTransaction(gas)).wait();
    await world.write("node.key", key.privateKey);

    await answer("operator", "stake", "100000", ...OPERATOR);
    await answer("operator", "key", "add", "node.key", ...OPERATOR);
    assetId = await registerAsset();
    const { modelHash } = await textLanguage.open(MODEL);
    const publish = ["offer", "publish", assetId, "--price", "0.01", "--share", "30%"];
    const published = await answer<{ offerId: string }>(
      ...[...publish, "--model-hash", modelHash, "--deterministic", ...OPERATOR],
    );
    ({ offerId } = published);
  }

  async function serve() {
    const models = [{ id: "language", kind: "text-language", offerId }];
    const { folder, env } = world.place;
    const chain = { rpcUrl: env.SAHARA_RPC_URL, deployment: "sahara.json", pollMs: 200 };
    const config = { listen: { port: 0 }, chain, operator: world.accounts.owner, models };
    await world.write("node.json", {
      ...config,
      store: { kind: "sqlite", file: "node.sqlite" },
      redeem: { everySeconds: 1 },
    });
    const key = await readFile(path.join(folder, "node.key"), "utf8");
    return await startNodeProcess(path.join(folder, "node.json"), { SAHARA_NODE_KEY: key });
  }

  /** Waits until the operator has redeemed a lane up to a place. */
  async function redeemed(lane: LaneName, seq: bigint) {
    while ((await world.sahara.getLane(lane)).seq < seq) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  const json = <Document>({ stdout, stderr }: CliResult): Document => {
    expect(stdout, stderr).not.to.equal("");
    return JSON.parse(stdout) as Document;
  };

  it("calls a model, keeps the receipts, and proves one when it is redeemed", async () => {
    const called = await type("call", assetId, FRENCH, "--deposit", "1", ...CUSTOMER, "--json");
    expect(complaintOf(called)).to.equal("");
    const { output, digest, receipt } = json<Called>(called);
    expect(output.results.map(({ label }) => label)).to.deep.equal(["fr"]);
    // From what is left of the deposit, and for people. Its voucher acknowledges the first receipt.
    const again = await type("call", offerId, FRENCH, ...CUSTOMER);
    expect(again.stdout, again.stderr)
      .to.include('"fr"')
      .and.to.match(/^Price +0\.01 SAHARA$/m);
    expect((await text("receipt", "list")).trim().split("\n")).to.have.length(3);

    await redeemed(receipt, 1n);
    const proved = await type("receipt", "prove", digest, "--out", "proof.json", "--json");
    const checked = await answer<Proved>("receipt", "check", "proof.json");

    const { settled, responseHash, ...proof } = json<Proved>(proved);
    expect({ settled, assetId: proof.assetId }).to.deep.equal({ settled: true, assetId });
    expect(checked.responseHash).to.equal(responseHash);
    expect(await text("receipt", "verify")).to.match(/^Receipts +2 in 1 lanes, all right$/m);
  });

  it("says what to do when the account is empty, and sends nothing", async () => {
    const store = ["--store", "stranger.jsonl"];

    const refused = await type("call", assetId, FRENCH, ...store, ...signedBy("stranger"));

    expect(refused).to.include({ exitCode: 1, stdout: "" });
    expect(complaintOf(refused)).to.equal(
      "error: The account with this operator lacks 0.01 SAHARA for the call. Pass --deposit with that or more.\n",
    );
  });
});
