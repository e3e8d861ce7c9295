import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { loadSpamAssassin } from "@sahara/models";
import { createFolderContent, EXAMPLE_PROGRAMS } from "@sahara/node";
import { ContractRevertError, createSahara, type Sahara } from "@sahara/sdk";
import { canonicalJson, contentRoot } from "@sahara/storage";
import { expect } from "chai";
import { id, ZeroHash } from "ethers";

import { createCloser } from "../helpers/createCloser.ts";
import { until } from "../helpers/until.ts";
import { createNodeWorld, type NodeWorld } from "./node/createNodeWorld.ts";
import type { NodeProcess } from "./node/startNodeProcess.ts";

const REWARD = 10n ** 20n;
const DAY = 86_400n;
const MAILS_OF_EACH_KIND = 300;
const EPSILON = 1_000_000;
const BUDGET = 2_500_000n;
const { mailStatistics } = EXAMPLE_PROGRAMS;

describe("compute-to-data", function () {
  this.timeout(120_000);

  const closer = createCloser();
  let world: NodeWorld;
  let node: NodeProcess;
  let client: Sahara;
  let assetId: bigint;
  let data: string;
  let code: string;

  const openContent = () => createFolderContent({ folder: path.join(world.folder, "content") });

  before(async () => {
    world = closer.keep(await createNodeWorld());
    const { chain, operator, payer } = world;
    client = await createSahara({ signer: payer, addresses: chain.deployment });
    const asOperator = await createSahara({ signer: operator, addresses: chain.deployment });
    await asOperator.setProfile({ capabilities: ["SERVE", "COMPUTE_TO_DATA"], endpoint: "" });

    data = await bringMails();
    code = await openContent().put(await readFile(mailStatistics.file));
    ({ assetId } = await client.registerAsset({
      ...{ kind: "DATASET", contentRoot: data, metadataRoot: id("mails that nobody gets") },
    }));
    await client.allowProgram({
      ...{ assetId, programHash: code },
      ...{ maxRows: 6n, maxOutputBytes: 1_000n, minGroupSize: 10n },
    });
    await client.setComputeOperator({ assetId, operator: operator.address, allowed: true });
    await client.setPrivacyBudget({ assetId, version: 1n, total: BUDGET });
    await start();
  });
  after(closer.close);

  /** The node of the operator, as if it were started for the first time or again. */
  async function start(): Promise<void> {
    const rewards = [{ token: world.offer.token, least: REWARD.toString() }];
    const jobs = { content: "content", journal: "journal", pollMs: 200 };
    const config = await world.writeConfig("worker", {
      jobs: { kinds: ["COMPUTE_TO_DATA"], rewards, ...jobs },
    });
    const secrets = { SAHARA_NODE_OPERATOR_KEY: world.operator.privateKey };
    node = closer.keep(await world.startNode(config, await world.addKey(), secrets));
  }

  async function bringMails(): Promise<string> {
    const groups = await loadSpamAssassin();
    const mails = (["ham", "spam"] as const).flatMap((label) =>
      groups
        .filter((group) => group.label === label)
        .flatMap((group) => group.mails)
        .slice(0, MAILS_OF_EACH_KIND),
    );
    const files = mails.map(({ id: name, bytes }) => ({ path: name, content: bytes }));
    const { digest } = await contentRoot({ files });
    for (const file of files) {
      const place = path.join(world.folder, "content", digest, file.path);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, file.content);
    }
    return digest;
  }

  async function ask(): Promise<bigint> {
    const specification = {
      ...{ program: "compute-v1", asset: assetId.toString(), code, rows: "files" },
      counters: mailStatistics.counters.map((name) => ({
        ...{ name, most: name.endsWith("mails") ? 1 : 10_000 },
      })),
      ...{ countersPerRow: mailStatistics.countersPerRow },
      ...{ noise: { kind: "laplace", epsilon: EPSILON } },
    };
    const specRoot = await openContent().put(Buffer.from(canonicalJson(specification)));
    const latest = await world.chain.provider.getBlock("latest");
    const { jobId } = await client.postJob({
      ...{ kind: "COMPUTE_TO_DATA", assetId, assetBps: 3_000n, reward: REWARD, specRoot },
      deliverBy: BigInt(latest?.timestamp ?? 0) + DAY,
    });
    return jobId;
  }

  async function findDelivery(jobId: bigint) {
    const { jobs } = world.contracts;
    const [delivered] = await jobs.queryFilter(jobs.filters.JobDelivered(jobId));
    return delivered?.args.delivery;
  }

  async function readDelivery(jobId: bigint) {
    await until("the node delivers", async () => (await findDelivery(jobId)) !== undefined);
    const delivery = await findDelivery(jobId);
    const read = async (root = "") =>
      JSON.parse(Buffer.from(await openContent().readFile(root)).toString()) as unknown;
    return {
      answer: await read(delivery?.resultRoot),
      report: await read(delivery?.reportRoot),
      resultRoot: delivery?.resultRoot,
    };
  }

  async function spendings() {
    const { vault } = world.contracts;
    return await vault.queryFilter(vault.filters.PrivacySpent(assetId));
  }

  it("answers with noise, once the budget was spent, and names what took part", async () => {
    const { answer, report, resultRoot } = await readDelivery(await ask());

    // Half of epsilon is for values: noise of a scale of 6 for mails, 40 times which none ever is (CTD-7).
    const { counters } = answer as { counters: Record<string, string> };
    expect(counters).to.have.keys(mailStatistics.counters);
    expect(Number(counters["ham mails"])).to.be.closeTo(MAILS_OF_EACH_KIND, 240);
    expect(Number(counters["spam mails"])).to.be.closeTo(MAILS_OF_EACH_KIND, 240);
    expect(report).to.deep.include({
      ...{ programHash: code, inputs: { data }, measures: {} },
      parameters: {
        ...{ asset: assetId.toString(), version: 1, countersPerRow: 3, minGroupSize: 10 },
        noise: { kind: "laplace", epsilon: EPSILON },
      },
    });
    expect(report).to.have.deep.nested.property("output.root", resultRoot);
    const [spent, ...more] = await spendings();
    expect(more).to.deep.equal([]);
    expect(spent?.args.epsilon).to.equal(1_000_000n);
    expect(spent?.args.programHash).to.equal(code);
  });

  it("spends once and delivers once when it is killed on the way (CTD-8)", async () => {
    const jobId = await ask();
    await until("it has spent", async () => (await spendings()).length === 2);
    await node.kill();

    await start();
    await readDelivery(jobId);

    expect(await spendings()).to.have.length(2);
    const { jobs } = world.contracts;
    expect(await jobs.queryFilter(jobs.filters.JobDelivered(jobId))).to.have.length(1);
  });

  it("declines what the budget is not enough for, and so does the vault", async () => {
    const jobId = await ask();
    await until("it declines", () => /"jobId":"?3"?,"progress":"DECLINED"/.test(node.output()));

    expect(await findDelivery(jobId)).to.equal(undefined);
    const asOperator = await createSahara({
      ...{ signer: world.operator, addresses: world.chain.deployment },
    });
    const refusal: unknown = await asOperator
      .spendPrivacyBudget({
        ...{ assetId, version: 1n, programHash: code, epsilon: BigInt(EPSILON), jobRef: ZeroHash },
      })
      .catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(ContractRevertError);
    expect(refusal).to.include({ errorName: "DataVault_BudgetExceeded" });
  });
});
