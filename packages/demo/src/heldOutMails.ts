import type { Mail } from "@sahara/models";

import type { PreparedData } from "./chapters/prepareData.ts";

/** The mail that no filter was trained on, ham and spam mixed, in the same order each time. */
export function heldOutMails({ corpus }: PreparedData): Mail[] {
  const heldOut = new Set(corpus.holdOut.map(({ id }) => id));
  const mails = corpus.groups.flatMap((group) => group.mails).filter(({ id }) => heldOut.has(id));
  // Files are named after a digest of their text: in that order the groups are mixed.
  const digestOf = ({ id }: Mail) => id.slice(id.indexOf("."));
  return mails.sort((a, b) => (digestOf(a) < digestOf(b) ? -1 : 1));
}
