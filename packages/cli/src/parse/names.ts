import { UsageError } from "../errors.ts";

/**
 * Reads one name of a list, in any case and with "-" for "_".
 *
 * @throws {UsageError} When the list does not have it.
 */
export function parseName<Name extends string>(names: readonly Name[], text: string): Name {
  const wanted = text.toUpperCase().replaceAll("-", "_");
  const found = names.find((name) => name === wanted);
  if (found === undefined) throw new UsageError(`"${text}" is none of ${names.join(", ")}.`);
  return found;
}
