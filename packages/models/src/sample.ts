import { contentKey } from "./contentKey.ts";
import { extractFeatures, type FeatureVector } from "./features.ts";
import type { Label, Mail } from "./mail.ts";
import { readMailText } from "./mailText.ts";

/** A labelled mail as the filter sees it. */
export type Sample = {
  /** Id of the mail. */
  id: string;
  /** The contributor whose mail it is. */
  group: string;
  label: Label;
  /** Names what the mail says; equal for near copies. See `contentKey`. */
  contentKey: string;
  features: FeatureVector;
};

/** Reads a mail once, for all further use. */
export function toSample({ id, group, label, bytes }: Mail): Sample {
  const text = readMailText(bytes);
  return { id, group, label, contentKey: contentKey(text), features: extractFeatures(text) };
}
