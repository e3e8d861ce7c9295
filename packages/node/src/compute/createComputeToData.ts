import { canonicalJson } from "@sahara/storage";

import { InvalidSpecificationError, type JobContext, type JobProgram } from "../jobs/JobProgram.ts";
import type { JsonObject } from "../models/Json.ts";
import { type AdmittedProgram, admitProgram } from "./admitProgram.ts";
import { OutputTooLargeError, ProgramRefusedError } from "./computeErrors.ts";
import { computeInThread, type ReleasedCounters } from "./computeInThread.ts";
import { type ComputeSpecification, parseComputeSpecification } from "./computeSpecification.ts";
import type { ComputeRules, DataVaultClient, ProgramLimits } from "./DataVaultClient.ts";
import type { Answered, AnswerEntry, AnswerJournal } from "./openAnswerJournal.ts";
import { readRows } from "./readRows.ts";
import { spendOnce } from "./spendOnce.ts";

export type ComputeToDataDeps = {
  readonly vault: DataVaultClient;
  readonly journal: AnswerJournal;
  /** Most time that the rows of one job may take. */
  readonly seconds: number;
};

/**
 * Runs a program that the owner allows on data that nobody gets: it sees one row at a time, and what comes out are counters
 * that the node added up, with noise where the owner set a privacy budget.
 *
 * @example
 * {
 *   "program": "compute-v1",
 *   "asset": "1",
 *   "code": "0x…",
 *   "rows": "files",
 *   "counters": [{ "name": "mails", "most": 1 }, { "name": "bytes", "most": 10000 }],
 *   "noise": { "kind": "laplace", "epsilon": 500000 }
 * }
 */
export function createComputeToData(deps: ComputeToDataDeps): JobProgram {
  return {
    name: "compute-v1",
    kind: "COMPUTE_TO_DATA",
    prepare: async (specification, content, { jobRef, assetId }) => {
      const query = parseComputeSpecification(specification);
      if (assetId !== query.assetId) {
        throw new InvalidSpecificationError("The job must name the asset that it asks of.");
      }
      const entry = await deps.journal.find(jobRef);
      // An answer that the budget was spent for is delivered, whatever the owner has withdrawn since.
      if (entry?.stage !== "ANSWERED") await readLimits(deps, query, entry);
      const program = admit(await content.readFile(query.code));
      return async (context) => {
        const answered = await answerOnce(deps, { query, program, jobRef }, context);
        return {
          artefact: Buffer.from(answered.answer),
          programHash: query.code,
          inputs: answered.inputs,
          parameters: answered.parameters,
          // Whatever was measured here, it would say something of the data that no noise hides.
          measures: {},
        };
      };
    },
  };
}

type Computation = {
  readonly query: ComputeSpecification;
  readonly program: AdmittedProgram;
  readonly jobRef: string;
};

/** The answer of this job: the one that was given before it died, or a new one. */
async function answerOnce(
  deps: ComputeToDataDeps,
  { query, program, jobRef }: Computation,
  { content, signal }: JobContext,
): Promise<Answered> {
  const { vault, journal, seconds } = deps;
  const entry = await journal.find(jobRef);
  if (entry?.stage === "ANSWERED") return entry;

  // What was allowed when the job was taken may not be any more.
  const { contentRoot, limits } = await readLimits(deps, query, entry);
  const { minGroupSize } = limits;
  const { noise, bounds } = query;
  const rows = await readRows(content, contentRoot, query.rows);
  const { parameters } = query;
  const counters = await computeInThread(
    { program, rows, parameters, bounds, noise, minGroupSize },
    {
      seconds,
      signal,
      beforeRelease: async () => {
        if (noise.kind === "none") return;
        const { epsilon } = noise;
        await spendOnce({ vault, journal }, { ...questionOf(query), epsilon, jobRef });
      },
    },
  );
  const answered: Answered = {
    stage: "ANSWERED",
    answer: writeAnswer(query, counters, limits),
    inputs: { data: contentRoot },
    parameters: reportedParameters(query, minGroupSize),
  };
  await journal.save(jobRef, answered);
  return answered;
}

