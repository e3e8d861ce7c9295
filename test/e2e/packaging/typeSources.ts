/** TypeScript of a project that uses both packages. It is compiled in that project alone, where they are installed. */
export const TYPE_SOURCES = {
  "right.ts": `
import { type Asset, createSahara } from "@sahara/sdk";
import { readDeployment } from "@sahara/sdk/node";
import { JsonRpcProvider } from "ethers";
import { type RevenueLedger, RevenueLedger__factory } from "sahara";
import ledgerAbi from "sahara/abi/RevenueLedger.json" with { type: "json" };

const provider = new JsonRpcProvider("http://127.0.0.1:8545");
const addresses = await readDeployment("deployment.json");
const sahara = await createSahara({ provider, addresses });
const ledger: RevenueLedger = RevenueLedger__factory.connect(
  sahara.clients.addresses.ledger,
  provider,
);
const asset: Asset = await sahara.getAsset({ assetId: 1n });

export const owner: string = asset.owner;
export const accepted: boolean = await ledger.accepts(asset.assetId, owner);
export const names: (string | undefined)[] = ledgerAbi.map((item) => item.name);
`,
  // One error for each package: an id that is text, and a function that the ledger does not have.
  "wrong.ts": `
import type { Sahara } from "@sahara/sdk";
import type { RevenueLedger } from "sahara";

export const asset = (sahara: Sahara) => sahara.getAsset({ assetId: "1" });
export const nothing = (ledger: RevenueLedger) => ledger.noSuchFunction();
`,
} as const;
