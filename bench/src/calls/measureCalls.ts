import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { createNodeWorld, type NodeWorld, PRICE } from "../../../test/e2e/node/createNodeWorld.ts";
import { type Cores, findCores, pinThisProcess } from "../cores.ts";
import type { BenchmarkOptions } from "../benchmarks.ts";
import { describeMachine, type Machine, measureFsyncMs, round } from "../machine.ts";
import { median } from "../median.ts";
import type { Outcome, Payment, Plan, TargetOutcome } from "./Plan.ts";
import { type CpuProfile, readProfile } from "./readProfile.ts";
import { runLoad } from "./runLoad.ts";
import { type Server, startServer } from "./startServer.ts";
import type { X402ServerConfig } from "./x402Server.ts";

/** Medians of the repeats. */
export type LoadFigures = {
  readonly callsPerSecond: number;
  readonly slowestRun: number;
  readonly fastestRun: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server, of all its threads. */
  readonly serverCpuMsPerCall: number | null;
  readonly serverUse: number | null;
  readonly clientUse: number | null;
};

export type LowLoadFigures = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Median with the client's own work. */
  readonly wholeMs: number;
};

export type CallsReport = {
  readonly machine: Machine;
  /** "server core / other cores"; null if the system placed the processes. */
  readonly cores: string | null;
  readonly fsyncMs: number;
  readonly repeats: number;
  readonly secondsEach: number;
  readonly clients: { readonly voucher: number; readonly x402: number };
  readonly load: Readonly<Record<string, LoadFigures>>;
  readonly lowLoad: Readonly<Record<string, LowLoadFigures>>;
  readonly profile: {
    readonly callsPerSecond: number;
    readonly microsecondsPerCall: Readonly<Record<string, number>>;
  };
};

/** Clients side by side under load. */
const VOUCHER_CLIENTS = 32;
const X402_CLIENTS = 8;
const WARM_UP_MS = 3_000;
const PROFILE_INTERVAL_US = 200;
const FREE_CALLS = 1_000_000;
const NODE_MAIN = path.join("packages", "node", "src", "main.ts");
const X402_MAIN = path.join("bench", "src", "calls", "x402Server.ts");
const FACILITATOR = 5;

/** Measures paid calls end to end: a node, the peer's server, no payment; all on one core, in one run. */
export async function measureCalls(options: BenchmarkOptions): Promise<CallsReport> {
  const machine = describeMachine();
  const fsyncMs = await measureFsyncMs();
  const cores = findCores();
  if (cores !== undefined) pinThisProcess(cores.others);
  options.progress("deploying to a local chain");
  const world = await createNodeWorld();
  try {
    const setting = await prepare(world, cores, options);
    const measured = await measureServers(setting);
    const profile = await measureProfile(setting);
    return {
      ...{ machine, cores: cores === undefined ? null : `${cores.server} / ${cores.others}` },
      ...{ fsyncMs, repeats: options.repeats, secondsEach: options.seconds },
      clients: { voucher: VOUCHER_CLIENTS, x402: X402_CLIENTS },
      ...measured,
      profile,
    };
  } finally {
    await world.stop();
  }
}

type Setting = Awaited<ReturnType<typeof prepare>>;

async function prepare(world: NodeWorld, cores: Cores | undefined, options: BenchmarkOptions) {
  const key = await world.addKey();
  const { chain, contracts, offerId } = world;
  const token = world.offer.token;
  const config = await world.writeConfig("bench", {
    chain: { rpcUrl: chain.url, deployment: "deployment.json" },
    models: [
      { id: "null", kind: "null", offerId },
      { id: "null-free", kind: "null", offerId, freeCallsPerDay: FREE_CALLS },
    ],
    redeem: {},
  });
  const x402: X402ServerConfig = {
    ...{ rpcUrl: chain.url, chainId: chain.deployment.chainId, token, price: PRICE.toString() },
    facilitatorKey: chain.wallet(FACILITATOR).privateKey,
    payTo: await contracts.receivers.receiverOf(offerId),
  };
  let nextLane = 1;
  const voucher = async (clients: number): Promise<Payment> => {
    const firstLane = nextLane;
    nextLane += clients;
    return {
      ...{ kind: "voucher", chainId: BigInt(chain.deployment.chainId), firstLane },
      meter: (await contracts.meter.getAddress()).toLowerCase(),
      ...{ account: world.account, accountId: world.accountId, offer: world.offer, offerId },
      ...{ payerKey: world.payer.privateKey, operatorKeys: [key.address.toLowerCase()] },
    };
  };
  const direct: Payment = {
    ...{ kind: "x402", chainId: BigInt(chain.deployment.chainId), token },
    ...{ payerKey: world.payer.privateKey, maxAmount: PRICE },
  };
  return {
    ...{ cores, options, voucher, direct },
    startNode: (...flags: string[]) =>
      startServer({
        program: [...flags, NODE_MAIN, "--config", config],
        environment: { SAHARA_NODE_KEY: key.privateKey },
        cores: cores?.server,
      }),
    startPeer: () =>
      startServer({
        program: [X402_MAIN],
        environment: { X402_SERVER: JSON.stringify(x402) },
        cores: cores?.server,
      }),
  };
}

