import { prepareSpamAssassin, type PreparedCorpus } from "../src/prepareSpamAssassin.ts";
import { type Sample, toSample } from "../src/sample.ts";
import type { Label } from "../src/mail.ts";

let prepared: Promise<PreparedCorpus> | undefined;

/** The real corpus, loaded once for all tests. */
export function loadCorpus(): Promise<PreparedCorpus> {
  prepared ??= prepareSpamAssassin();
  return prepared;
}

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** A sample of a mail with the given body, as short as a mail can be. */
export function sampleOf(
  label: Label,
  body: string,
  { id = body, group = "test" }: { id?: string; group?: string } = {},
): Sample {
  return toSample({ id, group, label, bytes: bytesOf(`Subject: x\n\n${body}`) });
}
