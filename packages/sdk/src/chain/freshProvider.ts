import {
  AbstractSigner,
  JsonRpcApiProvider,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
  JsonRpcSigner,
  Network,
  type Provider,
  type Signer,
} from "ethers";

/**
 * Asks another provider and remembers nothing. By default ethers gives the same answer for a quarter of a second, so
 * that on a chain which mines at once a read after a write, or the nonce of a second write, is out of date.
 */
class FreshProvider extends JsonRpcApiProvider {
  readonly #inner: JsonRpcApiProvider;

  constructor(inner: JsonRpcApiProvider, network: Network) {
    const { pollingInterval } = inner;
    super(network, {
      staticNetwork: network,
      cacheTimeout: -1,
      batchMaxCount: 1,
      pollingInterval,
    });
    this.#inner = inner;
    this._start();
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]) {
    const payloads = Array.isArray(payload) ? payload : [payload];
    return await Promise.all(payloads.map((each) => this.#forward(each)));
  }

  async #forward({ id, method, params }: JsonRpcPayload): Promise<JsonRpcResult | JsonRpcError> {
    try {
      return { id, result: (await this.#inner.send(method, params)) as unknown };
    } catch (thrown) {
      const error = nodeErrorIn(thrown);
      if (error === undefined) throw thrown;
      return { id, error };
    }
  }
}

/** What the node answered, as ethers wraps it; undefined if there was no answer. */
function nodeErrorIn(thrown: unknown): JsonRpcError["error"] | undefined {
  const { error, info } = thrown as {
    error?: JsonRpcError["error"];
    info?: { error?: JsonRpcError["error"] };
  };
  return info?.error ?? error;
}

/** The same chain without a memory. Providers that are not plain JSON-RPC ones are returned as they are. */
export async function withoutCache(provider: Provider): Promise<Provider> {
  if (!(provider instanceof JsonRpcApiProvider) || provider instanceof FreshProvider) {
    return provider;
  }
  return new FreshProvider(provider, Network.from(await provider.getNetwork()));
}

/** The same account on a provider that {@link withoutCache} returned. */
export async function connectSigner(signer: Signer, provider: Provider): Promise<Signer> {
  if (signer.provider === provider) return signer;
  if (signer instanceof JsonRpcSigner && provider instanceof JsonRpcApiProvider) {
    return new JsonRpcSigner(provider, await signer.getAddress());
  }
  return signer instanceof AbstractSigner ? signer.connect(provider) : signer;
}