const questionOf = ({ assetId, version, code }: ComputeSpecification) => ({
  ...{ assetId, version },
  programHash: code,
});

/** What the owner lets out now. What was spent for this job is not there any more, and is not looked for. */
async function readLimits(
  { vault }: ComputeToDataDeps,
  query: ComputeSpecification,
  entry: AnswerEntry | undefined,
) {
  const rules = await vault.readRules(questionOf(query));
  const { canSpend } = vault;
  const limits = checkRules(rules, query, { canSpend, spent: entry !== undefined });
  return { limits, contentRoot: rules.contentRoot };
}

function admit(bytes: Uint8Array): AdmittedProgram {
  try {
    return admitProgram(bytes);
  } catch (error) {
    if (!(error instanceof ProgramRefusedError)) throw error;
    throw new InvalidSpecificationError(error.message, { cause: error });
  }
}

/** Refuses what the owner does not allow now. Nothing here depends on the data. */
function checkRules(
  { limits, operatorAllowed, disputed, budgetLeft }: ComputeRules,
  { counters, noise }: ComputeSpecification,
  { canSpend, spent }: { canSpend: boolean; spent: boolean },
): ProgramLimits {
  if (limits === undefined)
    throw new InvalidSpecificationError("The owner allows no such program.");
  if (!operatorAllowed)
    throw new InvalidSpecificationError("The owner does not let this operator.");
  if (disputed) throw new InvalidSpecificationError("The asset is in dispute.");
  checkSize("counters", counters.length, limits.maxRows);
  checkSize("bytes", mostBytes(counters), limits.maxOutputBytes);
  if (noise.kind === "none") {
    if (budgetLeft === undefined) return limits;
    throw new InvalidSpecificationError("The version has a privacy budget: ask for noise.");
  }
  if (budgetLeft === undefined) {
    throw new InvalidSpecificationError("The version has no privacy budget to spend from.");
  }
  if (!canSpend) throw new InvalidSpecificationError("The node has no key to spend with.");
  if (!spent && noise.epsilon > budgetLeft) {
    throw new InvalidSpecificationError(
      `The answer would spend ${noise.epsilon} of the privacy budget, ${budgetLeft} are left.`,
    );
  }
  return limits;
}

function checkSize(what: string, count: number, most: number): void {
  if (count <= most) return;
  const cause = new OutputTooLargeError(what, count, most);
  throw new InvalidSpecificationError(cause.message, { cause });
}

/** Letters of the largest sum that is given out, with its sign. */
const MOST_LETTERS = 32;

const mostBytes = (counters: readonly string[]) =>
  toDocument(counters, () => "9".repeat(MOST_LETTERS)).length;

function writeAnswer(
  { counters }: ComputeSpecification,
  released: ReleasedCounters,
  { maxOutputBytes }: ProgramLimits,
): string {
  const answer = toDocument(counters, (i) => released[i]?.toString() ?? null);
  if (answer.length > maxOutputBytes) {
    throw new OutputTooLargeError("bytes", answer.length, maxOutputBytes);
  }
  return answer;
}

/** All letters are ASCII, so each is a byte. */
const toDocument = (counters: readonly string[], valueOf: (place: number) => string | null) =>
  canonicalJson({ counters: Object.fromEntries(counters.map((name, i) => [name, valueOf(i)])) });

function reportedParameters(
  { assetId, version, noise, bounds }: ComputeSpecification,
  minGroupSize: number,
): JsonObject {
  return {
    asset: assetId.toString(),
    version: Number(version),
    noise: noise.kind === "none" ? noise : { ...noise, epsilon: Number(noise.epsilon) },
    countersPerRow: bounds.countersPerRow,
    minGroupSize,
  };
}
