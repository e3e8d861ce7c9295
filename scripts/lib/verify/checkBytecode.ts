import { artifacts } from "hardhat";
import { getBytes, hexlify, type Provider } from "ethers";

import { CONTRACT_NAMES, SAHARA_NAMES, type SaharaAddresses } from "../SaharaAddresses.ts";
import type { Check } from "./Check.ts";

type References = Record<string, { start: number; length: number }[]>;

/** Code with its immutables set to zero: they are what a deployment, and not the source, decides. */
function withoutImmutables(code: string, references: References): string {
  const bytes = getBytes(code);
  for (const { start, length } of Object.values(references).flat()) {
    bytes.fill(0, start, start + length);
  }
  return hexlify(bytes);
}

/** Compares the code at each address with what the sources compile to. */
export async function checkBytecode(
  addresses: SaharaAddresses,
  provider: Provider,
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const name of SAHARA_NAMES) {
    const contract = CONTRACT_NAMES[name];
    const artifact = await artifacts.readArtifact(contract);
    const references = artifact.immutableReferences ?? {};
    const wanted = withoutImmutables(artifact.deployedBytecode, references);
    const code = await provider.getCode(addresses[name]);
    const same = withoutImmutables(code, references) === wanted;
    const other = code === "0x" ? "no code" : "other code";
    checks.push({
      what: `code of ${name} at ${addresses[name]}`,
      found: same ? contract : other,
      expected: contract,
    });
  }
  return checks;
}
