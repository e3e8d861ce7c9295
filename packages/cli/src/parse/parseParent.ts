import { type Parent, RELATIONS } from "@sahara/sdk";

import { UsageError } from "../errors.ts";
import { parseName } from "./names.ts";
import { parseId } from "./numbers.ts";

/**
 * Reads a parent as `asset:RELATION:licence`.
 *
 * @throws {UsageError} When the text has another shape or an unknown relation.
 *
 * @example parseParent("1:TRAINED_ON:4294967296"); // { asset: 1n, relation: "TRAINED_ON", license: 4294967296n }
 */
export function parseParent(text: string): Parent {
  const [asset, relation, license, ...rest] = text.split(":");
  if (asset === undefined || relation === undefined || license === undefined || rest.length > 0) {
    throw new UsageError(
      `"${text}" is no parent. Pass <asset>:<RELATION>:<licence>, for example 1:TRAINED_ON:4294967296.`,
    );
  }
  return {
    asset: parseId(asset),
    relation: parseName(RELATIONS, relation),
    license: parseId(license),
  };
}

/** Collects parents that are given one after the other. */
export function collectParents(text: string, before: readonly Parent[] = []): Parent[] {
  return [...before, parseParent(text)];
}
