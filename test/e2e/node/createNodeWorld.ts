import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  type AccountTerms,
  createDigests,
  createSahara,
  meterDomain,
  operatorsDomain,
  toHex,
  type UsageOffer,
} from "@sahara/sdk";
import { createSignatures } from "@sahara/signatures";
import { getBytes, hexlify, id, randomBytes, Wallet, ZeroHash } from "ethers";

import { NULL_MODEL_HASH } from "../../../packages/node/src/models/nullModel.ts";
import { createPayer, type PayerDeps } from "./createPayer.ts";
import { type NodeChain, startNodeChain } from "./startNodeChain.ts";
import { startNodeProcess } from "./startNodeProcess.ts";

export type NodeWorld = Awaited<ReturnType<typeof createNodeWorld>>;

export const PRICE = 1_000n;
export const DEPOSIT = 10n ** 12n;
const STAKE = 10n ** 24n;
const WITHDRAW_DELAY = 900;
const YEAR = 365 * 86_400;
const BALANCE = 10n ** 25n;

/** A chain with an operator that has staked, an offer of the null model, and a payer with an account for it. */
export async function createNodeWorld() {
  const chain = await startNodeChain();
  try {
    return await populate(chain);
  } catch (error) {
    await chain.stop();
    throw error;
  }
}

async function populate(chain: NodeChain) {
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-node-e2e-"));
  const [treasurer, operator, payer] = [chain.wallet(0), chain.wallet(1), chain.wallet(2)];
  const sahara = await createSahara({ signer: operator, addresses: chain.deployment });
  const { meter, offers, operators, token } = sahara.clients.contracts;
  const signatures = await createSignatures();
  const digests = createDigests(meterDomain(31_337n, lower(await meter.getAddress())), signatures);

  for (const { address } of [operator, payer]) {
    await (await token.connect(treasurer).transfer(address, BALANCE)).wait();
  }
  await (await token.connect(operator).approve(operators, STAKE)).wait();
  await (await operators.connect(operator).stake(operator, STAKE)).wait();

  /** A new key of the operator, with some gas. */
  async function addKey(): Promise<Wallet> {
    const key = new Wallet(hexlify(randomBytes(32)));
    const domain = operatorsDomain(31_337n, lower(await operators.getAddress()));
    const message = { operator: lower(operator.address), key: lower(key.address) };
    const digest = createDigests(domain, signatures).digest("OperatorKey", message);
    const possession = toHex(signatures.sign(digest, getBytes(key.privateKey)));
    await (await operators.connect(operator).addKey(key.address, possession)).wait();
    await (await operator.sendTransaction({ to: key.address, value: 10n ** 18n })).wait();
    return key;
  }

  const { assetId } = await sahara.registerAsset({
    kind: "MODEL",
    contentRoot: id("a model that computes nothing"),
    metadataRoot: id("what it is"),
  });
  const latest = await chain.provider.getBlock("latest");
  const time = latest?.timestamp ?? 0;
  const offer: UsageOffer = {
    ...{ assetId, version: 1, operator: lower(operator.address) },
    ...{ token: lower(await token.getAddress()), operatorBps: 5_000 },
    ...{ maxPricePerCall: PRICE, creditLimit: 0n, validFrom: time - 60, validUntil: time + YEAR },
    ...{ modelHash: NULL_MODEL_HASH, termsHash: ZeroHash, attestationPolicy: ZeroHash },
  };
  const offerId = digests.id("Offer", offer);
  await (await offers.connect(operator).publishOffer(offer, "0x")).wait();

  const account: AccountTerms = {
    ...{ payer: lower(payer.address), operator: offer.operator, token: offer.token },
    ...{ withdrawDelay: WITHDRAW_DELAY, salt: ZeroHash },
  };
  const accountId = digests.id("AccountTerms", account);
  await (await token.connect(payer).approve(meter, DEPOSIT)).wait();
  await (await meter.connect(payer).deposit(account, DEPOSIT)).wait();

  const deploymentFile = path.join(folder, "deployment.json");
  await writeFile(deploymentFile, JSON.stringify({ ...chain.deployment, startBlock: 0 }));

  /** Writes a configuration, all of it default but for what a test needs. */
  async function writeConfig(name: string, changes: Record<string, unknown> = {}) {
    const file = path.join(folder, `${name}.json`);
    const config = {
      listen: { port: 0 },
      chain: { rpcUrl: chain.url, deployment: "deployment.json", pollMs: 200 },
      operator: operator.address,
      store: { kind: "sqlite", file: `${name}.sqlite` },
      models: [{ id: "null", kind: "null", offerId }],
      redeem: { everySeconds: 300 },
      logLevel: "info",
      ...changes,
    };
    await writeFile(file, JSON.stringify(config));
    return file;
  }

  return {
    ...{ folder, chain, operator, payer, account, accountId, offer, offerId, assetId },
    ...{ contracts: sahara.clients.contracts, digests, signatures, addKey, writeConfig },
    startNode: async (
      configFile: string,
      key: Wallet,
      environment: Record<string, string> = {},
      program?: readonly string[],
    ) => {
      const variables = { SAHARA_NODE_KEY: key.privateKey, ...environment };
      return await startNodeProcess(configFile, variables, program);
    },
    /** The payer's side, with memory of its own. */
    createPayer: (urlOf: () => string, changes: Partial<PayerDeps> = {}) =>
      createPayer({
        ...{ urlOf, digests, signatures, account, accountId, offer, offerId, payer },
        ...changes,
      }),
    async stop() {
      await chain.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const lower = (address: string): string => address.toLowerCase();
