// Registers a model trained on a data set, under a licence that gives the data set 15 % of the model's revenue.
import { createSahara, parseBps } from "@sahara/sdk";
import { JsonRpcProvider, hexlify, randomBytes } from "ethers";

const provider = new JsonRpcProvider(process.env.SAHARA_RPC_URL ?? "http://127.0.0.1:8545");
const curator = await createSahara({ signer: await provider.getSigner(1) });
const trainer = await createSahara({ signer: await provider.getSigner(2) });

const { termsId } = await curator.registerTerms({
  uses: ["ACCESS", "COMMERCIAL", "DERIVATIVE", "TRAIN"],
  rules: ["TRANSFERABLE"],
  royaltyBps: parseBps("15%"),
});
// Stands for the digest of real bytes; @sahara/storage computes it.
const root = () => hexlify(randomBytes(32));
const data = await curator.registerAsset({
  kind: "DATASET",
  contentRoot: root(),
  metadataRoot: root(),
  terms: [termsId],
});

const license = await trainer.buyLicense({ assetId: data.assetId, termsId });
const model = await trainer.registerAsset({
  kind: "MODEL",
  contentRoot: root(),
  metadataRoot: root(),
  parents: [{ asset: data.assetId, relation: "TRAINED_ON", license: license.licenseId }],
});

const { account } = await trainer.getAsset({ assetId: model.assetId });
for (const { parent, bps } of account.royalties) {
  console.log(`Model ${model.assetId} owes asset ${parent} ${bps} basis points of its revenue.`);
}
const path = await trainer.getPath({ from: model.assetId, to: data.assetId });
console.log(`Provenance: ${path?.join(" <- ")}`);
