import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import {
  type DatasetFile,
  deserialize,
  type Label,
  type Mail,
  type SpamModel,
  type TrainingOptions,
} from "@sahara/models";
import { contentRoot } from "@sahara/storage";

import { installedPackage } from "../models/installedPackage.ts";
import type { JsonObject } from "../models/Json.ts";
import {
  allowMembers,
  InvalidSpecificationError,
  type JobProgram,
  rootMember,
} from "./JobProgram.ts";
import { runInThread } from "./runInThread.ts";
import { HOLD_OUT_PERCENT, type TrainedFilter, type TrainingOrder } from "./trainOnMails.ts";

const MEMBERS = ["program", "data", "parent", "parameters", "seed"];
const THREAD = new URL("trainingThread.ts", import.meta.url);

/**
 * Trains a spam filter on a directory of mails, or fine-tunes `parent` on it. Each mail lies in a folder whose name
 * has the word "ham" or "spam". A fifth is held out, to measure with. The same specification gives the same file.
 *
 * @example
 * {
 *   "program": "spam-filter-v1",
 *   "data": "0x…",
 *   "parameters": { "epochs": 8, "learningRate": 0.1 },
 *   "seed": 1
 * }
 */
export const trainSpamFilter: JobProgram = {
  name: "spam-filter-v1",
  kind: "TRAINING",
  prepare: async (specification, content) => {
    allowMembers(specification, MEMBERS);
    const options = trainingOptions(specification);
    const data = rootMember(specification, "data");
    const mails = toMails(await content.readDirectory(data));
    const parentRoot =
      specification.parent === undefined ? undefined : rootMember(specification, "parent");
    const parent = parentRoot === undefined ? undefined : await readParent(content, parentRoot);

    return async ({ signal }) => {
      const programHash = await hashProgram();
      const order: TrainingOrder = { mails, parent, options };
      const trained = await runInThread<TrainedFilter>(THREAD, order, signal);
      return {
        ...trained,
        programHash,
        inputs: { data, ...(parentRoot === undefined ? {} : { parent: parentRoot }) },
        parameters: { ...options, holdOutPercent: HOLD_OUT_PERCENT },
      };
    };
  },
};

type ExplicitOptions = { [Name in keyof TrainingOptions]-?: number };

/** All are explicit, so that the report says what was really used. */
function trainingOptions({ parameters = {}, seed = 1, parent }: JsonObject): ExplicitOptions {
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    throw new InvalidSpecificationError('"parameters" must be an object.');
  }
  // Arrays are ruled out by the line above, which TypeScript does not see of readonly ones.
  const given = parameters as JsonObject;
  allowMembers(given, ["epochs", "learningRate"]);
  return {
    epochs: numberMember(given.epochs ?? (parent === undefined ? 8 : 4), "epochs", 1, 1_000),
    learningRate: numberMember(given.learningRate ?? 0.1, "learningRate", 1e-6, 1),
    seed: numberMember(seed, "seed", 0, 2 ** 32 - 1),
  };
}

function numberMember(value: unknown, name: string, least: number, most: number): number {
  const whole = name !== "learningRate";
  if (typeof value !== "number" || value < least || value > most || (whole && value % 1 !== 0)) {
    throw new InvalidSpecificationError(`"${name}" must be a number from ${least} to ${most}.`);
  }
  return value;
}

function toMails(files: readonly DatasetFile[]): Mail[] {
  const mails = files.map(({ path: id, content }) => {
    const group = id.split("/").slice(0, -1).join("/");
    return { id, group, label: labelOf(group), bytes: content };
  });
  const labels = new Set(mails.map(({ label }) => label));
  if (labels.size < 2) throw new InvalidSpecificationError("The data needs both ham and spam.");
  return mails;
}

function labelOf(folder: string): Label {
  const labels = (["ham", "spam"] as const).filter((label) =>
    new RegExp(`(^|[^a-z])${label}([^a-z]|$)`).test(folder),
  );
  const [label] = labels;
  if (label === undefined || labels.length > 1) {
    throw new InvalidSpecificationError(`The folder "${folder}" says neither ham nor spam.`);
  }
  return label;
}

async function readParent(
  content: Parameters<JobProgram["prepare"]>[1],
  root: string,
): Promise<SpamModel> {
  const bytes = await content.readFile(root);
  try {
    return deserialize(bytes);
  } catch (cause) {
    throw new InvalidSpecificationError("The parent is no spam filter.", { cause });
  }
}

/** The root of the sources that train: anyone who has them can repeat the job. */
async function hashProgram(): Promise<string> {
  const folder = path.join(installedPackage("@sahara/models").folder, "src");
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  const files = await Promise.all(
    names
      .sort()
      .map(async (name) => ({ path: name, content: await readFile(path.join(folder, name)) })),
  );
  return (await contentRoot({ files })).digest;
}