async function measureServers(setting: Setting) {
  const { options } = setting;
  const node = await setting.startNode();
  const peer = await setting.startPeer();
  const load = new Map<string, Outcome[]>();
  const lowLoad = new Map<string, TargetOutcome[]>();
  try {
    for (let repeat = 1; repeat <= options.repeats; repeat++) {
      const run = async (server: Server, clients: number, targets: Plan["targets"]) => {
        const names = targets.map(({ name }) => name).join(" and ");
        options.progress(`${repeat}/${options.repeats} ${names}, ${clients} at a time`);
        return await runTargets(setting, server, clients, targets);
      };
      const { voucher, direct } = setting;
      const paths = targetsOf(node, peer);

      const pairs = [
        [node, [paths.nodeFree, { ...paths.nodeVoucher, payment: await voucher(1) }]],
        [node, [{ ...paths.nodeX402, payment: direct }]],
        [peer, [paths.peerFree, { ...paths.peerX402, payment: direct }]],
      ] as const;
      for (const [server, targets] of pairs) {
        const outcome = await run(server, 1, targets);
        for (const [name, figures] of Object.entries(outcome.targets)) add(lowLoad, name, figures);
      }

      const singles = [
        [node, VOUCHER_CLIENTS, paths.nodeFree],
        [node, VOUCHER_CLIENTS, { ...paths.nodeVoucher, payment: await voucher(VOUCHER_CLIENTS) }],
        [node, X402_CLIENTS, { ...paths.nodeX402, payment: direct }],
        [peer, VOUCHER_CLIENTS, paths.peerFree],
        [peer, X402_CLIENTS, { ...paths.peerX402, payment: direct }],
      ] as const;
      for (const [server, clients, target] of singles) {
        add(load, target.name, await run(server, clients, [target]));
      }
    }
  } finally {
    await peer.stop();
    await node.stop();
  }
  return {
    load: mapValues(load, summarizeLoad),
    lowLoad: mapValues(lowLoad, summarizeLowLoad),
  };
}

function targetsOf(node: Server, peer: Server) {
  const none: Payment = { kind: "none" };
  const call = `${node.url}/v1/models/null/invoke`;
  return {
    nodeFree: {
      name: "node, not paid",
      url: `${node.url}/v1/models/null-free/invoke`,
      payment: none,
    },
    nodeVoucher: { name: "node, voucher", url: call, payment: none },
    nodeX402: { name: "node, x402 exact", url: call, payment: none },
    peerFree: { name: "hono, not paid", url: `${peer.url}/free`, payment: none },
    peerX402: { name: "@x402/hono, exact", url: `${peer.url}/paid`, payment: none },
  };
}

function runTargets(
  { cores, options }: Setting,
  server: Server,
  clients: number,
  targets: Plan["targets"],
): Promise<Outcome> {
  const times = { warmUpMs: WARM_UP_MS, measureMs: options.seconds * 1_000 };
  return runLoad({ targets, clients, ...times, serverPid: server.pid }, cores?.others);
}

/** The same load on a node that watches itself. */
async function measureProfile(setting: Setting): Promise<CallsReport["profile"]> {
  setting.options.progress("where the time goes");
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-profile-"));
  const interval = `--cpu-prof-interval=${PROFILE_INTERVAL_US}`;
  const node = await setting.startNode("--cpu-prof", interval, `--cpu-prof-dir=${folder}`);
  try {
    const { nodeVoucher } = targetsOf(node, node);
    const target = { ...nodeVoucher, payment: await setting.voucher(VOUCHER_CLIENTS) };
    const outcome = await runTargets(setting, node, VOUCHER_CLIENTS, [target]);
    await node.stop();
    const [figures] = Object.values(outcome.targets);
    const [file = ""] = await readdir(folder);
    const profile = JSON.parse(await readFile(path.join(folder, file), "utf8")) as CpuProfile;
    const calls = figures?.calls ?? 0;
    const perCall = [...readProfile(profile, outcome.window)].map(
      ([work, us]) => [work, round(us / calls, 1)] as const,
    );
    return {
      callsPerSecond: Math.round(figures?.callsPerSecond ?? 0),
      microsecondsPerCall: Object.fromEntries(perCall),
    };
  } finally {
    await node.stop();
    await rm(folder, { recursive: true });
  }
}

function summarizeLoad(outcomes: readonly Outcome[]): LoadFigures {
  const figures = outcomes.flatMap(({ targets }) => Object.values(targets));
  const rates = figures.map(({ callsPerSecond }) => callsPerSecond);
  const cpu = outcomes.map(({ serverUse }, index) =>
    serverUse === undefined ? undefined : (serverUse * 1_000) / (rates[index] ?? 1),
  );
  return {
    callsPerSecond: round(median(rates), 1),
    slowestRun: round(Math.min(...rates), 1),
    fastestRun: round(Math.max(...rates), 1),
    p50Ms: round(median(figures.map(({ latency }) => latency.p50)), 3),
    p99Ms: round(median(figures.map(({ latency }) => latency.p99)), 3),
    serverCpuMsPerCall: medianOf(cpu, 3),
    serverUse: medianOf(
      outcomes.map(({ serverUse }) => serverUse),
      2,
    ),
    clientUse: medianOf(
      outcomes.map(({ clientUse }) => clientUse),
      2,
    ),
  };
}

function summarizeLowLoad(figures: readonly TargetOutcome[]): LowLoadFigures {
  return {
    p50Ms: round(median(figures.map(({ latency }) => latency.p50)), 3),
    p99Ms: round(median(figures.map(({ latency }) => latency.p99)), 3),
    wholeMs: round(median(figures.map(({ wholeMs }) => wholeMs)), 3),
  };
}

function medianOf(values: readonly (number | undefined)[], digits: number): number | null {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? null : round(median(known), digits);
}

function add<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name) ?? [];
  lists.set(name, [...list, item]);
}

function mapValues<T, U>(lists: Map<string, T[]>, map: (list: T[]) => U): Record<string, U> {
  return Object.fromEntries([...lists].map(([name, list]) => [name, map(list)]));
}
