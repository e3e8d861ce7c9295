// Calls a model and pays for it: call-model.ts <asset>. Needs a chain with Sahara and a node, see serve-model.ts.
import { createCaller, createSahara, formatAmount, parseAmount } from "@sahara/sdk";
import { JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.SAHARA_RPC_URL ?? "http://127.0.0.1:8545");
const sahara = await createSahara({ signer: await provider.getSigner(0) });
const { token } = sahara.clients.addresses;
const assetId = BigInt(process.argv[2] ?? 1);

// Deposits are made as they are needed, and never more than the limit.
const budget = { token, limit: parseAmount("5", 18), topUp: parseAmount("1", 18) };
const caller = await createCaller(sahara.clients, { budget });
const input = { input: "Le soleil se lève sur le désert." };
const { body, receipt } = await caller.call({ assetId, input });
await caller.close();

console.log(new TextDecoder().decode(body));
console.log(`It cost ${formatAmount(receipt.amount, 18)} SAHARA, and the receipt is signed.`);
