import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { deserialize, loadSpamAssassin } from "@sahara/models";
import {
  createFolderContent,
  createJobBoardClient,
  createJobWorker,
  createSender,
  openJobJournal,
  trainSpamFilter,
} from "@sahara/node";
import { ethersSignatures } from "@sahara/sdk";
import { canonicalJson, contentRoot } from "@sahara/storage";
import { expect } from "chai";

import { IJobBoard__factory } from "../../typechain-types/index.js";
import { createRegistration, KIND as ASSET_KIND, RELATION } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { signRegistration } from "../helpers/signRegistration.ts";
import { HOUR, type Jobs, KIND, loadJobs, REWARD, sharesOf, STATE } from "./deployJobs.ts";

const MAILS_OF_EACH_GROUP = 30;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("JobBoard and the worker of a node", function () {
  this.timeout(60_000);
  let folder: string;
  let data: string;

  const content = () => createFolderContent({ folder });

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-jobs-"));
    const groups = await loadSpamAssassin();
    const files = groups.flatMap(({ mails }) =>
      mails.slice(0, MAILS_OF_EACH_GROUP).map(({ id, bytes }) => ({ path: id, content: bytes })),
    );
    data = (await contentRoot({ files })).digest;
    for (const file of files) {
      const place = path.join(folder, data, file.path);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, file.content);
    }
  });

  after(() => rm(folder, { recursive: true }));

  async function openWorker({ board, operator, deployer, key, currency }: Jobs, journal: string) {
    await deployer.sendTransaction({ to: key.address, value: 10n ** 18n });
    const client = await createJobBoardClient({
      board: IJobBoard__factory.connect(await board.getAddress(), ethers.provider),
      operator: operator.address,
      sender: createSender({
        ...{ provider: ethers.provider, privateKey: key.privateKey, confirmations: 1 },
      }),
      operatorSender: {
        send: async (send) => {
          const mined = await (await send(operator)).wait();
          if (mined === null) throw new Error("The transaction is in no block.");
          return mined;
        },
      },
      signatures: ethersSignatures,
      blockRange: 1_000,
      confirmations: 0,
    });
    return createJobWorker({
      board: client,
      content: content(),
      journal: await openJobJournal(path.join(folder, journal)),
      programs: [trainSpamFilter],
      policy: {
        kinds: ["TRAINING"],
        leastReward: { [currency.toLowerCase()]: 1n },
        leastAssetBps: 0,
        leastSeconds: 60,
        deliverySeconds: 30,
      },
      fromBlock: 0,
      pollMs: 1_000,
      log: SILENT,
    });
  }

  async function postTraining({ post }: Jobs, options: Parameters<Jobs["post"]>[0] = {}) {
    const specification = canonicalJson({ program: "spam-filter-v1", data, seed: 3 });
    const specRoot = await content().put(Buffer.from(specification));
    return await post({ specRoot, ...options });
  }

  it("trains for a client, who accepts and registers the model with its parent (JOB-2)", async () => {
    const jobs = await loadJobs();
    const { board, client, operator, key, dataset, registry, registrar } = jobs;
    const jobId = await postTraining(jobs);

    await (await openWorker(jobs, "whole")).turn();

    const [delivered] = await board.queryFilter(board.filters.JobDelivered(jobId));
    const { resultRoot } = delivered!.args.delivery;
    expect(delivered!.args.key).to.equal(key.address);
    expect(deserialize(await content().readFile(resultRoot)).parentHash).to.equal(undefined);

    const termsId = await jobs.registerTerms({ royaltyBps: 2_000n });
    await jobs.offerTerms(dataset, termsId);
    const license = await jobs.buyLicense({ assetId: dataset, termsId, licensee: client });
    const registration = createRegistration({
      kind: ASSET_KIND.model,
      contentRoot: resultRoot,
      parents: [{ asset: dataset, relation: RELATION.trainedOn, license }],
    });
    const deadline = (await jobs.now()) + HOUR;
    const signature = await signRegistration(registrar, client, {
      ...{ registration, deadline },
      owner: client.address,
    });
    await board.connect(client).acceptAndRegister(jobId, registration, deadline, signature);

    expect(await registry.ownerOf(dataset + 1n)).to.equal(client.address);
    expect(await jobs.creditOf(operator)).to.equal(sharesOf(REWARD).toOperator);
  });

  it("delivers once, however often the node starts again", async () => {
    const jobs = await loadJobs();
    const jobId = await postTraining(jobs);

    await (await openWorker(jobs, "restarts")).turn();
    await (await openWorker(jobs, "restarts")).turn();
    // A node whose disk was lost reads the board from its beginning.
    await (await openWorker(jobs, "another disk")).turn();

    expect(await jobs.stateOf(jobId)).to.equal(STATE.delivered);
    const deliveries = await jobs.board.queryFilter(jobs.board.filters.JobDelivered(jobId));
    expect(deliveries).to.have.length(1);
  });

  it("leaves compute-to-data and what another operator has on the board", async () => {
    const jobs = await loadJobs();
    const other = await postTraining(jobs, { operator: jobs.otherOperator.address });
    const compute = await postTraining(jobs, { kind: KIND.computeToData });

    await (await openWorker(jobs, "declined")).turn();

    expect(await jobs.stateOf(other)).to.equal(STATE.open);
    expect(await jobs.stateOf(compute)).to.equal(STATE.open);
  });
});
