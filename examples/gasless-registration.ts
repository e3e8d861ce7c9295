// An owner without any coin signs a registration; somebody else sends it and pays the gas.
import { createSahara } from "@sahara/sdk";
import { hexlify, JsonRpcProvider, randomBytes, Wallet } from "ethers";

const provider = new JsonRpcProvider(process.env.SAHARA_RPC_URL ?? "http://127.0.0.1:8545");
const wallet = Wallet.createRandom(provider);
const owner = await createSahara({ signer: wallet });
const relayer = await createSahara({ signer: await provider.getSigner(0) });

const signed = await owner.signRegistration({
  kind: "AGENT",
  contentRoot: hexlify(randomBytes(32)),
  metadataRoot: hexlify(randomBytes(32)),
});

const { assetId } = await relayer.registerAssetFor({ signed });
const asset = await relayer.getAsset({ assetId });
const balance = await provider.getBalance(wallet.address);
console.log(`Agent ${assetId} belongs to its signer: ${asset.owner === wallet.address}.`);
console.log(`The signer has ${balance} base units of the native coin and has paid nothing.`);
