import { createSignatures } from "@sahara/signatures";

import { cpuSeconds } from "../cpuSeconds.ts";
import { percentile } from "../median.ts";
import { type Client, createClient } from "./createClient.ts";
import { type Connection, openConnection } from "./openConnection.ts";
import type { Outcome, Plan, TargetOutcome } from "./Plan.ts";

/** Times of the calls of one target. */
type Times = { readonly latency: number[]; readonly whole: number[] };

/** What a client needs for one target. */
type Side = { readonly client: Client; readonly connection: Connection };

/**
 * Calls as a plan says: each client one call after another, all clients side by side. A call counts when its answer is
 * checked in the time that is measured. Any answer but 200, and any receipt that is not right, ends it.
 */
export async function generateLoad(plan: Plan): Promise<Outcome> {
  const { targets, warmUpMs, measureMs, serverPid } = plan;
  const times = targets.map((): Times => ({ latency: [], whole: [] }));
  const everySide = await openSides(plan);
  const from = performance.now() + warmUpMs;
  const to = from + measureMs;

  async function run(sides: readonly Side[], index: number): Promise<void> {
    for (let call = 1; performance.now() < to; call++) {
      for (const [target, { client, connection }] of sides.entries()) {
        const { began, sent, answered } = await callOnce(client, connection, bodyOf(index, call));
        const checked = performance.now();
        if (checked < from || checked > to) continue;
        times[target]?.latency.push(answered - sent);
        times[target]?.whole.push(checked - began);
      }
    }
    for (const { connection } of sides) connection.close();
  }

  const watching = watch(serverPid, warmUpMs, measureMs);
  await Promise.all(everySide.map(run));
  const outcomes = targets.map(({ name }, index) => [name, summarize(times[index], measureMs)]);
  return {
    // The names are the targets'.
    targets: Object.fromEntries(outcomes) as Record<string, TargetOutcome>,
    ...(await watching),
  };
}

/** Connects all clients, each to all targets. */
async function openSides({ targets, clients }: Plan): Promise<Side[][]> {
  const signatures = await createSignatures();
  const open = async (target: Plan["targets"][number], index: number): Promise<Side> => ({
    client: await createClient(target, index, bodyOf(index, 0), signatures),
    connection: await openConnection(target.url),
  });
  const indexes = Array.from({ length: clients }, (_, index) => index);
  return await Promise.all(
    indexes.map((index) => Promise.all(targets.map((target) => open(target, index)))),
  );
}

async function callOnce({ prepare, check }: Client, connection: Connection, body: string) {
  const began = performance.now();
  const request = await prepare(body);
  const sent = performance.now();
  const answer = await connection.exchange(request);
  const answered = performance.now();
  if (answer.status !== 200) {
    throw new Error(`The answer is not 200: ${answer.head}\n\n${answer.body.toString()}`);
  }
  check(body, answer);
  return { began, sent, answered };
}

/** No two requests are the same, so none is answered from what is stored. */
function bodyOf(client: number, call: number): string {
  return JSON.stringify({ client, call });
}

/** Reads what server and client use while it is measured. */
async function watch(serverPid: number, warmUpMs: number, measureMs: number) {
  const read = () => ({
    server: cpuSeconds(serverPid),
    client: cpuSeconds(process.pid),
    us: Number(process.hrtime.bigint() / 1_000n),
  });
  await sleep(warmUpMs);
  const before = read();
  await sleep(measureMs);
  const after = read();
  const seconds = (after.us - before.us) / 1e6;
  return {
    serverUse: share(before.server, after.server, seconds),
    clientUse: share(before.client, after.client, seconds),
    window: { fromUs: before.us, toUs: after.us },
  };
}

function share(before: number | undefined, after: number | undefined, seconds: number) {
  return before === undefined || after === undefined ? undefined : (after - before) / seconds;
}

function summarize(times: Times | undefined, measureMs: number): TargetOutcome {
  const latency = Float64Array.from(times?.latency ?? []).sort();
  const whole = Float64Array.from(times?.whole ?? []).sort();
  return {
    calls: latency.length,
    callsPerSecond: (latency.length / measureMs) * 1_000,
    latency: {
      p50: percentile(latency, 0.5),
      p90: percentile(latency, 0.9),
      p99: percentile(latency, 0.99),
      max: percentile(latency, 1),
    },
    wholeMs: percentile(whole, 0.5),
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
