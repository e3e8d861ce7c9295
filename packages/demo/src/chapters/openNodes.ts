import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Cast, Person } from "../cast.ts";
import { enrol } from "../operators/enrol.ts";
import { offerModel } from "../operators/offerModel.ts";
import type { Operator, ServedOffer } from "../operators/Operator.ts";
import { startNodeProcess } from "../operators/startNodeProcess.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { Chain } from "../startChain.ts";
import type { BuiltAssets, BuiltModel } from "./buildAssets.ts";

/** The nodes, and how to end them. */
export type Nodes = { operators: Operator[]; stop(): Promise<void> };

/** Two operators stake, offer both models with their owners' consent, and start a node each. */
export async function openNodes(
  cast: Cast,
  chain: Chain,
  built: BuiltAssets,
  progress: Progress,
): Promise<Nodes> {
  progress.step("Two operators stake, offer both models and start a node each");
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-demo-"));
  const started: Operator[] = [];
  const stop = async () => {
    await Promise.all(started.map(({ node }) => node.stop()));
    await rm(folder, { recursive: true, force: true });
  };

  try {
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
        const node = await startNodeProcess(config, operator.key.privateKey);
        started[index] = { ...operator, node };
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }

  for (const { person, node } of started) {
    await person.sahara.setProfile({ capabilities: ["SERVE"], endpoint: node.url });
    progress.fact(`${person.name}: process ${node.process} at ${node.url}`);
  }
  return { operators: started, stop };

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
    };
  }
}

const fileOf = ({ id }: BuiltModel) => `${id}.ssfm`;
