import { JsonRpcProvider, type Provider, type Signer } from "ethers";

import { type Deployment, type DeploymentInput, parseDeployment } from "./addresses.ts";
import { connectSigner, withoutCache } from "./chain/freshProvider.ts";
import { type Clients, connectContracts } from "./clients.ts";
import { KNOWN_DEPLOYMENTS } from "./deployments.ts";
import {
  NotDeployedError,
  UnknownDeploymentError,
  WrongChainError,
} from "./errors/deploymentErrors.ts";
import { toSaharaError } from "./errors/toSaharaError.ts";
import { MissingProviderError } from "./errors/transactionErrors.ts";
import { VERBS } from "./verbs.ts";

/** With a signer everything works; with a provider, or the URL of one, everything but sending and signing. */
export type SaharaOptions = ({ signer: Signer } | { provider: Provider | string }) & {
  /** The deployment. Needed unless the chain's is known to the SDK. */
  addresses?: DeploymentInput | undefined;
  /** Most blocks that one request for logs covers. Defaults to 10,000. */
  blockRange?: number | undefined;
};

type Verbs = typeof VERBS;

/** A verb without its first parameter; what answers at once is awaited all the same. */
type Bound<Verb> = Verb extends (clients: Clients, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Promise<Awaited<Result>>
  : never;

/** One object with one method a verb. */
export type Sahara = { readonly [Name in keyof Verbs]: Bound<Verbs[Name]> } & {
  /** What the verbs work with: provider, addresses, typed contracts. */
  readonly clients: Clients;
};

const DEFAULT_BLOCK_RANGE = 10_000;

/**
 * Connects to a deployment of Sahara.
 *
 * @throws {UnknownDeploymentError} When no `addresses` are given and the chain's are not known.
 * @throws {WrongChainError} When the deployment is of another chain.
 * @throws {NotDeployedError} When the ledger has no code there.
 *
 * @example
 * const sahara = await createSahara({ signer });
 * const { assetId } = await sahara.registerAsset({ kind: "DATASET", contentRoot, metadataRoot });
 */
export async function createSahara(options: SaharaOptions): Promise<Sahara> {
  const clients = await connect(options);
  const bound = Object.entries(VERBS).map(([name, verb]) => [name, bind(verb as Verb, clients)]);
  // The names are those of VERBS and each verb lost its first parameter, which is what Sahara says.
  return { ...Object.fromEntries(bound), clients } as Sahara;
}

async function connect(options: SaharaOptions): Promise<Clients> {
  const provider = await withoutCache(providerOf(options));
  const signer = "signer" in options ? await connectSigner(options.signer, provider) : undefined;
  const { chainId } = await provider.getNetwork();
  const { addresses, startBlock: fromBlock = 0 } = findDeployment(chainId, options.addresses);
  if ((await provider.getCode(addresses.ledger)) === "0x") {
    throw new NotDeployedError(chainId, addresses.ledger);
  }

  const contracts = connectContracts(addresses, provider);
  const blockRange = options.blockRange ?? DEFAULT_BLOCK_RANGE;
  return { provider, signer, chainId, addresses, contracts, fromBlock, blockRange };
}

function providerOf(options: SaharaOptions): Provider {
  if ("provider" in options) {
    const { provider } = options;
    return typeof provider === "string" ? new JsonRpcProvider(provider) : provider;
  }
  if (options.signer.provider === null) throw new MissingProviderError();
  return options.signer.provider;
}

function findDeployment(chainId: bigint, input: DeploymentInput | undefined): Deployment {
  const found = input ?? KNOWN_DEPLOYMENTS[chainId.toString()];
  if (found === undefined) throw new UnknownDeploymentError(chainId);
  const deployment = parseDeployment(found, chainId);
  if (deployment.chainId !== chainId) throw new WrongChainError(chainId, deployment.chainId);
  return deployment;
}

type Verb = (clients: Clients, ...rest: unknown[]) => unknown;

/** Binds a verb, and gives whatever it fails with the errors of the SDK. */
function bind(verb: Verb, clients: Clients) {
  return async (...rest: unknown[]) => {
    try {
      return await verb(clients, ...rest);
    } catch (error) {
      throw toSaharaError(error);
    }
  };
}
