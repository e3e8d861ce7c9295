import type { IncomingMessage, ServerResponse } from "node:http";

import { parseCustody } from "../custody/parseCustody.ts";
import {
  type Fields,
  MalformedDocumentError,
  parseBigint,
  parseFields,
  parseHex,
  parseSmall,
} from "../custody/parseFields.ts";
import type { ReleaseRequest, ShareDeposit } from "../custody/signedMessages.ts";
import {
  createHandler,
  createHttpServer,
  type FailureLog,
  type HttpServer,
  readJson,
  type Route,
  routed,
  sendJson,
} from "@sahara/http";
import { ProblemError } from "../ProblemError.ts";
import { createCustodian, type Custodian, type CustodianDeps } from "./createCustodian.ts";

export type ServeCustodianParameters = CustodianDeps & {
  /** Defaults to 127.0.0.1. */
  host?: string | undefined;
  /** Defaults to one that is free. */
  port?: number | undefined;
  onFailure?: FailureLog | undefined;
};

/** Enough for a custody of 16 seats. */
const MAX_BODY_BYTES = 65_536;
/** Unix times go as far as a signed 64-bit number. */
const MAX_TIME = 1n << 63n;

/**
 * Serves a custodian: `GET /v1/custodian` says what shares are wrapped to, `POST /v1/shares` takes one from an owner,
 * `POST /v1/releases` gives it to a licensee. Nothing is logged here but failures, which hold no secret.
 */
export async function serveCustodian({
  host,
  port,
  onFailure,
  ...deps
}: ServeCustodianParameters): Promise<HttpServer> {
  const custodian = createCustodian(deps);
  const { keys, domain, account } = deps;
  const routes: Route[] = [
    {
      ...{ method: "GET", path: /^\/v1\/custodian$/ },
      handle: (_, response) => {
        const { chainId, contract } = domain;
        const place = { chainId: chainId.toString(), contract };
        sendJson(response, { account, publicKey: keys.publicKey, ...place });
      },
    },
    {
      ...{ method: "POST", path: /^\/v1\/shares$/ },
      handle: (request, response) => takeShare(custodian, request, response),
    },
    {
      ...{ method: "POST", path: /^\/v1\/releases$/ },
      handle: (request, response) => giveShare(custodian, request, response),
    },
  ];

  const handle = createHandler({
    onFailure,
    translate: toProblem,
    handle: routed(routes),
  });
  return await createHttpServer({ host, port, handle });
}

async function takeShare(
  custodian: Custodian,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJson(request, MAX_BODY_BYTES);
  const fields = parseFields(body, "body", ["deposit", "custody", "wrapped", "signature"]);
  await custodian.deposit({
    deposit: parseDeposit(fields.deposit),
    custody: parseCustody(fields.custody),
    wrapped: Buffer.from(parseHex(fields, "wrapped", "share").slice(2), "hex"),
    signature: parseHex(fields, "signature", "signature"),
  });
  response.writeHead(204).end();
}

async function giveShare(
  custodian: Custodian,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJson(request, MAX_BODY_BYTES);
  const fields = parseFields(body, "body", ["request", "signature"]);
  const signature = parseHex(fields, "signature", "signature");
  const { index, wrapped } = await custodian.release(parseRequest(fields.request), signature);
  sendJson(response, { index, wrapped: `0x${Buffer.from(wrapped).toString("hex")}` });
}

function parseDeposit(value: unknown): ShareDeposit {
  const fields = parseFields(value, "deposit", ["custody", "index", "shareHash", "deadline"]);
  return {
    custody: parseHex(fields, "custody", "bytes32"),
    index: parseSmall(fields, "index", 1, 255),
    shareHash: parseHex(fields, "shareHash", "bytes32"),
    deadline: parseBelow(fields, "deadline", MAX_TIME),
  };
}

const REQUEST_MEMBERS = [
  ...["custody", "requester", "assetId", "version", "epoch", "licenseId"],
  ...["encryptionKey", "nonce", "deadline"],
];

function parseRequest(value: unknown): ReleaseRequest {
  const fields = parseFields(value, "request", REQUEST_MEMBERS);
  return {
    custody: parseHex(fields, "custody", "bytes32"),
    // Whatever its letters' case says: the digest that is signed has none.
    requester: parseHex(fields, "requester", "address").toLowerCase(),
    assetId: parseBigint(fields, "assetId"),
    version: parseBigint(fields, "version"),
    epoch: parseBelow(fields, "epoch", 1n << 32n),
    licenseId: parseBigint(fields, "licenseId"),
    encryptionKey: parseHex(fields, "encryptionKey", "bytes32"),
    nonce: parseBigint(fields, "nonce"),
    deadline: parseBelow(fields, "deadline", MAX_TIME),
  };
}

function parseBelow(fields: Fields, name: string, limit: bigint): bigint {
  const value = parseBigint(fields, name);
  if (value < limit) return value;
  throw new MalformedDocumentError(name, "is out of range");
}

function toProblem(cause: unknown): ProblemError | undefined {
  if (!(cause instanceof MalformedDocumentError)) return undefined;
  return new ProblemError("bad-request", cause.message, { cause });
}
