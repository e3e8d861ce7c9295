// Registers a data set and sells a licence of it. Needs a chain with Sahara: `./sahara chain` and, beside it,
// `./sahara deploy --network localhost`.
import { createSahara, formatAmount, parseAmount } from "@sahara/sdk";
import { contentRoot, metadataRoot } from "@sahara/storage";
import { JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.SAHARA_RPC_URL ?? "http://127.0.0.1:8545");
const buyer = await createSahara({ signer: await provider.getSigner(0) });
const owner = await createSahara({ signer: await provider.getSigner(1) });
const token = owner.clients.addresses.token;

// Terms are found by their content: anybody may register them once, everybody may offer them.
const price = parseAmount("2.5", 18);
const terms = await owner.presetTerms({ preset: "COMMERCIAL_USE", price, currency: token });
const { termsId } = await owner.registerTerms(terms);

const bytes = new TextEncoder().encode(`a data set of ${new Date().toISOString()}`);
const { assetId, gasUsed } = await owner.registerAsset({
  kind: "DATASET",
  contentRoot: (await contentRoot(bytes)).cid,
  metadataRoot: metadataRoot({ name: "An example" }).cid,
  terms: [termsId],
});
console.log(`Asset ${assetId} registered with ${gasUsed} gas.`);

const { licenseId, price: paid } = await buyer.buyLicense({ assetId, termsId });
const account = await (await provider.getSigner(0)).getAddress();
const mayInfer = await buyer.permits({ licenseId, assetId, account, uses: ["INFER"] });
console.log(
  `Licence ${licenseId} bought for ${formatAmount(paid, 18)} SAHARA; may infer: ${mayInfer}.`,
);

const { amount } = await owner.claim({ assetId, token, holder: "owner" });
console.log(`The owner claimed ${formatAmount(amount, 18)} SAHARA.`);
