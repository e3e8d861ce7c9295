/* global document, location, URLSearchParams */
// Shows who owns the asset named in the address, read through the SDK and through the bindings.
import { createSahara } from "@sahara/sdk";
import { JsonRpcProvider } from "ethers";
import { AssetRegistry__factory, SaharaToken__factory } from "sahara";

import deployment from "./deployment.json";

const provider = new JsonRpcProvider(deployment.url);
const { addresses } = deployment;
const assetId = BigInt(new URLSearchParams(location.search).get("asset"));

const sahara = await createSahara({ provider, addresses: deployment });
const { owner } = await sahara.getAsset({ assetId });
const registryOwner = await AssetRegistry__factory.connect(addresses.registry, provider).ownerOf(
  assetId,
);
const token = await SaharaToken__factory.connect(addresses.token, provider).name();

for (const [id, text] of Object.entries({ owner, registryOwner, token })) {
  document.getElementById(id).textContent = text;
}
