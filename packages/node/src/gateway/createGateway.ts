import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import {
  createHandler,
  createHttpServer,
  HTTP_PROBLEMS,
  HttpError,
  pathOf,
  type Problem,
  readBody,
  type Route,
  routed,
  SERVER_LIMITS,
  sendJson,
  type ServerLimits,
} from "@sahara/http";
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
const DEFAULT_MAX_CALLS = 64;

/** An operator may take long for its answer, during which nothing moves between gateway and user. */
const LIMITS: ServerLimits = {
  ...SERVER_LIMITS,
  requestMs: 30_000,
  idleMs: 600_000,
  stopMs: 600_000,
};

/** What the gateway refuses a request for, beside what an operator may. */
const PROBLEMS = {
  unauthorized: { name: "unauthorized", title: "The gateway does not know you", status: 401 },
  allowanceSpent: { name: "allowance-spent", title: "Your allowance is spent", status: 402 },
  noOperator: { name: "no-operator", title: "Nobody serves the model", status: 503 },
  operatorsFailed: { name: "operators-failed", title: "No operator answered", status: 502 },
  outOfFunds: { name: "gateway-out-of-funds", title: "The gateway can't pay", status: 503 },
} as const satisfies Record<string, Problem>;

/**
 * One address for many operators: an HTTP server that passes each call to the operator that price, speed, record and
 * stake speak for, and to the next if that one fails. The gateway is the payer and keeps the receipts, which it also
 * shows its users; what they may spend is counted here.
 */
export async function createGateway(deps: GatewayDeps) {
  const { caller, models, spending, auditor, log, maxCalls = DEFAULT_MAX_CALLS } = deps;
  const users = new Map(deps.users.map((user) => [user.keyHash.toLowerCase(), user]));
  /** What calls under way may cost, by the user's name. */
  const reserved = new Map<string, bigint>();
  const audits = new Set<Promise<void>>();
  let calls = 0;

  const routes: Route[] = [
    {
      ...{ method: "GET", path: /^\/v1\/models$/ },
      handle: (request, response) => {
        authenticate(request);
        sendJson(response, { object: "list", data: models.map(toListed) });
      },
    },
    {
      ...{ method: "GET", path: /^\/v1\/usage$/ },
      handle: (request, response) => {
        sendJson(response, usageOf(authenticate(request)));
      },
    },
    {
      ...{ method: "GET", path: /^\/health$/ },
      handle: (_, response) => {
        sendJson(response, { ok: true });
      },
    },
    {
      ...{ method: "POST", path: /^\/.*$/ },
      handle: (request, response) => answer(authenticate(request), request, response),
    },
  ];

  const handle = createHandler({
    translate,
    onFailure: ({ error }) => {
      log.error("gateway.failed", { error });
    },
    handle: routed(routes),
  });

  async function answer(
    user: GatewayUser,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { model, input } = readCall(await readBody(request, MAX_BODY_BYTES), pathOf(request));
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
      throw new HttpError(
        PROBLEMS.unauthorized,
        "Send the header Authorization: Bearer <your key>.",
      );
    }
    return user;
  }

  /** A call names its model, and comes by the model's own route or by `/v1/models/{id}/invoke`. */
  function readCall(body: Buffer, pathname: string): { model: GatewayModel; input: JsonObject } {
    const { model: named, ...input } = parseObject(body);
    const invoked = /^\/v1\/models\/([^/]+)\/invoke$/.exec(pathname)?.[1];
    const model = models.find(({ id }) => id === (invoked ?? named));
    if (model === undefined || (invoked === undefined && model.route !== pathname)) {
      throw new HttpError(
        HTTP_PROBLEMS.notFound,
        `The model is not at ${pathname}; see /v1/models.`,
      );
    }
    return { model, input };
  }

  async function callFor(
    user: GatewayUser,
    { assetId, maxPrice, route: at }: GatewayModel,
    input: JsonObject,
  ): Promise<CallResult> {
    if (calls >= maxCalls)
      throw new HttpError(HTTP_PROBLEMS.busy, "Too many calls; come back soon.");
    const { name, allowance } = user;
    const promised = reserved.get(name) ?? 0n;
    if (spending.spentBy(name) + promised + maxPrice > allowance) {
      throw new HttpError(
        PROBLEMS.allowanceSpent,
        `The allowance of ${allowance} does not cover it.`,
      );
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

  const server = await createHttpServer({ handle, limits: LIMITS, ...deps.listen });
  return {
    url: server.url,
    /** Ends when the calls and audits under way have. */
    stop: async (): Promise<void> => {
      await server.stop();
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

function translate(error: unknown): HttpError | undefined {
  if (error instanceof CallRefusedError) {
    const { name, title, detail } = error.problem;
    return new HttpError({ name, title, status: PROBLEM_STATUS[name] }, detail);
  }
  if (error instanceof NoOperatorError) return new HttpError(PROBLEMS.noOperator, error.message);
  if (error instanceof AllOperatorsFailedError) {
    return new HttpError(PROBLEMS.operatorsFailed, "Nothing was charged.");
  }
  if (error instanceof BudgetExceededError) {
    return new HttpError(PROBLEMS.outOfFunds, "The gateway's own budget is spent.");
  }
  return undefined;
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
  throw new HttpError(HTTP_PROBLEMS.badRequest, "The body must be a JSON object.");
}
