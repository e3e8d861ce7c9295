import { findNearDuplicates } from "@sahara/attribution";
import type { Mail } from "./mail.ts";
import { readMailText } from "./mailText.ts";
import type { Sample } from "./sample.ts";

/**
 * Finds the mails that say what an earlier one says: those with the letters of an earlier body, and
 * those that share most of their runs of three words with an earlier mail that is no copy itself.
 *
 * @param samples The same mails, read.
 * @param thresholdPercent See `findNearDuplicates` of `@sahara/attribution`.
 * @returns For the place of each copy, the place of the original.
 */
export function findMailCopies(
  mails: readonly Pick<Mail, "bytes">[],
  samples: readonly Pick<Sample, "contentKey">[],
  thresholdPercent?: number,
): Map<number, number> {
  const copies = findEqualKeys(samples);
  const firsts = [...mails.keys()].filter((place) => !copies.has(place));

  const texts = firsts.map((place) => readWords(mails[place]));
  for (const { document, original } of findNearDuplicates(texts, { thresholdPercent })) {
    copies.set(at(firsts, document), at(firsts, original));
  }
  // A copy by its letters of what is a copy by its words.
  for (const [copy, original] of copies) copies.set(copy, copies.get(original) ?? original);
  return copies;
}

function findEqualKeys(samples: readonly Pick<Sample, "contentKey">[]): Map<number, number> {
  const firsts = new Map<string, number>();
  const copies = new Map<number, number>();
  samples.forEach(({ contentKey }, place) => {
    const first = firsts.get(contentKey);
    if (first === undefined) firsts.set(contentKey, place);
    else copies.set(place, first);
  });
  return copies;
}

function readWords(mail: Pick<Mail, "bytes"> | undefined): Uint8Array {
  if (mail === undefined) return new Uint8Array();
  const { subject, body } = readMailText(mail.bytes);
  return Buffer.concat([subject, Buffer.from("\n"), body]);
}

function at(places: readonly number[], index: number): number {
  const place = places[index];
  if (place === undefined) throw new Error(`cannot happen: no place ${index}`);
  return place;
}
