import { createHttpServer, SERVER_LIMITS } from "@sahara/http";
import {
  createDigests,
  createSahara,
  type DeploymentInput,
  fromHex,
  meterDomain,
  type Signatures,
} from "@sahara/sdk";
import { createSignatures } from "@sahara/signatures";
import { JsonRpcProvider } from "ethers";

import { createFreeQuota } from "./calls/createFreeQuota.ts";
import { createModelRunner } from "./calls/createModelRunner.ts";
import { createVoucherCalls } from "./calls/createVoucherCalls.ts";
import { createAccountBook } from "./chain/createAccountBook.ts";
import { createCollector } from "./chain/createCollector.ts";
import { createRedeemer } from "./chain/createRedeemer.ts";
import { createSenders } from "./chain/createSenders.ts";
import type { NodeConfig } from "./config/NodeConfig.ts";
import type { NodeSecrets } from "./config/readSecrets.ts";
import { callRoutes } from "./http/callRoutes.ts";
import { createApi } from "./http/createApi.ts";
import { openApiDocument } from "./http/openApi.ts";
import { readRoutes } from "./http/readRoutes.ts";
import { createLaneBook } from "./lanes/createLaneBook.ts";
import { openJobWorker } from "./jobs/openJobWorker.ts";
import type { Logger } from "./log/createLogger.ts";
import { createMaintenance } from "./maintenance/createMaintenance.ts";
import { createMetrics } from "./metrics/createMetrics.ts";
import { createTally } from "./metrics/createTally.ts";
import type { ModelKind } from "./models/ModelKind.ts";
import { openOffers } from "./offers/openOffers.ts";
import { createDirectPayments } from "./payments/x402/createDirectPayments.ts";
import { createSettler } from "./payments/x402/createSettler.ts";
import { readTokenDomain } from "./payments/x402/readTokenDomain.ts";
import { openStore } from "./store/openStore.ts";

export type NodeDeps = {
  readonly config: NodeConfig;
  readonly secrets: NodeSecrets;
  /** The deployment, as `./sahara deploy` exported it. */
  readonly deployment: DeploymentInput;
  /** Folder that paths in the options of models start from. */
  readonly folder: string;
  readonly kinds: readonly ModelKind[];
  readonly log: Logger;
};

export type RunningNode = {
  readonly url: string;
  /** Redeems, sweeps, posts and withdraws now. */
  readonly collect: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts a node: opens the store and the models, finds the offers, completes what a crash left, and listens.
 *
 * @example
 * const node = await startNode({ config, secrets, deployment, folder, kinds: [spamFilter], log });
 * await node.stop();
 */
export async function startNode(deps: NodeDeps): Promise<RunningNode> {
  const { config, secrets, folder, kinds, log } = deps;
  const { limits, redeem } = config;
  const signatures: Signatures = await createSignatures();
  const { provider, contracts, chainId, fromBlock } = await connect(deps);
  const { meter, token } = contracts;
  const meterAddress = (await meter.getAddress()).toLowerCase();
  const digests = createDigests(meterDomain(chainId, meterAddress), signatures);
  const senderOf = createSenders({ provider, confirmations: 1 });
  const sender = senderOf(secrets.nodeKey);
  const domain = await readTokenDomain(token, chainId);
  const unredeemed = createTally();
  const metrics = createMetrics(unredeemed);
  const offers = await openOffers({ config, folder, kinds, contracts, digests, fromBlock });

  const store = await openStore(config.store, secrets);
  const accounts = createAccountBook({
    ...{ meter, provider, store, fromBlock, log },
    operator: config.operator,
    blockRange: config.chain.blockRange,
    confirmations: config.chain.confirmations,
  });
  // A chain may be ahead of the clock of this machine; receipts must not be from before their key.
  const now = () => Math.max(Math.floor(Date.now() / 1_000), accounts.chainTime());
  const signer = { address: sender.address, privateKey: fromHex(secrets.nodeKey) };
  const lanes = createLaneBook({ store, digests, signatures, signer });
  const models = createModelRunner({
    timeoutMs: limits.modelMs,
    maxWaiting: limits.waitingCalls,
    maxResponseBytes: limits.responseBytes,
  });
  const redeemSeconds = redeem.everySeconds;
  const vouchers = createVoucherCalls({
    ...{ store, lanes, accounts, models, digests, signatures, now, redeemSeconds },
  });
  const settler = createSettler({ token, provider, sender, fromBlock });
  const { nodeNumber } = config;
  const direct = createDirectPayments({
    ...{ store, lanes, models, signatures, settler, token, domain, nodeNumber, now, log },
  });
  const operatorSender =
    secrets.operatorKey === undefined ? undefined : senderOf(secrets.operatorKey);
  const maintenance = createMaintenance({
    ...{ accounts, store, offers, meter, metrics, unredeemed, now, log },
    redeemer: createRedeemer({ meter, store, sender, batchSize: redeem.batchSize, metrics, log }),
    collector: createCollector({
      ...{ contracts, store, sender, operatorSender, offers, signatures, log },
    }),
    pollMs: config.chain.pollMs,
    redeem,
    keepResponsesSeconds: limits.keepResponsesSeconds,
  });
  const jobs = await openJobWorker({
    ...{ config, contracts, sender, operatorSender, signatures, offers, fromBlock, log },
  });

  let url = "";
  const publicUrl = () => config.publicUrl ?? url;
  const freeQuota = createFreeQuota({ now });
  const calls = callRoutes({
    ...{ offers, vouchers, direct, models, freeQuota, signatures, metrics, unredeemed },
    maxBodyBytes: limits.bodyBytes,
  });
  const reads = readRoutes({
    ...{ offers, store, lanes, accounts, signatures, metrics },
    openApi: () => openApiDocument(offers, publicUrl()),
    health: maintenance.health,
  });
  const handle = createApi({
    routes: [...calls, ...reads],
    context: { chainId, meter: meterAddress, direct },
    urlOf: (path) => `${publicUrl()}${path}`,
    maxRequests: limits.requests,
    ...{ metrics, log },
  });

  await maintenance.start();
  await direct.recover(offers);
  const server = await createHttpServer({
    ...{ handle, ...config.listen },
    limits: {
      ...SERVER_LIMITS,
      ...limits,
      // A client that stops reading its answer is given up after the time that any answer may take.
      idleMs: Math.max(limits.requestMs, limits.modelMs) + IDLE_MARGIN_MS,
    },
  });
  ({ url } = server);
  jobs?.start();
  log.info("node.started", { url, operator: config.operator, signer: signer.address, chainId });

  return {
    url,
    collect: maintenance.collect,
    async stop() {
      await server.stop();
      await jobs?.stop();
      models.stop();
      await maintenance.stop();
      for (const { model } of offers) await model.close?.();
      await store.close();
      provider.destroy();
      log.info("node.stopped");
    },
  };
}

const IDLE_MARGIN_MS = 1_000;
/** How often it is looked for a new block while a transaction is waited for. */
const BLOCK_POLL_MS = 100;

async function connect({ config, deployment }: Pick<NodeDeps, "config" | "deployment">) {
  // A payment over x402 waits for several answers of the chain in turn: none is held back to be asked for with others,
  // and none is an old one.
  const options = { polling: true, batchStallTime: 0, cacheTimeout: -1 };
  const rpc = new JsonRpcProvider(config.chain.rpcUrl, undefined, options);
  rpc.pollingInterval = BLOCK_POLL_MS;
  const { clients } = await createSahara({ provider: rpc, addresses: deployment });
  return { ...clients, provider: clients.provider };
}
