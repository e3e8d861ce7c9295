// Registers a data set of ten thousand contributors behind 32 bytes; one of them claims with a proof from a file.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  buildContributorTree,
  contributorProof,
  createSahara,
  formatAmount,
  parseAmount,
} from "@sahara/sdk";
import { readContributors, writeContributors } from "@sahara/sdk/node";
import { getAddress, hexlify, JsonRpcProvider, randomBytes } from "ethers";

const provider = new JsonRpcProvider(process.env.SAHARA_RPC_URL ?? "http://127.0.0.1:8545");
const owner = await createSahara({ signer: await provider.getSigner(0) });
const token = owner.clients.addresses.token;

const contributors = Array.from({ length: 10_000 }, () => ({
  account: getAddress(hexlify(randomBytes(20))),
  units: 10_000n,
}));
const file = path.join(await mkdtemp(path.join(tmpdir(), "sahara-")), "contributors.json");
await writeContributors(file, buildContributorTree(contributors));

// The file is public: every contributor finds its leaf in it, and nobody can change one unseen.
const tree = await readContributors(file);
const { assetId, gasUsed } = await owner.registerAsset({
  kind: "DATASET",
  contentRoot: hexlify(randomBytes(32)),
  metadataRoot: hexlify(randomBytes(32)),
  contributorTree: tree,
});
console.log(`${tree.leaves.length} contributors registered with ${gasUsed} gas.`);

await owner.pay({ assetId, token, amount: parseAmount("1000", 18) });
const leaf = contributorProof(tree, 4_242n);
const { amount } = await owner.materialiseAndClaim({ assetId, token, ...leaf });
console.log(`Contributor 4242 was paid ${formatAmount(amount, 18)} SAHARA.`);
