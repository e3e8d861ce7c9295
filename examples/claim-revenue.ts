// Pays a model and claims for its data set's contributor, two hops below: what to settle is found, priced and executed.
import { createSahara, formatAmount, parseAmount, parseBps, type Sahara } from "@sahara/sdk";
import { JsonRpcProvider, hexlify, randomBytes } from "ethers";

const provider = new JsonRpcProvider(process.env.SAHARA_RPC_URL ?? "http://127.0.0.1:8545");
const payer = await createSahara({ signer: await provider.getSigner(0) });
const owner = await createSahara({ signer: await provider.getSigner(1) });
const account = await (await provider.getSigner(3)).getAddress();
const token = owner.clients.addresses.token;
const roots = () => ({
  contentRoot: hexlify(randomBytes(32)),
  metadataRoot: hexlify(randomBytes(32)),
});

async function derive(sahara: Sahara, parent: bigint): Promise<bigint> {
  const { termsId } = await sahara.registerTerms({
    uses: ["DERIVATIVE"],
    royaltyBps: parseBps("20%"),
  });
  await sahara.offerTerms({ assetId: parent, termsIds: [termsId] });
  const { licenseId } = await sahara.buyLicense({ assetId: parent, termsId });
  const parents = [{ asset: parent, relation: "DERIVED_FROM", license: licenseId }] as const;
  return (await sahara.registerAsset({ kind: "MODEL", ...roots(), parents })).assetId;
}

const contributors = [{ account, units: 100_000_000n }];
const data = await owner.registerAsset({ kind: "DATASET", ...roots(), contributors });
const model = await derive(owner, data.assetId);
const tuned = await derive(owner, model);

await payer.pay({ assetId: tuned, token, amount: parseAmount("100", 18), ref: "example" });

// One SAHARA is taken to be worth a thousandth of the native coin.
const tokenPrice = { amount: parseAmount("1", 18), native: parseAmount("0.001", 18) };
const plan = await owner.planClaims({ account, token, assetIds: [data.assetId], tokenPrice });
console.log(`Settle ${plan.path.join(", then ")}; claim ${plan.assetIds.join(", ")}.`);
console.log(`Brings ${formatAmount(plan.expected, 18)} SAHARA for ${plan.gas} gas.`);

const { amount, gasUsed } = await owner.executeClaims({ plan });
console.log(`The contributor was paid ${formatAmount(amount, 18)} SAHARA with ${gasUsed} gas.`);
