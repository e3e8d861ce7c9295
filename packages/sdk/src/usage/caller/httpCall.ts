import { OperatorFaultError, OperatorUnreachableError } from "../../errors/callErrors.ts";
import { MalformedMessageError } from "../../errors/usageErrors.ts";
import {
  decodeReceiptHeader,
  parseSignedReceipt,
  RECEIPT_HEADER,
  VOUCHER_HEADER,
} from "../headers.ts";
import { decodeProblem, type UsageProblem } from "../problems.ts";
import type { SignedReceipt } from "../structs.ts";
import { parseJson } from "../wireJson.ts";

/** Sends one request to a node, within time and size. */
export type Exchange = {
  fetch: typeof fetch;
  timeoutMs: number;
  maxResponseBytes: number;
};

/** Server-sent events if the model streams. */
export type AnswerType = typeof JSON_TYPE | typeof EVENT_STREAM;

export type Answer =
  | { kind: "answered"; body: Uint8Array; contentType: AnswerType; signed: SignedReceipt }
  | { kind: "refused"; problem: UsageProblem };

type Request = { operator: string; url: string; method: "GET" | "POST"; body?: Uint8Array };

const JSON_TYPE = "application/json";
const EVENT_STREAM = "text/event-stream";
const RECEIPT_EVENT = "event: receipt\ndata: ";
const MAX_RECEIPT_LENGTH = 8192;

/**
 * Sends a paid request and reads the answer with its receipt, or the problem.
 *
 * @throws {OperatorUnreachableError} When no whole answer came.
 * @throws {OperatorFaultError} When an answer came that no node may give.
 */
export async function sendCall(
  exchange: Exchange,
  request: Request & { body: Uint8Array; voucher: string },
): Promise<Answer> {
  const { operator } = request;
  const { status, headers, body } = await send(exchange, request, {
    "Content-Type": JSON_TYPE,
    [VOUCHER_HEADER]: request.voucher,
  });
  try {
    if (status !== 200) return { kind: "refused", problem: decodeProblem(toText(body)) };
    const isStream = headers.get("content-type")?.startsWith(EVENT_STREAM) ?? false;
    if (isStream) return { kind: "answered", contentType: EVENT_STREAM, ...splitStream(body) };
    const signed = decodeReceiptHeader(headers.get(RECEIPT_HEADER) ?? "");
    return { kind: "answered", contentType: JSON_TYPE, body, signed };
  } catch (cause) {
    if (!(cause instanceof MalformedMessageError)) throw cause;
    const reason = `its answer with status ${status} can't be read`;
    // Without a receipt nothing proves that it was the operator's node that spoke.
    if (status !== 200) throw new OperatorUnreachableError(operator, reason, { cause });
    throw new OperatorFaultError(operator, reason, { cause });
  }
}

/**
 * Sends a voucher that buys nothing.
 *
 * @throws {OperatorUnreachableError} When the node did not take it.
 */
export async function sendVoucher(
  exchange: Exchange,
  request: Omit<Request, "method"> & { body: Uint8Array },
): Promise<void> {
  const posted = { ...request, method: "POST" as const };
  const { status } = await send(exchange, posted, { "Content-Type": JSON_TYPE });
  if (status !== 204) {
    throw new OperatorUnreachableError(request.operator, `status ${status} to a closing voucher`);
  }
}

/** The text that a node has at a URL. */
export async function readText(
  exchange: Exchange,
  request: Pick<Request, "operator" | "url">,
): Promise<string> {
  const { status, body } = await send(exchange, { ...request, method: "GET" }, {});
  if (status !== 200) throw new OperatorUnreachableError(request.operator, `status ${status}`);
  return toText(body);
}

async function send(
  { fetch, timeoutMs, maxResponseBytes }: Exchange,
  { operator, url, method, body }: Request,
  headers: Record<string, string>,
) {
  try {
    const response = await fetch(url, {
      method,
      headers,
      // A node that sends its callers elsewhere is not the one on the chain.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: Uint8Array.from(body) }),
    });
    const bytes = await readBounded(response, maxResponseBytes);
    return { status: response.status, headers: response.headers, body: bytes };
  } catch (cause) {
    throw new OperatorUnreachableError(operator, "the connection failed", { cause });
  }
}

async function readBounded(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Reading by chunks, so that an answer without end is given up in time.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new RangeError(`The answer has more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/** The bytes before the last event, which is the receipt over them. */
function splitStream(bytes: Uint8Array) {
  // Latin-1 keeps one character a byte, so places in the text are places in the bytes.
  const tail = bytes.subarray(Math.max(0, bytes.length - MAX_RECEIPT_LENGTH));
  const text = Array.from(tail, (byte) => String.fromCharCode(byte)).join("");
  const start = text.lastIndexOf(RECEIPT_EVENT);
  const place = { what: "receipt event", at: "" };
  const json = start < 0 ? "" : text.slice(start + RECEIPT_EVENT.length).trimEnd();
  const signed = parseSignedReceipt(parseJson(json, MAX_RECEIPT_LENGTH, place), place);
  return { body: bytes.slice(0, bytes.length - tail.length + start), signed };
}

function toText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
