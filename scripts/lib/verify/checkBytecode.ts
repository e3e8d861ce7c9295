import { artifacts } from "hardhat";
import { getBytes, hexlify, type Provider, ZeroAddress } from "ethers";

import type { SaharaContracts } from "../connectSahara.ts";
import { CONTRACT_NAMES, SAHARA_NAMES, type SaharaAddresses } from "../SaharaAddresses.ts";
import type { Check } from "./Check.ts";

/** What a contract has made for itself, and keeps the address of. */
const PARTS: [
  name: string,
  contract: string,
  read: (sahara: SaharaContracts) => Promise<string>,
][] = [
  ["inboxes.IMPLEMENTATION", "RevenueInbox", ({ inboxes }) => inboxes.IMPLEMENTATION()],
  ["receivers.IMPLEMENTATION", "OfferReceiver", ({ receivers }) => receivers.IMPLEMENTATION()],
  ["licenses.METADATA", "LicenseMetadata", ({ licenses }) => licenses.METADATA()],
  ["marketplace.UPSTREAMS", "Upstreams", ({ marketplace }) => marketplace.UPSTREAMS()],
];

type References = Record<string, { start: number; length: number }[]>;

/** Code with its immutables set to zero: they are what a deployment, and not the source, decides. */
function withoutImmutables(code: string, references: References): string {
  const bytes = getBytes(code);
  for (const { start, length } of Object.values(references).flat()) {
    bytes.fill(0, start, start + length);
  }
  return hexlify(bytes);
}

/** Compares the code at each address with what the sources compile to: that of the parts, too. */
export async function checkBytecode(
  sahara: SaharaContracts,
  addresses: SaharaAddresses,
  provider: Provider,
): Promise<Check[]> {
  const places: [name: string, contract: string, address: string][] = SAHARA_NAMES.map((name) => [
    name,
    CONTRACT_NAMES[name],
    addresses[name],
  ]);
  for (const [name, contract, read] of PARTS) {
    // Who has no answer has no part.
    places.push([name, contract, await read(sahara).catch(() => ZeroAddress)]);
  }

  const checks: Check[] = [];
  for (const [name, contract, address] of places) {
    const artifact = await artifacts.readArtifact(contract);
    const references = artifact.immutableReferences ?? {};
    const wanted = withoutImmutables(artifact.deployedBytecode, references);
    const code = await provider.getCode(address);
    const same = withoutImmutables(code, references) === wanted;
    const other = code === "0x" ? "no code" : "other code";
    checks.push({
      what: `code of ${name} at ${address}`,
      found: same ? contract : other,
      expected: contract,
    });
  }
  return checks;
}
