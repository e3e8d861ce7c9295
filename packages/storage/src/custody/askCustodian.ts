import { StorageError } from "../StorageError.ts";
import { CustodianError } from "./custodianFaults.ts";

/** Most that a custodian may answer. */
const MAX_ANSWER_BYTES = 16_384;
const MAX_DETAIL_LENGTH = 300;

/**
 * Posts a document to a custodian, or gets one where there is none to post, and returns what it answers; undefined for no
 * content.
 *
 * @throws {CustodianError}
 */
export async function askCustodian(
  url: string,
  path: string,
  document: object | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, "")}${path}`, {
      ...(document === undefined ? {} : toPost(document)),
      redirect: "error",
      signal,
    });
    const text = await readText(response);
    if (!response.ok) throw new CustodianError("refused", detailOf(text, response.status));
    return text === "" ? undefined : parse(text);
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    if (signal.aborted)
      throw new CustodianError("timeout", "It did not answer in time.", { cause });
    throw new CustodianError("unreachable", "It could not be reached.", { cause });
  }
}

function toPost(document: object): RequestInit {
  const headers = { "Content-Type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(document) };
}

async function readText(response: Response): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > MAX_ANSWER_BYTES) throw new CustodianError("malformed", "It answers too much.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length).toString("utf8");
}

/** The reason in a problem document, with nothing that a terminal would act on. */
function detailOf(text: string, status: number): string {
  const fallback = `Status ${status}.`;
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    if (typeof detail !== "string") return fallback;
    return detail.slice(0, MAX_DETAIL_LENGTH).replace(/[^\x20-\x7e]/g, "?");
  } catch {
    return fallback;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new CustodianError("malformed", "It answers no JSON.", { cause });
  }
}
