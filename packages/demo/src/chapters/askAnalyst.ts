import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { createFolderContent, EXAMPLE_PROGRAMS } from "@sahara/node";
import { canonicalJson } from "@sahara/storage";
import { id } from "ethers";

import type { Cast } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import type { Operator } from "../operators/Operator.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import { refusalOf } from "../refusalOf.ts";
import type { ComputeCard } from "../story.ts";
import type { Nodes } from "./openNodes.ts";
import type { PreparedData } from "./prepareData.ts";
import type { Dataset } from "./registerDataset.ts";

const VERSION = 1n;
const MILLION = 1_000_000;
/** More than this of a mail does not count, so that a single mail changes no sum by more. */
const MOST_A_MAIL = { mails: 1, bytes: 10_000, lines: 300 };
const LIMITS = { maxRows: 6n, maxOutputBytes: 1_000n, minGroupSize: 10n };
const DAY_S = 86_400n;
const POLL_MS = 200;
const TIMEOUT_MS = 300_000;
const { mailStatistics } = EXAMPLE_PROGRAMS;

/**
 * An analyst has an operator run a program that the owner allows over all mails, and sees none of them: counters come
 * back, with noise that the privacy budget on chain pays for.
 */
export async function askAnalyst(
  cast: Cast,
  data: PreparedData,
  { asset: assetId }: Dataset,
  { operators: [operator], content: folder }: Nodes,
  book: LedgerBook,
  progress: Progress,
): Promise<ComputeCard> {
  progress.step("An analyst runs an allowed program over mails that it does not get");
  if (operator === undefined) throw new Error("Nobody to compute.");
  const { analyst, steward } = cast;
  const content = createFolderContent({ folder });
  const code = await content.put(await readFile(mailStatistics.file));
  await allow(operator);

  const { jobs } = analyst.sahara.clients.contracts;
  const before = await budget();
  const start = performance.now();
  const jobId = await ask();
  const delivery = await delivered(jobId);
  const seconds = (performance.now() - start) / 1_000;
  const after = await budget();
  const counters = readCounters(await content.readFile(delivery.resultRoot));
  const paid = await pay(jobId);
  const tooMuch = { assetId, version: VERSION, programHash: code, epsilon: after.left + 1n };
  const refused = await refusalOf(() =>
    operator.person.sahara.spendPrivacyBudget({ ...tooMuch, jobRef: id("one answer too many") }),
  );
  const exact = countExactly(data);
  for (const name of ["ham mails", "spam mails"]) {
    progress.fact(`${name}: ${counters[name]}, exactly ${exact[name]}`);
  }
  progress.fact(
    `budget before ${before.left}, after ${after.left} millionths of epsilon; ${refused}`,
  );
  return {
    ...{ analyst: analyst.name, operator: operator.person.name, code, jobId, seconds, paid },
    ...{ epsilon: BigInt(PLAN.epsilon * MILLION), before: before.left, after: after.left },
    ...{ minGroupSize: LIMITS.minGroupSize, resultRoot: delivery.resultRoot, refused },
    counters: mailStatistics.counters.map((name) => ({
      ...{ name, answer: counters[name] ?? undefined, exact: exact[name] ?? 0 },
    })),
  };

  /** The owner allows this program, this operator, and so much to be said in all. */
  async function allow({ person }: Operator): Promise<void> {
    const { sahara } = steward;
    await sahara.allowProgram({ assetId, programHash: code, ...LIMITS });
    await sahara.setComputeOperator({ assetId, operator: person.account, allowed: true });
    const total = BigInt(PLAN.privacyBudget * MILLION);
    await sahara.setPrivacyBudget({ assetId, version: VERSION, total });
  }

  async function budget() {
    const found = await analyst.sahara.getPrivacyBudget({ assetId, version: VERSION });
    if (found === undefined) throw new Error("The budget is not open.");
    return found;
  }

  async function ask(): Promise<bigint> {
    const specification = {
      ...{ program: "compute-v1", asset: assetId.toString(), code, rows: "files" },
      counters: mailStatistics.counters.map((name) => ({ name, most: mostOf(name) })),
      countersPerRow: mailStatistics.countersPerRow,
      noise: { kind: "laplace", epsilon: PLAN.epsilon * MILLION },
    };
    const specRoot = await content.put(Buffer.from(canonicalJson(specification)));
    const latest = await cast.provider.getBlock("latest");
    const posted = await analyst.sahara.postJob({
      ...{ kind: "COMPUTE_TO_DATA", assetId, assetBps: PLAN.computeBps, specRoot },
      ...{ reward: PLAN.computeReward, deliverBy: BigInt(latest?.timestamp ?? 0) + DAY_S },
    });
    return posted.jobId;
  }

  async function delivered(job: bigint): Promise<{ resultRoot: string }> {
    const giveUpAt = performance.now() + TIMEOUT_MS;
    for (;;) {
      const [found] = await jobs.queryFilter(jobs.filters.JobDelivered(job));
      if (found !== undefined) return found.args.delivery;
      if (performance.now() > giveUpAt) throw new Error("The operator did not compute.");
      await setTimeout(POLL_MS);
    }
  }

  /** Accepts the answer, and passes the data set's share on to its contributors. */
  async function pay(job: bigint): Promise<bigint> {
    const { token } = analyst.sahara.clients.addresses;
    await analyst.sahara.acceptJob({ jobId: job });
    const { accrued } = await steward.sahara.getStream({ assetId, token });
    const { hash } = await steward.sahara.passJobRevenue({ assetId });
    const stream = await steward.sahara.getStream({ assetId, token });
    const amount = stream.accrued - accrued;
    const what = "an answer computed on the data, the data set's share";
    book.income.push({ asset: assetId, payer: analyst.name, what, amount, transaction: hash });
    return amount;
  }
}

function mostOf(counter: string): number {
  if (counter.endsWith("mails")) return MOST_A_MAIL.mails;
  return counter.endsWith("bytes") ? MOST_A_MAIL.bytes : MOST_A_MAIL.lines;
}

function readCounters(answer: Uint8Array): Record<string, string | null> {
  const { counters } = JSON.parse(Buffer.from(answer).toString()) as {
    counters: Record<string, string | null>;
  };
  return counters;
}

/** What the owner, who has the mails, knows without noise. */
function countExactly({ mails }: PreparedData): Record<string, number> {
  const exact = Object.fromEntries(mailStatistics.counters.map((name) => [name, 0]));
  for (const { label, bytes } of mails) {
    const lines = bytes.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 0);
    for (const [what, value] of Object.entries({ mails: 1, bytes: bytes.length, lines })) {
      const name = `${label} ${what}`;
      exact[name] = (exact[name] ?? 0) + Math.min(value, mostOf(name));
    }
  }
  return exact;
}
