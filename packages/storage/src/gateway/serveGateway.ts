import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { type Block, type BlockSource } from "../blocks/Block.ts";
import { BlockMissingError, MalformedNodeError } from "../blocks/blockErrors.ts";
import { writeCar } from "../car/writeCar.ts";
import {
  createHandler,
  createHttpServer,
  type FailureLog,
  type HttpServer,
  pathOf,
} from "@sahara/http";
import { ProblemError } from "../ProblemError.ts";
import { decodeFileNode, isLeaf } from "../unixfs/fileNode.ts";
import { walkRange } from "../unixfs/walkRange.ts";
import { walkTree } from "../unixfs/walkTree.ts";
import { type GatewayRequest, readGatewayRequest } from "./readGatewayRequest.ts";

export type ServeGatewayParameters = {
  source: BlockSource;
  /** Defaults to 127.0.0.1. */
  host?: string | undefined;
  /** Defaults to one that is free. */
  port?: number | undefined;
  onFailure?: FailureLog | undefined;
};

/** The empty block whose bytes are in its id: what clients probe a gateway with. */
const PROBE_PATH = "/ipfs/bafkqaaa";
const RAW_TYPE = "application/vnd.ipld.raw";
const CAR_TYPE = "application/vnd.ipld.car; version=1; order=dfs; dups=n";

/**
 * Serves blocks and CARs to anyone, by the IPFS trustless gateway specification. What it serves is encrypted, or was
 * meant for all.
 *
 * @example
 * const gateway = await serveGateway({ source: createFolderStore({ folder: "vault" }), port: 8080 });
 * await replicate({ from: createGatewaySource({ url: gateway.url }), to: store, root });
 */
export async function serveGateway({
  source,
  onFailure,
  ...listen
}: ServeGatewayParameters): Promise<HttpServer> {
  const handle = createHandler({
    onFailure,
    handle: async (request, response) => {
      if (pathOf(request) === PROBE_PATH) {
        response.writeHead(200, { "Content-Type": RAW_TYPE, "Content-Length": 0 }).end();
        return;
      }
      await answer(source, readGatewayRequest(request), response);
    },
  });
  return await createHttpServer({ ...listen, handle });
}

async function answer(
  source: BlockSource,
  request: GatewayRequest,
  response: ServerResponse,
): Promise<void> {
  const { cid, isHead } = request;
  const etag = etagOf(request);
  if (request.ifNoneMatch?.includes(etag) === true) {
    response.writeHead(304, { Etag: etag }).end();
    return;
  }

  const root = { cid, bytes: await getRoot(source, request) };
  const isRaw = request.format === "raw";
  response.writeHead(200, {
    "Content-Type": isRaw ? RAW_TYPE : CAR_TYPE,
    "Content-Disposition": `attachment; filename="${cid}.${isRaw ? "bin" : "car"}"`,
    "X-Content-Type-Options": "nosniff",
    Etag: etag,
    "Cache-Control": "public, max-age=29030400, immutable",
    "X-Ipfs-Path": `/ipfs/${cid}`,
    "X-Ipfs-Roots": cid,
    "Access-Control-Allow-Origin": "*",
    Vary: "Accept",
    ...(isRaw ? { "Content-Length": root.bytes.length } : {}),
    ...(request.isFormatInUrl
      ? {}
      : { "Content-Location": `/ipfs/${cid}?format=${request.format}` }),
  });
  if (isHead) response.end();
  else if (isRaw) response.end(root.bytes);
  else await sendStream(response, writeCar(cid, blocksOf(source, root, request)));
}

/** Sends a stream as fast as it is taken. A client that leaves ends it; that is no failure. */
async function sendStream(
  response: ServerResponse,
  stream: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    await pipeline(Readable.from(stream), response);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function getRoot(source: BlockSource, request: GatewayRequest): Promise<Uint8Array> {
  try {
    return await source.get(request.cid);
  } catch (cause) {
    if (!(cause instanceof BlockMissingError)) throw cause;
    const problem = request.onlyIfCached ? "not-cached" : "not-found";
    throw new ProblemError(problem, `There is no block ${request.cid} here.`, { cause });
  }
}

function blocksOf(
  source: BlockSource,
  root: Block,
  { scope, range }: Extract<GatewayRequest, { format: "car" }>,
): AsyncIterable<Block> {
  if (scope === "block") return Readable.from([root]);
  if (range !== undefined && isFile(root)) return walkRange(source, root.cid, range);
  return walkTree(source, root.cid);
}

/** Only bytes of files can be counted; for directories a range is ignored, as the specification says. */
function isFile(root: Block): boolean {
  try {
    return isLeaf(root.cid) || decodeFileNode(root).length > 0;
  } catch (error) {
    if (error instanceof MalformedNodeError) return false;
    throw error;
  }
}

/** Differs for each form of the same content. A CAR's is weak: another gateway may order it otherwise. */
function etagOf(request: GatewayRequest): string {
  if (request.format === "raw") return `"${request.cid}.raw"`;
  const { cid, scope, range } = request;
  const part = range === undefined ? "" : `.${range.from}.${range.to ?? "end"}`;
  return `W/"${cid}.car.${scope}${part}"`;
}
