import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { loadSpamAssassin, serialize, toSample, train } from "@sahara/models";
import { createSahara, DETERMINISTIC, type UsageOffer } from "@sahara/sdk";
import { contentRoot } from "@sahara/storage";
import { id, parseEther, Wallet, ZeroHash } from "ethers";

import { createCloser } from "../../helpers/createCloser.ts";
import { type NodeChain, startNodeChain } from "./startNodeChain.ts";
import { startNodeProcess } from "./startNodeProcess.ts";

export type GatewayWorld = Awaited<ReturnType<typeof createGatewayWorld>>;

/** What an operator runs for its offer. Defaults to the honest spam filter. */
type NodeSetUp = { kind?: string; options?: Record<string, unknown> };

export const USER_KEY = "a key that only Ann knows";
const MAILS_OF_EACH_GROUP = 5;
const STAKE = 10n ** 24n;
const FUNDS = 10n ** 24n;
const YEAR_S = 365 * 86_400;
const ODD_NODE = ["--import", "tsx", path.join("test", "e2e", "node", "oddNode.ts")];
const GATEWAY = ["--import", "tsx", path.join("packages", "node", "src", "gateway", "main.ts")];

/** A chain with a spam filter, which is an asset that operators can serve, and gateways to them. */
export async function createGatewayWorld() {
  const chain = await startNodeChain();
  try {
    return await populate(chain);
  } catch (error) {
    await chain.stop();
    throw error;
  }
}

async function populate(chain: NodeChain) {
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-gateway-e2e-"));
  const { deployment } = chain;
  const owner = await createSahara({ signer: chain.wallet(0), addresses: deployment });
  const { token } = owner.clients.contracts;
  const modelHash = await writeArtefacts(folder);
  const { assetId } = await owner.registerAsset({
    ...{ kind: "MODEL", contentRoot: modelHash, metadataRoot: id("a small spam filter") },
  });
  const deploymentFile = path.join(folder, "deployment.json");
  await writeFile(deploymentFile, JSON.stringify({ ...deployment, startBlock: 0 }));
  const processes = createCloser();
  let gateways = 0;

  async function fund(address: string): Promise<void> {
    await (await token.connect(chain.wallet(0)).transfer(address, FUNDS)).wait();
    await (await chain.wallet(0).sendTransaction({ to: address, value: parseEther("1") })).wait();
  }

  async function start(...parameters: Parameters<typeof startNodeProcess>) {
    return processes.keep(await startNodeProcess(...parameters));
  }

  /** An operator with stake, a key and an offer of the spam filter at a price. */
  async function addOperator(account: number, price: bigint) {
    const signer = chain.wallet(account);
    const sahara = await createSahara({ signer, addresses: deployment });
    const [key, operator] = [Wallet.createRandom(), signer.address.toLowerCase()];
    await fund(operator);
    await fund(key.address);
    await sahara.stake({ amount: STAKE });
    await sahara.addOperatorKey({ key });
    const latest = await chain.provider.getBlock("latest");
    const time = latest?.timestamp ?? 0;
    const offer: UsageOffer = {
      ...{ assetId, version: 1, operator, token: deployment.addresses.token!.toLowerCase() },
      ...{ operatorBps: 5_000, maxPricePerCall: price, creditLimit: 0n },
      ...{ validFrom: time - 60, validUntil: time + YEAR_S, modelHash, termsHash: ZeroHash },
      attestationPolicy: DETERMINISTIC,
    };
    const { signature: ownerSignature } = await owner.signOffer({ offer });
    const { offerId } = await sahara.publishOffer({ offer, ownerSignature });

    return {
      ...{ operator, offerId, price },
      /** Starts a node, and says on chain where it is. What it stored under the same name it goes on with. */
      async startNode(name: string, { kind = "spam-filter", options = {} }: NodeSetUp = {}) {
        const model = { artefact: "honest.ssfm", ...options };
        const config = await writeConfig(name, {
          ...{ operator, store: { kind: "sqlite", file: `${name}.sqlite` } },
          models: [{ id: "spam-filter", kind, options: model, offerId }],
          redeem: { everySeconds: 1 },
        });
        const node = await start(config, { SAHARA_NODE_KEY: key.privateKey }, ODD_NODE);
        await sahara.setProfile({ capabilities: ["SERVE"], endpoint: node.url });
        return node;
      },
    };
  }

  /** Starts a gateway with an account of its own and one user, who may spend without end. */
  async function startGateway(options: Record<string, unknown>) {
    const payer = Wallet.createRandom();
    await fund(payer.address);
    const name = `gateway-${++gateways}`;
    const keyHash = `0x${createHash("sha256").update(USER_KEY).digest("hex")}`;
    const config = await writeConfig(name, {
      ...{ data: name, budget: { limit: FUNDS.toString(), topUp: "1000000000" } },
      models: [{ id: "spam", assetId: `${assetId}`, route: "/v1/classify", maxPrice: "10000" }],
      users: [{ name: "ann", keyHash, allowance: FUNDS.toString() }],
      ...options,
    });
    const gateway = await start(config, { SAHARA_GATEWAY_KEY: payer.privateKey }, GATEWAY);
    return { ...gateway, payer: payer.address };
  }

  async function writeConfig(name: string, members: Record<string, unknown>): Promise<string> {
    const file = path.join(folder, `${name}.json`);
    const shared = { listen: { port: 0 }, chain: { rpcUrl: chain.url } };
    await writeFile(file, JSON.stringify({ ...shared, ...members }));
    return file;
  }

  return {
    ...{ chain, assetId, addOperator, startGateway },
    /** Reads the chain as anybody can. */
    reader: owner,
    /** Ends all nodes and gateways. */
    endProcesses: processes.close,
    async stop() {
      await processes.close();
      await chain.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Two spam filters, trained on different mails; returns the hash of the honest one. */
async function writeArtefacts(folder: string): Promise<string> {
  const groups = await loadSpamAssassin();
  const trained = (from: number) => {
    const mails = groups.flatMap((group) => group.mails.slice(from, from + MAILS_OF_EACH_GROUP));
    return serialize(train(mails.map(toSample)));
  };
  const honest = trained(0);
  await writeFile(path.join(folder, "honest.ssfm"), honest);
  await writeFile(path.join(folder, "other.ssfm"), trained(MAILS_OF_EACH_GROUP));
  return (await contentRoot(honest)).digest;
}
