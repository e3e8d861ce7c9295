import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { corpusFiles } from "@sahara/models";
import type { Capability } from "@sahara/sdk";

import type { Cast, Person } from "../cast.ts";
import { developmentKey } from "../operators/developmentKey.ts";
import { enrol } from "../operators/enrol.ts";
import { offerModel } from "../operators/offerModel.ts";
import type { Operator, ServedOffer } from "../operators/Operator.ts";
import { startNodeProcess } from "../operators/startNodeProcess.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { Chain } from "../startChain.ts";
import type { BuiltAssets, BuiltModel } from "./buildAssets.ts";
import type { PreparedData } from "./prepareData.ts";

/** The nodes, and how to end them. The first also computes on data that lie in its folder. */
export type Nodes = { operators: Operator[]; content: string; stop(): Promise<void> };

/** Two operators stake, offer both models with their owners' consent, and start a node each. */
export async function openNodes(
  cast: Cast,
  chain: Chain,
  data: PreparedData,
  built: BuiltAssets,
  progress: Progress,
): Promise<Nodes> {
  progress.step("Two operators stake, offer both models and start a node each");
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-demo-"));
  const content = path.join(folder, "content");
  const started: Operator[] = [];
  const stop = async () => {
    await Promise.all(started.map(({ node }) => node.stop()));
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await bringCorpus(path.join(content, data.root.digest), data);
    const { chainId, addresses } = chain;
    const deployment = JSON.stringify({ chainId, addresses, startBlock: 0 });
    await writeFile(path.join(folder, "deployment.json"), deployment);
    for (const model of built.models) await writeFile(path.join(folder, fileOf(model)), model.file);

    const enrolled: Omit<Operator, "node">[] = [];
    for (const person of cast.operators) {
      const key = await enrol(person);
      const offers: ServedOffer[] = [];
      for (const model of built.models) offers.push(await offerModel(person, model));
      enrolled.push({ person, key, offers });
    }
    await Promise.all(
      enrolled.map(async (operator, index) => {
        const config = path.join(folder, `node-${index}.json`);
        await writeFile(config, JSON.stringify(configOf(operator, index, chain)));
        const node = await startNodeProcess(config, {
          SAHARA_NODE_KEY: operator.key.privateKey,
          // An answer that spends from a privacy budget is the operator's own word.
          SAHARA_NODE_OPERATOR_KEY: developmentKey(operator.person.account),
        });
        started[index] = { ...operator, node };
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }

  for (const [index, { person, node }] of started.entries()) {
    const more: Capability[] = index === 0 ? ["COMPUTE_TO_DATA"] : [];
    await person.sahara.setProfile({ capabilities: ["SERVE", ...more], endpoint: node.url });
    progress.fact(`${person.name}: process ${node.process} at ${node.url}`);
  }
  return { operators: started, content, stop };

  /** A node redeems by itself as soon as all planned calls were made. */
  function configOf(
    { person, offers }: { person: Person; offers: ServedOffer[] },
    index: number,
    { url }: Chain,
  ) {
    const perRound = offers.reduce((sum, { offer }) => sum + offer.maxPricePerCall, 0n);
    const income = perRound * BigInt(PLAN.callsPerLane * cast.customers.length);
    return {
      listen: { port: 0 },
      chain: { rpcUrl: url, deployment: "deployment.json", pollMs: 200 },
      operator: person.account,
      store: { kind: "sqlite", file: `node-${index}.sqlite` },
      models: offers.map(({ offerId, model }) => ({
        ...{ id: model.id, kind: "spam-filter", offerId },
        options: { artefact: fileOf(model), modelHash: model.hash },
      })),
      redeem: { everySeconds: 86_400, fromAmount: income.toString() },
      ...(index === 0 ? { jobs: jobsOf(person) } : {}),
    };
  }
}

/** Takes jobs that compute on data, for what the plan pays. */
function jobsOf({ sahara }: Person) {
  const least = PLAN.computeReward.toString();
  return {
    ...{ kinds: ["COMPUTE_TO_DATA"], content: "content", journal: "journal", pollMs: 1_000 },
    rewards: [{ token: sahara.clients.addresses.token, least }],
  };
}

/** The operator that computes has the mails from their owner. */
async function bringCorpus(folder: string, { corpus }: PreparedData): Promise<void> {
  for (const { name } of corpus.groups) await mkdir(path.join(folder, name), { recursive: true });
  for (const { path: name, content } of corpusFiles(corpus.groups)) {
    // Thousands of small files: in this way they are written several times as fast.
    writeFileSync(path.join(folder, name), content);
  }
}

const fileOf = ({ id }: BuiltModel) => `${id}.ssfm`;
