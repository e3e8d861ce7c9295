import { mkdir } from "node:fs/promises";
import path from "node:path";

import { createCaller, createCallerChain, createSahara, type DeploymentInput } from "@sahara/sdk";
import { openFileCallStore } from "@sahara/sdk/node";
import { createSignatures } from "@sahara/signatures";
import { JsonRpcProvider } from "ethers";

import { SerialWallet } from "../chain/SerialWallet.ts";
import type { Logger } from "../log/createLogger.ts";
import { createAccuser } from "./createAccuser.ts";
import { createAuditor } from "./createAuditor.ts";
import { createGateway } from "./createGateway.ts";
import type { GatewayConfig } from "./GatewayConfig.ts";
import { openSpendingBook } from "./openSpendingBook.ts";

export type GatewayDeps = {
  readonly config: GatewayConfig;
  /** Key of the account that pays the operators, and puts up the bonds of disputes. */
  readonly privateKey: string;
  /** The deployment, as `./sahara deploy` exported it. */
  readonly deployment: DeploymentInput;
  readonly log: Logger;
};

export type RunningGateway = { readonly url: string; readonly stop: () => Promise<void> };

/** How often it is looked at whether a transaction is in a block. */
const POLL_MS = 500;

/**
 * Starts a gateway: opens its receipts and its users' book, and listens.
 *
 * @example
 * const gateway = await startGateway({ config, privateKey, deployment, log });
 * await gateway.stop();
 */
export async function startGateway({
  config,
  privateKey,
  deployment,
  log,
}: GatewayDeps): Promise<RunningGateway> {
  const { budget, chain, limits, data, models, users, listen } = config;
  const provider = new JsonRpcProvider(chain.rpcUrl, undefined, { pollingInterval: POLL_MS });
  // Deposits and bonds come from one account, by one wallet.
  const signer = new SerialWallet(privateKey, provider);
  const sahara = await createSahara({ signer, addresses: deployment });
  const { clients } = sahara;

  await mkdir(data, { recursive: true });
  const store = await openFileCallStore(path.join(data, "calls.jsonl"));
  const caller = await createCaller(clients, {
    budget: { ...budget, token: budget.token ?? clients.addresses.token },
    ...{ store, signatures: await createSignatures(), recentMs: chain.recentMs },
    ...{ lanes: limits.lanes, timeoutMs: limits.operatorMs },
  });
  const auditor = createAuditor({
    ...{ caller, oneIn: config.auditOneIn, log },
    chain: createCallerChain(clients, chain.recentMs),
    accuse: createAccuser({ sahara, log }),
  });
  const gateway = await createGateway({
    ...{ caller, models, users, auditor, listen, maxCalls: limits.calls, log },
    spending: await openSpendingBook(path.join(data, "spending.json")),
  });

  const { url } = gateway;
  log.info("gateway.started", { url, payer: signer.address, chainId: clients.chainId });

  return {
    url,
    async stop() {
      await gateway.stop();
      // So that each operator has a voucher for all that it is owed.
      await caller.close();
      await store.close();
      clients.provider.destroy();
      provider.destroy();
      log.info("gateway.stopped");
    },
  };
}
