import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { createSahara, parseAmount } from "@sahara/sdk";
import { JsonRpcProvider, Wallet } from "ethers";

import { startChain } from "../../../packages/demo/src/startChain.ts";
import type { CliPlace } from "./runCli.ts";

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Who acts with a development account of the chain, and its number. */
const ACCOUNTS = {
  owner: 1,
  customer: 2,
  contributor: 3,
  otherContributor: 4,
  stranger: 5,
} as const;

export type Actor = keyof typeof ACCOUNTS;

/** The options by which an actor signs. */
export const signedBy = (actor: Actor): string[] => ["--account", `${ACCOUNTS[actor]}`];

/** The options by which the licensee signs, whose key is in a file. */
export const LICENSEE = ["--key-file", "licensee.key"];

const BALANCE = parseAmount("1000", 18);

/**
 * A chain with Sahara behind HTTP and a folder to type commands in. Customer and licensee have SAHARA; the licensee's
 * is the only account that the node does not know.
 */
export async function createWorld() {
  const chain = await startChain();
  const { url, chainId, addresses } = chain;
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-cli-"));
  const write = async (file: string, content: string | object) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content);
    await writeFile(path.join(folder, file), text);
  };

  const licensee = Wallet.createRandom();
  await write("licensee.key", licensee.privateKey);
  await write("sahara.json", { chainId, addresses });
  const accounts = await readAccounts(provider);

  const deployer = await provider.getSigner(0);
  const sahara = await createSahara({ signer: deployer, addresses });
  const token = sahara.clients.contracts.token.connect(deployer);
  await (await deployer.sendTransaction({ to: licensee.address, value: BALANCE })).wait();
  for (const payer of [licensee.address, accounts.customer])
    await (await token.transfer(payer, BALANCE)).wait();

  const place: CliPlace = { folder, env: { SAHARA_RPC_URL: url, SAHARA_ADDRESSES: "sahara.json" } };
  const now = async () => (await provider.getBlock("latest"))?.timestamp ?? 0;
  let start: unknown = await provider.send("evm_snapshot", []);
  return {
    ...{ provider, sahara, place, write, accounts, licensee: licensee.address },
    /** The time of the chain in so many seconds, as an argument. */
    timeIn: async (seconds: number) => `${(await now()) + seconds}`,
    /** Puts the clock of the chain forward. */
    async wait(seconds: number) {
      await provider.send("evm_increaseTime", [seconds]);
      await provider.send("evm_mine", []);
    },
    /** Takes the chain and its clock back to where they were when the world was made. */
    async startOver() {
      await provider.send("evm_revert", [start]);
      start = await provider.send("evm_snapshot", []);
    },
    async stop() {
      provider.destroy();
      await chain.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readAccounts(provider: JsonRpcProvider): Promise<Record<Actor, string>> {
  const entries = Object.entries(ACCOUNTS).map(async ([actor, number]) => {
    const { address } = await provider.getSigner(number);
    return [actor, address] as const;
  });
  // The names are those of ACCOUNTS.
  return Object.fromEntries(await Promise.all(entries)) as Record<Actor, string>;
}

let shared: Promise<World> | undefined;

// At the root: whichever suites ran, the world ends after the last of them.
after(async () => {
  await (await shared)?.stop();
});

/**
 * The world that the suites which call this share: made before the first of them, because a chain takes its time.
 * Each of them finds its chain as it was made, whatever ran before.
 */
export function useWorld(): () => World {
  let world: World | undefined;
  before(async function () {
    this.timeout(240_000);
    world = await (shared ??= createWorld());
    await world.startOver();
  });
  return () => {
    if (world === undefined) throw new Error("the world is made before the tests, not before");
    return world;
  };
}
