import { FetchRequest, JsonRpcProvider, type Network } from "ethers";

import { UnreachableNodeError, UsageError } from "../errors.ts";

const TIMEOUT_MS = 30_000;
const POLLING_INTERVAL_MS = 1_000;
/** Never answer from a cache: a nonce that is 250 ms old is wrong when two transactions follow each other. */
const NO_CACHE = -1;

/**
 * Connects to a node, and fails at once when there is none instead of trying for ever.
 *
 * @throws {UnreachableNodeError} When nothing answers.
 */
export async function openProvider(url: string): Promise<JsonRpcProvider> {
  if (!/^https?:\/\//.test(url)) {
    throw new UsageError(`"${url}" is no RPC URL. Pass one that begins with http:// or https://.`);
  }
  const network = await detectNetwork(url);
  return new JsonRpcProvider(createRequest(url), network, {
    staticNetwork: network,
    cacheTimeout: NO_CACHE,
    pollingInterval: POLLING_INTERVAL_MS,
  });
}

async function detectNetwork(url: string): Promise<Network> {
  const probe = new JsonRpcProvider(createRequest(url));
  try {
    return await probe._detectNetwork();
  } catch (cause) {
    throw new UnreachableNodeError(url, { cause });
  } finally {
    probe.destroy();
  }
}

function createRequest(url: string): FetchRequest {
  const request = new FetchRequest(url);
  request.timeout = TIMEOUT_MS;
  return request;
}
