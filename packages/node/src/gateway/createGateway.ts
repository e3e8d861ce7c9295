import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import {
  AllOperatorsFailedError,
  BudgetExceededError,
  type Caller,
  CallRefusedError,
  type CallResult,
  encodeReceiptHeader,
  NoOperatorError,
  PROBLEM_STATUS,
  RECEIPT_HEADER,
} from "@sahara/sdk";

import type { JobLog } from "../jobs/createJobWorker.ts";
import type { JsonObject } from "../models/Json.ts";
import type { Auditor } from "./createAuditor.ts";
import type { SpendingBook } from "./openSpendingBook.ts";

/** A model as the gateway's users know it. */
export type GatewayModel = {
  readonly id: string;
  readonly assetId: bigint;
  /** Route at the operators, such as `/v1/classify`; undefined: the model's own. */
  readonly route: string | undefined;
  /** Most that a call may cost, in base units. */
  readonly maxPrice: bigint;
};

/** Who may use the gateway, and for how much. */
export type GatewayUser = {
  readonly name: string;
  /** SHA-256 of the user's key, in hex. */
  readonly keyHash: string;
  /** Base units that the user may spend in all. */
  readonly allowance: bigint;
};

export type GatewayDeps = {
  /** Pays the operators; its account is the gateway's own. */
  caller: Pick<Caller, "call">;
  models: readonly GatewayModel[];
  users: readonly GatewayUser[];
  spending: SpendingBook;
  auditor: Auditor;
  listen: { host: string; port: number };
  /** Calls that are under way at once; more are told to come back. */
  maxCalls?: number;
  log: JobLog;
};

const MAX_BODY_BYTES = 8 * 2 ** 20;
const REQUEST_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_CALLS = 64;

