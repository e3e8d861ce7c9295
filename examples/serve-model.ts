// Serves a language model for money, until it is told to end; call-model.ts calls it. Needs a chain with Sahara:
// `./sahara chain` and, beside it, `./sahara deploy --network localhost`.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { createLogger, parseConfig, startNode, textLanguage } from "@sahara/node";
import { createSahara, DETERMINISTIC, parseAmount } from "@sahara/sdk";
import { metadataRoot } from "@sahara/storage";
import { hexlify, JsonRpcProvider, randomBytes, Wallet, ZeroHash } from "ethers";

const STAKE = parseAmount("100000", 18);
const MONTH_S = 30 * 86_400;
const rpcUrl = process.env.SAHARA_RPC_URL ?? "http://127.0.0.1:8545";
const provider = new JsonRpcProvider(rpcUrl, undefined, { cacheTimeout: -1 });
const [treasurer, signer] = [await provider.getSigner(0), await provider.getSigner(1)];
const sahara = await createSahara({ signer });
const { addresses, contracts } = sahara.clients;
const operator = signer.address.toLowerCase();
const token = addresses.token.toLowerCase();

// The operator risks a stake, and names a key that signs its receipts and pays for its transactions.
await (await contracts.token.connect(treasurer).transfer(operator, STAKE)).wait();
await sahara.stake({ amount: STAKE });
const key = Wallet.createRandom();
await sahara.addOperatorKey({ key });
await (await signer.sendTransaction({ to: key.address, value: parseAmount("1", 18) })).wait();

// It owns the asset that it serves here; for another's asset the owner signs the offer.
const { assetId } = await sahara.registerAsset({
  kind: "MODEL",
  contentRoot: hexlify(randomBytes(32)),
  metadataRoot: metadataRoot({ name: "Tells 176 languages apart" }).cid,
});
const opened = { id: "language", assetId, options: {}, folder: "." };
const { modelHash } = await textLanguage.open(opened);
const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
const { offerId } = await sahara.publishOffer({
  offer: {
    ...{ assetId, version: 1, operator, token, operatorBps: 3_000, modelHash },
    ...{ maxPricePerCall: parseAmount("0.01", 18), creditLimit: 0n, termsHash: ZeroHash },
    ...{ validFrom: now, validUntil: now + MONTH_S, attestationPolicy: DETERMINISTIC },
  },
});

const folder = await mkdtemp(path.join(tmpdir(), "sahara-example-"));
const models = [{ id: "language", kind: "text-language", offerId }];
const node = await startNode({
  config: parseConfig({ listen: { port: 0 }, chain: { rpcUrl }, operator, models }, folder),
  secrets: { nodeKey: key.privateKey, operatorKey: undefined, databaseUrl: undefined },
  ...{ deployment: addresses, folder, kinds: [textLanguage] },
  log: createLogger({ level: "warn", write: (lines) => process.stderr.write(lines) }),
});
await sahara.setProfile({ capabilities: ["SERVE"], endpoint: node.url });
console.log(`Asset ${assetId} is served at ${node.url}. Ctrl-C ends it.`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    void node.stop().then(() => {
      provider.destroy();
    });
  });
}
