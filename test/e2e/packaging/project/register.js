// Registers a data set through the SDK, reads it back through SDK, bindings and plain ABI, and prints what it read.
import { createSahara } from "@sahara/sdk";
import { readDeployment } from "@sahara/sdk/node";
import { Contract, hexlify, JsonRpcProvider, randomBytes } from "ethers";
import { AssetRegistry__factory, RevenueLedger__factory, SaharaToken__factory } from "sahara";
import registryAbi from "sahara/abi/AssetRegistry.json" with { type: "json" };

const deployment = await readDeployment("deployment.json");
const { url, addresses } = deployment;
const provider = new JsonRpcProvider(url);
const signer = await provider.getSigner(0);

const sahara = await createSahara({ signer, addresses: deployment });
const { assetId } = await sahara.registerAsset({
  kind: "DATASET",
  contentRoot: hexlify(randomBytes(32)),
  metadataRoot: hexlify(randomBytes(32)),
});

const { kind, owner } = await sahara.getAsset({ assetId });
console.log(
  JSON.stringify({
    assetId: assetId.toString(),
    kind,
    owner,
    ownerByBindings: await AssetRegistry__factory.connect(addresses.registry, provider).ownerOf(
      assetId,
    ),
    ownerByAbi: await new Contract(addresses.registry, registryAbi, provider).ownerOf(assetId),
    token: await SaharaToken__factory.connect(addresses.token, provider).name(),
    currencies: [
      ...(await RevenueLedger__factory.connect(addresses.ledger, provider).currencies()),
    ],
  }),
);
provider.destroy();
