import type { ContentResolver } from "../content/ContentStore.ts";
import type { RowForm } from "./computeSpecification.ts";
import type { Row } from "./runRows.ts";

const NEW_LINE = 10;

/**
 * The rows of a data set: the files of a directory, in the order of their paths, each with its path as its name; or the
 * lines of a file, without their ends, such as JSON Lines. An empty line is a row too, but none comes after the last end.
 *
 * @throws {ContentMissingError}
 * @throws {ContentCorruptError}
 */
export async function readRows(
  content: ContentResolver,
  root: string,
  form: RowForm,
): Promise<Row[]> {
  if (form === "lines") return linesOf(await content.readFile(root));
  const files = await content.readDirectory(root);
  return files.map((file) => ({ name: file.path, bytes: file.content }));
}

function linesOf(bytes: Uint8Array): Row[] {
  const rows: Row[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(NEW_LINE, from);
    const to = end === -1 ? bytes.length : end;
    rows.push({ name: "", bytes: bytes.subarray(from, to) });
    from = to + 1;
  }
  return rows;
}