/** An answer that is none. */
class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly problem: string;

  constructor(status: number, problem: string, detail: string) {
    super(detail);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * One address for many operators: an HTTP server that passes each call to the operator that price, speed, record and
 * stake speak for, and to the next if that one fails. The gateway is the payer and keeps the receipts, which it also
 * shows its users; what they may spend is counted here.
 */
export function createGateway(deps: GatewayDeps) {
  const { caller, models, spending, auditor, log, maxCalls = DEFAULT_MAX_CALLS } = deps;
  const users = new Map(deps.users.map((user) => [user.keyHash.toLowerCase(), user]));
  /** What calls under way may cost, by the user's name. */
  const reserved = new Map<string, bigint>();
  const audits = new Set<Promise<void>>();
  let calls = 0;

  const server = createServer((request, response) => {
    void handle(request, response);
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await route(request, response);
    } catch (error) {
      const refusal = toRefusal(error);
      if (refusal.status >= 500) log.error("gateway.failed", { error });
      sendProblem(response, refusal);
    }
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://gateway");
    if (request.method === "GET" && pathname === "/health") {
      sendJson(response, { ok: true });
      return;
    }
    const user = authenticate(request);
    if (request.method === "POST") {
      await answer(user, pathname, request, response);
    } else if (request.method === "GET" && pathname === "/v1/models") {
      sendJson(response, { object: "list", data: models.map(toListed) });
    } else if (request.method === "GET" && pathname === "/v1/usage") {
      sendJson(response, usageOf(user));
    } else {
      throw new Refusal(404, "not-found", "There is no such route.");
    }
  }

  async function answer(
    user: GatewayUser,
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { model, input } = readCall(await readBody(request), pathname);
    const result = await callFor(user, model, input);
    response.writeHead(200, {
      "Content-Type": result.contentType,
      [RECEIPT_HEADER]: encodeReceiptHeader(result),
      "Sahara-Operator": result.operator,
    });
    response.end(result.body);
  }

  function authenticate({ headers }: IncomingMessage): GatewayUser {
    const [, key = ""] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
    const user = users.get(createHash("sha256").update(key).digest("hex"));
    if (user === undefined) {
      throw new Refusal(401, "unauthorized", "Send the header Authorization: Bearer <your key>.");
    }
    return user;
  }

  /** A call names its model, and comes by the model's own route or by `/v1/models/{id}/invoke`. */
  function readCall(body: Buffer, pathname: string): { model: GatewayModel; input: JsonObject } {
    const { model: named, ...input } = parseObject(body);
    const invoked = /^\/v1\/models\/([^/]+)\/invoke$/.exec(pathname)?.[1];
    const model = models.find(({ id }) => id === (invoked ?? named));
    if (model === undefined || (invoked === undefined && model.route !== pathname)) {
      throw new Refusal(404, "not-found", `The model is not at ${pathname}; see /v1/models.`);
    }
    return { model, input };
  }

  async function callFor(
    user: GatewayUser,
    { assetId, maxPrice, route: at }: GatewayModel,
    input: JsonObject,
  ): Promise<CallResult> {
    if (calls >= maxCalls) throw new Refusal(503, "busy", "Too many calls; come back soon.");
    const { name, allowance } = user;
    const promised = reserved.get(name) ?? 0n;
    if (spending.spentBy(name) + promised + maxPrice > allowance) {
      throw new Refusal(402, "allowance-spent", `The allowance of ${allowance} does not cover it.`);
    }

    const parameters = { assetId, input, maxPrice, route: at };
    calls++;
    reserved.set(name, promised + maxPrice);
    try {
      const result = await caller.call(parameters);
      await spending.add(name, result.receipt.amount);
      watch(auditor.consider(parameters, result));
      return result;
    } finally {
      reserved.set(name, (reserved.get(name) ?? 0n) - maxPrice);
      calls--;
    }
  }

  /** The user does not wait for an audit; the end of the gateway does. */
  function watch(audit: Promise<void>): void {
    audits.add(audit);
    void audit.finally(() => audits.delete(audit));
  }

  function usageOf({ name, allowance }: GatewayUser): JsonObject {
    return { spent: spending.spentBy(name).toString(), allowance: allowance.toString() };
  }

  return {
    /** Returns the URL. */
    start: async (): Promise<string> => {
      const { host, port } = deps.listen;
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, resolve);
      });
      const address = server.address() as AddressInfo; // it listens on TCP
      return `http://${host}:${address.port}`;
    },
    /** Ends when the calls and audits under way have. */
    stop: async (): Promise<void> => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      await Promise.all(audits);
    },
  };
}

function toListed({ id, assetId, route, maxPrice }: GatewayModel): JsonObject {
  return {
    id,
    object: "model",
    sahara: { assetId: assetId.toString(), maxPrice: maxPrice.toString(), route: route ?? null },
  };
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof CallRefusedError) {
    const { name, detail } = error.problem;
    return new Refusal(PROBLEM_STATUS[name], name, detail);
  }
  if (error instanceof NoOperatorError) return new Refusal(503, "no-operator", error.message);
  if (error instanceof AllOperatorsFailedError) {
    return new Refusal(502, "operators-failed", "No operator answered. Nothing was charged.");
  }
  if (error instanceof BudgetExceededError) {
    return new Refusal(503, "gateway-out-of-funds", "The gateway's own budget is spent.");
  }
  return new Refusal(500, "gateway-failed", "The gateway failed. Nothing was charged.");
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = chunk as Buffer; // a request without encoding yields buffers
    bytes += piece.length;
    if (bytes > MAX_BODY_BYTES)
      throw new Refusal(413, "too-large", `Send ${MAX_BODY_BYTES} bytes at most.`);
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

function parseObject(body: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(body.toString());
    // JSON.parse makes nothing but JSON.
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as JsonObject;
  } catch {
    // Said below, as for whatever else is no object.
  }
  throw new Refusal(400, "bad-request", "The body must be a JSON object.");
}

function sendJson(response: ServerResponse, value: JsonObject): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

function sendProblem(response: ServerResponse, { status, problem, message }: Refusal): void {
  const type = `urn:sahara:problem:${problem}`;
  response.writeHead(status, { "Content-Type": "application/problem+json" });
  response.end(JSON.stringify({ type, title: problem, status, detail: message }));
}
