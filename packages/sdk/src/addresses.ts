import { type Address, parseAddress } from "./values/address.ts";
import { IncompleteDeploymentError } from "./errors/deploymentErrors.ts";

/** The contracts of a deployment, under the names of the Ignition module `Sahara`. */
export const CONTRACT_NAMES = [
  "token",
  "registry",
  "registrar",
  "ledger",
  "contributorRoots",
  "inboxes",
  "licenses",
  "approvals",
  "seats",
  "presets",
  "meter",
  "operators",
  "offers",
  "receivers",
  "receiptProofs",
  "faultProofs",
  "divergences",
  "jobs",
  "vault",
  "attributionReports",
  "auctions",
  "subscriptions",
  "checkout",
  "court",
  "arbitration",
  "marketplace",
  "distributor",
  "incentives",
  "lens",
  "stakingPool",
  "stakingRewards",
  "parameters",
  "manager",
  "timelock",
  "governor",
] as const;

export type ContractName = (typeof CONTRACT_NAMES)[number];

/** Where each contract is. */
export type Addresses = Record<ContractName, Address>;

/** One deployment, as the export script writes it and {@link parseDeployment} reads it. */
export type Deployment = {
  chainId: bigint;
  addresses: Addresses;
  /** The first block that has logs of the deployment. Defaults to the chain's first. */
  startBlock?: number | undefined;
};

/** A deployment before it was checked: the content of a JSON file, or addresses alone. */
export type DeploymentInput =
  | {
      chainId: bigint | number | string;
      addresses: Readonly<Record<string, string>>;
      startBlock?: number | undefined;
    }
  | Readonly<Record<string, string>>;

/**
 * Checks a deployment. Names beyond {@link CONTRACT_NAMES} are ignored.
 *
 * @param chainId Stands in where the input is addresses alone.
 * @throws {IncompleteDeploymentError} When a contract is missing.
 * @throws {InvalidAddressError} When an address is none.
 */
export function parseDeployment(input: DeploymentInput, chainId: bigint): Deployment {
  if (!isWhole(input)) return { chainId, addresses: parseAddresses(input) };
  return {
    chainId: BigInt(input.chainId),
    addresses: parseAddresses(input.addresses),
    startBlock: input.startBlock,
  };
}

type WholeInput = Extract<DeploymentInput, { chainId: unknown; addresses: unknown }>;

function isWhole(input: DeploymentInput): input is WholeInput {
  return typeof input.addresses === "object";
}

function parseAddresses(input: Readonly<Record<string, string>>): Addresses {
  const missing = CONTRACT_NAMES.filter((name) => input[name] === undefined);
  if (missing.length > 0) throw new IncompleteDeploymentError(missing);
  const entries = CONTRACT_NAMES.map((name) => [name, parseAddress(input[name] ?? "", name)]);
  // All names are there: they were just counted.
  return Object.fromEntries(entries) as Addresses;
}
