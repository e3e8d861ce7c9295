import { FileError } from "../errors.ts";

/** Reads the fields of one JSON object in a file. Whatever it refuses is a {@link FileError} that names the place. */
export type RecordReader = {
  /** A text or whole number, parsed. */
  required: <Value>(name: string, parse: (text: string) => Value) => Value;
  /** The same, or undefined when it is missing. */
  optional: <Value>(name: string, parse: (text: string) => Value) => Value | undefined;
  /** A list of texts or whole numbers, parsed; a missing one is empty. */
  list: <Value>(name: string, parse: (text: string) => Value) => Value[];
  record: (name: string) => RecordReader;
  records: (name: string) => RecordReader[];
  /** Refuses to have none of these fields, or several. */
  requireOne: (alternatives: readonly string[]) => void;
  /** Refuses fields that nobody would read, such as misspelt ones. */
  refuseOthers: (known: readonly string[]) => void;
};

/** Leaves a text as it is. */
export const asText = (text: string): string => text;

/** @param place Where in the file the object stands; the file itself is the empty text. */
export function createRecordReader(file: string, value: unknown, place = ""): RecordReader {
  const inside = (name: string) => (place === "" ? name : `${place}.${name}`);
  const refuse = (where: string, reason: string, options?: ErrorOptions): FileError =>
    new FileError(file, where === "" ? reason : `${where}: ${reason}`, options);

  if (!isRecord(value)) throw refuse(place, "it is no JSON object.");
  const record = value;

  function read<Value>(where: string, entry: unknown, parse: (text: string) => Value): Value {
    if (typeof entry !== "string" && !Number.isSafeInteger(entry))
      throw refuse(where, "it is neither a text nor a whole number. Put it in quotes.");
    try {
      return parse(String(entry));
    } catch (cause) {
      throw refuse(where, cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }

  function listAt(name: string): unknown[] {
    const found = record[name] ?? [];
    if (!Array.isArray(found)) throw refuse(inside(name), "it is no list.");
    return found;
  }

  return {
    required(name, parse) {
      if (record[name] === undefined) throw refuse(inside(name), "it is missing.");
      return read(inside(name), record[name], parse);
    },
    optional: (name, parse) =>
      record[name] === undefined ? undefined : read(inside(name), record[name], parse),
    list: (name, parse) =>
      listAt(name).map((entry, at) => read(`${inside(name)}[${at}]`, entry, parse)),
    record: (name) => createRecordReader(file, record[name], inside(name)),
    records: (name) =>
      listAt(name).map((entry, at) => createRecordReader(file, entry, `${inside(name)}[${at}]`)),
    requireOne(alternatives) {
      const given = alternatives.filter((name) => record[name] !== undefined);
      if (given.length === 1) return;
      const choice = alternatives.join(" or ");
      throw refuse(place, given.length === 0 ? `it needs ${choice}.` : `use ${choice}, not both.`);
    },
    refuseOthers(known) {
      const other = Object.keys(record).find((name) => !known.includes(name));
      if (other === undefined) return;
      throw refuse(place, `"${other}" is no field here. Use ${known.join(", ")}.`);
    },
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
