import { readFile } from "node:fs/promises";
import path from "node:path";
import { VALUE_SCALE } from "@sahara/attribution";
import {
  type AttributionMethod,
  MethodDataError,
  type MethodParameters,
  readParameters,
} from "@sahara/attribution/report";
import { contentRoot } from "@sahara/storage";
import type { Mail } from "./mail.ts";
import { KNN_NEIGHBOURS, toContributors, VALUE_FOLDS, valueMails } from "./valueMails.ts";

/** Who contributed which mail, one JSON object a line, in order of registration. */
export const MAILS_FILE = "mails.jsonl";

/** A line of that file. */
export type MailEntry = Pick<Mail, "id" | "label"> & {
  /** The account that is paid. */
  contributor: string;
};

/** What mails are valued with unless something else is agreed on. */
export const MAILS_PARAMETERS: MethodParameters = {
  ...{ k: KNN_NEIGHBOURS, folds: VALUE_FOLDS, copyPercent: 80, units: "100000000" },
};

/**
 * Values every mail by itself, as `valueMails` does. The folder holds the mails under their ids, and
 * `mails.jsonl`. The root of the data is that of the mails, as the asset's content root is; that of
 * the tests covers order, labels and accounts, because the mails test each other.
 */
export const mailsMethod: AttributionMethod = {
  name: "knn-shapley-mails",
  sources: [
    new URL("./", import.meta.url),
    new URL("./", import.meta.resolve("@sahara/attribution")),
  ],

  async measure(folder, parameters) {
    const read = readParameters(parameters);
    const k = read.count("k", { from: 1, to: 1_000 });
    const folds = read.count("folds", { from: 2, to: 100 });
    const thresholdPercent = read.count("copyPercent", { from: 50, to: 100 });
    const units = read.units("units");
    read.end();

    const list = await readBytes(folder, MAILS_FILE);
    const entries = parseEntries(list);
    const mails: Mail[] = [];
    for (const { id, label } of entries) {
      mails.push({ id, label, group: "", bytes: await readBytes(folder, id) });
    }

    const { values, hits, tested } = valueMails({ mails, k, folds, thresholdPercent, units });
    const accounts = new Map(entries.map(({ id, contributor }) => [id, contributor]));
    const files = mails.map(({ id, bytes }) => ({ path: id, content: bytes }));
    return {
      dataRoot: (await contentRoot({ files })).digest,
      testRoot: (await contentRoot(list)).digest,
      utility: (BigInt(hits) * VALUE_SCALE) / BigInt(k * tested),
      copies: mails.length - tested,
      contributors: toContributors(values, (id) => accounts.get(id) ?? ""),
    };
  },
};

async function readBytes(folder: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(path.join(folder, file));
  } catch (cause) {
    throw new MethodDataError(file, `cannot be read in ${folder}`, { cause });
  }
}

function parseEntries(list: Uint8Array): MailEntry[] {
  const lines = new TextDecoder().decode(list).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, i) => parseEntry(line, `${MAILS_FILE}, line ${i + 1},`));
}

function parseEntry(line: string, where: string): MailEntry {
  let entry: Partial<Record<string, unknown>> | null;
  try {
    entry = JSON.parse(line) as typeof entry;
  } catch (cause) {
    throw new MethodDataError(where, "is not JSON", { cause });
  }
  const { id, label, contributor } = entry ?? {};
  const isInside = typeof id === "string" && !id.split("/").includes("..");
  if (!isInside || typeof contributor !== "string" || (label !== "ham" && label !== "spam")) {
    throw new MethodDataError(where, "does not hold id, label (ham or spam) and contributor");
  }
  return { id, label, contributor };
}
