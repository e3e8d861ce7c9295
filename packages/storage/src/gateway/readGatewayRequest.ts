import type { IncomingMessage } from "node:http";

import { cidDigest, UnsupportedCidError } from "../cid.ts";
import { pathOf } from "@sahara/http";
import { ProblemError } from "../ProblemError.ts";
import type { ByteRange } from "../unixfs/walkRange.ts";

/** How much of what is below a root is asked for. */
export type DagScope = "block" | "entity" | "all";

/** What a request to a gateway asks for. */
export type GatewayRequest = {
  readonly cid: string;
  readonly isHead: boolean;
  /** The form is named in the URL, so that caches tell the forms apart. */
  readonly isFormatInUrl: boolean;
  readonly onlyIfCached: boolean;
  readonly ifNoneMatch: string | undefined;
} & (
  | { readonly format: "raw" }
  | { readonly format: "car"; readonly scope: DagScope; readonly range: ByteRange | undefined }
);

const PATH = /^\/ipfs\/([A-Za-z0-9]{1,128})(\/.*)?$/;
const RANGE = /^(-?\d{1,15}):(-?\d{1,15}|\*)$/;
const SCOPES: readonly DagScope[] = ["block", "entity", "all"];

/**
 * Reads a request by the trustless gateway specification.
 *
 * @throws {ProblemError}
 */
export function readGatewayRequest(request: IncomingMessage): GatewayRequest {
  const { method = "", headers } = request;
  const [, cid, below = ""] = PATH.exec(pathOf(request)) ?? [];
  if (cid === undefined) throw new ProblemError("not-found", "Ask for /ipfs/{cid}.");
  if (method !== "GET" && method !== "HEAD") {
    throw new ProblemError("method-not-allowed", "A gateway takes GET and HEAD.");
  }
  checkCid(cid);
  if (below !== "" && below !== "/") {
    throw new ProblemError("bad-request", "Paths below a root are not resolved here.");
  }

  const query = new URLSearchParams(request.url?.split("?")[1] ?? "");
  const accept = headers.accept ?? "";
  const common = {
    cid,
    isHead: method === "HEAD",
    isFormatInUrl: query.has("format"),
    onlyIfCached: /\bonly-if-cached\b/.test(headers["cache-control"] ?? ""),
    ifNoneMatch: headers["if-none-match"],
  };
  if (readFormat(query, accept) === "raw") return { ...common, format: "raw" };

  checkVersion(query.get("car-version") ?? /;\s*version=(\w+)/.exec(accept)?.[1]);
  return { ...common, format: "car", ...readScope(query) };
}

function checkCid(cid: string): void {
  try {
    cidDigest(cid);
  } catch (cause) {
    if (!(cause instanceof UnsupportedCidError)) throw cause;
    throw new ProblemError("bad-request", cause.message, { cause });
  }
}

function readFormat(query: URLSearchParams, accept: string): "raw" | "car" {
  const named = query.get("format");
  if (named === "raw" || named === "car") return named;
  if (named !== null) throw new ProblemError("not-acceptable", "Ask for format=raw or format=car.");
  if (accept.includes("application/vnd.ipld.raw")) return "raw";
  if (accept.includes("application/vnd.ipld.car")) return "car";
  if (accept === "" || accept === "*/*") {
    throw new ProblemError(
      "bad-request",
      "This gateway is trustless: say format=raw or format=car.",
    );
  }
  throw new ProblemError("not-acceptable", "Accept application/vnd.ipld.raw or …car.");
}

function checkVersion(version: string | undefined): void {
  if (version === undefined || version === "1") return;
  throw new ProblemError("not-acceptable", "CARs are of version 1 here.");
}

function readScope(query: URLSearchParams): { scope: DagScope; range: ByteRange | undefined } {
  const named = query.get("dag-scope") ?? "all";
  const scope = SCOPES.find((known) => known === named);
  if (scope === undefined)
    throw new ProblemError("bad-request", "dag-scope is block, entity or all.");
  const bytes = query.get("entity-bytes");
  if (bytes === null) return { scope, range: undefined };

  const [, from, to] = RANGE.exec(bytes) ?? [];
  if (from === undefined) throw new ProblemError("bad-request", "entity-bytes is from:to.");
  const range = { from: Number(from), to: to === "*" ? undefined : Number(to) };
  return { scope: "entity", range };
}
