import { FetchRequest, JsonRpcProvider, type Network } from "ethers";

import { UnreachableNodeError, UsageError } from "../errors.ts";

const TIMEOUT_MS = 30_000;
const POLLING_INTERVAL_MS = 1_000;
/** Never answer from a cache: a nonce that is 250 ms old is wrong when two transactions follow each other. */
const NO_CACHE = -1;
/** Calls made together still share a request; one that is alone waits for no other. */
const NO_STALL_MS = 0;

/** Told of every transaction that the node took. */
export type OnSent = (hash: string) => void;

/**
 * Connects to a node, and fails at once when there is none instead of trying for ever.
 *
 * @throws {UnreachableNodeError} When nothing answers.
 */
export async function openProvider(url: string, onSent?: OnSent): Promise<JsonRpcProvider> {
  if (!/^https?:\/\//.test(url)) {
    throw new UsageError(`"${url}" is no RPC URL. Pass one that begins with http:// or https://.`);
  }
  const network = await detectNetwork(url);
  return new TellingProvider(url, network, onSent);
}

class TellingProvider extends JsonRpcProvider {
  readonly #onSent: OnSent | undefined;

  constructor(url: string, network: Network, onSent: OnSent | undefined) {
    super(createRequest(url), network, {
      staticNetwork: network,
      cacheTimeout: NO_CACHE,
      batchStallTime: NO_STALL_MS,
      pollingInterval: POLLING_INTERVAL_MS,
    });
    this.#onSent = onSent;
  }

  override async send(
    method: string,
    params: unknown[] | Record<string, unknown>,
  ): Promise<unknown> {
    const result: unknown = await super.send(method, params);
    if (method === "eth_sendRawTransaction") this.#onSent?.(String(result));
    return result;
  }
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
