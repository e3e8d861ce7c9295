import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { classify, deserialize, loadSpamAssassin } from "@sahara/models";
import { createFolderContent } from "@sahara/node";
import { createSahara } from "@sahara/sdk";
import { canonicalJson, contentRoot } from "@sahara/storage";
import { expect } from "chai";
import { id } from "ethers";

import { createCloser } from "../helpers/createCloser.ts";
import { until } from "../helpers/until.ts";
import { createNodeWorld, type NodeWorld } from "./node/createNodeWorld.ts";

const MAILS_OF_EACH_GROUP = 30;
const REWARD = 10n ** 20n;
const ASSET_BPS = 3_000n;
const TRAINING = 0n;
const HOUR = 3_600;

describe("a node that takes jobs", function () {
  this.timeout(120_000);

  const closer = createCloser();
  let world: NodeWorld;
  let contentFolder: string;
  let data: string;
  let someMail: Uint8Array;

  before(async () => {
    world = closer.keep(await createNodeWorld());
    contentFolder = path.join(world.folder, "content");
    await bringMails();
    const asOperator = await createSahara({
      ...{ signer: world.operator, addresses: world.chain.deployment },
    });
    await asOperator.setProfile({ capabilities: ["SERVE", "TRAIN"], endpoint: "" });
    const rewards = [{ token: world.offer.token, least: REWARD.toString() }];
    const config = await world.writeConfig("worker", {
      jobs: { kinds: ["TRAINING"], rewards, content: "content", journal: "journal", pollMs: 200 },
    });
    const secrets = { SAHARA_NODE_OPERATOR_KEY: world.operator.privateKey };
    closer.keep(await world.startNode(config, await world.addKey(), secrets));
  });
  after(closer.close);

  async function bringMails(): Promise<void> {
    const groups = await loadSpamAssassin();
    const files = groups.flatMap(({ mails }) =>
      mails.slice(0, MAILS_OF_EACH_GROUP).map(({ id: name, bytes }) => ({
        ...{ path: name, content: bytes },
      })),
    );
    data = (await contentRoot({ files })).digest;
    for (const file of files) {
      const place = path.join(contentFolder, data, file.path);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, file.content);
    }
    someMail = files[0]!.content;
  }

  async function readDelivery(jobId: bigint) {
    const { jobs } = world.contracts;
    const find = () => jobs.queryFilter(jobs.filters.JobDelivered(jobId));
    await until("the node delivers", async () => (await find()).length > 0);
    const [delivered] = await find();
    return delivered!.args.delivery;
  }

  it("trains for a client, who accepts and registers the model", async () => {
    const { jobs, registry, token } = world.contracts;
    const client = await createSahara({
      ...{ signer: world.payer, addresses: world.chain.deployment },
    });
    const { assetId: dataset } = await client.registerAsset({
      ...{ kind: "DATASET", contentRoot: data, metadataRoot: id("real mails") },
    });
    const content = createFolderContent({ folder: contentFolder });
    const specification = { program: "spam-filter-v1", data, seed: 3 };
    const specRoot = await content.put(Buffer.from(canonicalJson(specification)));
    const latest = await world.chain.provider.getBlock("latest");

    await (await token.connect(world.payer).approve(jobs, REWARD)).wait();
    const posting = await jobs.connect(world.payer).post({
      ...{ kind: TRAINING, assetId: dataset, assetBps: ASSET_BPS, token: world.offer.token },
      ...{ operator: `0x${"00".repeat(20)}`, race: false, reward: REWARD, specRoot },
      ...{ deliverBy: (latest?.timestamp ?? 0) + 24 * HOUR, reviewPeriod: HOUR },
    });
    await posting.wait();
    const jobId = await jobs.jobCount();
    const { resultRoot, amount } = await readDelivery(jobId);

    // What came of it is a spam filter under the root that the chain names.
    const model = deserialize(await content.readFile(resultRoot));
    expect(classify(model, someMail).label).to.be.oneOf(["ham", "spam"]);

    const { registration, deadline, signature } = await client.signRegistration({
      ...{ kind: "MODEL", contentRoot: resultRoot, metadataRoot: id("what it learnt") },
    });
    const accepting = await jobs
      .connect(world.payer)
      .acceptAndRegister(jobId, registration, deadline, signature);
    await accepting.wait();

    expect(await registry.ownerOf(dataset + 1n)).to.equal(world.payer.address);
    expect(amount).to.equal(REWARD);
    const credit = await jobs.creditOf(world.operator, token);
    const revenue = await jobs.revenueOf(dataset, token);
    expect(credit).to.be.greaterThan(0n);
    expect(credit + revenue).to.be.at.most(REWARD);
  });
});
