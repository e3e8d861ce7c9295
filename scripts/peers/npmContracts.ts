import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import {
  Contract,
  ContractFactory,
  type ContractTransactionResponse,
  type InterfaceAbi,
  type Signer,
} from "ethers";

/** A contract as its authors compiled it and an npm package ships it. */
type NpmArtifact = { abi: InterfaceAbi; bytecode: string };

/** Reads the artifact at a path within an installed package. */
export function readNpmArtifact(specifier: string): NpmArtifact {
  const file = fileURLToPath(import.meta.resolve(specifier));
  return JSON.parse(readFileSync(file, "utf8")) as NpmArtifact;
}

/** Deploys the contract at a path within an installed package. */
export async function deployNpmContract(
  specifier: string,
  deployer: Signer,
  ...args: unknown[]
): Promise<Contract> {
  const { abi, bytecode } = readNpmArtifact(specifier);
  const deployed = await new ContractFactory(abi, bytecode, deployer).deploy(...args);
  return new Contract(await deployed.getAddress(), abi, deployer);
}

/** Sends a transaction to a contract of which there are no bindings; the last argument may be options. */
export async function send(
  contract: Contract,
  from: Signer,
  name: string,
  ...args: unknown[]
): Promise<ContractTransactionResponse> {
  return await contract
    .connect(from)
    .getFunction(name)
    .send(...args);
}
