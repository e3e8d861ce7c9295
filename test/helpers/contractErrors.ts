import { Interface } from "ethers";
import hre from "hardhat";

/** The selectors of the custom errors of everything built, OpenZeppelin's and Solady's included. */
export async function readErrorSelectors(): Promise<ReadonlySet<string>> {
  const selectors = new Set<string>();
  for (const name of await hre.artifacts.getAllFullyQualifiedNames()) {
    const { abi } = await hre.artifacts.readArtifact(name);
    new Interface(abi).forEachError(({ selector }) => selectors.add(selector));
  }
  return selectors;
}
