import type { IncomingMessage, ServerResponse } from "node:http";

import { readBody, type Route } from "@sahara/http";
import {
  decodeVoucherHeader,
  hashBody,
  MalformedMessageError,
  parseSignedVoucher,
  type Signatures,
  type SignedVoucher,
} from "@sahara/sdk";

import type { Answered, Call } from "../calls/Call.ts";
import type { FreeQuota } from "../calls/createFreeQuota.ts";
import type { ModelRunner } from "../calls/createModelRunner.ts";
import type { VoucherCalls } from "../calls/createVoucherCalls.ts";
import type { Metrics } from "../metrics/createMetrics.ts";
import type { Tally } from "../metrics/createTally.ts";
import type { JsonObject } from "../models/Json.ts";
import { InvalidInputError } from "../models/ServedModel.ts";
import { priceOf, type ServedOffer } from "../offers/ServedOffer.ts";
import type { DirectPayments } from "../payments/x402/createDirectPayments.ts";
import { parsePayment } from "../payments/x402/parsePayment.ts";
import { ProblemError } from "./ProblemError.ts";
import { sendAnswer, sendPiece } from "./Reply.ts";

export type CallRoutesDeps = {
  readonly offers: readonly ServedOffer[];
  readonly vouchers: VoucherCalls;
  readonly direct: DirectPayments;
  readonly models: ModelRunner;
  readonly freeQuota: FreeQuota;
  readonly signatures: Signatures;
  readonly maxBodyBytes: number;
  readonly metrics: Pick<Metrics, "calls" | "duration">;
  /** What was charged since the last redemption. */
  readonly unredeemed: Tally;
};

type PaymentKind = "voucher" | "x402" | "free";

/** The routes that run models, and the one that takes closing vouchers. */
export function callRoutes(deps: CallRoutesDeps): Route[] {
  const {
    offers,
    vouchers,
    direct,
    models,
    freeQuota,
    signatures,
    maxBodyBytes,
    metrics,
    unredeemed,
  } = deps;
  const byModel = new Map(offers.map((served) => [served.model.id, served]));
  const byOffer = new Map(offers.map((served) => [served.offerId, served]));

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    findOffer: (input: JsonObject) => ServedOffer,
  ): Promise<void> {
    const body = await readBody(request, maxBodyBytes);
    const startedAt = performance.now();
    const input = parseInput(request, body);
    const served = findOffer(input);
    const units = unitsOf(served, input);
    const call: Call = {
      ...{ served, input, units },
      price: priceOf(served, units),
      requestHash: hashBody(signatures, body),
      onPiece: (bytes) => {
        sendPiece(response, bytes);
      },
    };
    const payment = paymentKindOf(request);
    try {
      const answered = await pay(request, call);
      metrics.duration.observe((performance.now() - startedAt) / 1_000);
      metrics.calls.inc({ model: served.model.id, payment, outcome: "answered" });
      if (payment === "voucher") unredeemed.add(call.price);
      sendAnswer(response, answered);
    } catch (error) {
      const outcome = error instanceof ProblemError ? error.problem : "error";
      metrics.calls.inc({ model: served.model.id, payment, outcome });
      throw error;
    }
  }

  async function pay(request: IncomingMessage, call: Call): Promise<Answered> {
    const voucher = headerOf(request, "sahara-voucher");
    const payment = headerOf(request, "payment-signature") ?? headerOf(request, "x-payment");
    if (voucher !== undefined && payment !== undefined) {
      throw new ProblemError("bad-request", "Pay by a voucher or by x402, not by both.");
    }
    if (voucher !== undefined) return await vouchers.call(call, readVoucher(voucher), voucher);
    if (payment !== undefined) return await direct.call(call, parsePayment(payment));
    return await answerFree(request, call);
  }

  async function answerFree(request: IncomingMessage, call: Call): Promise<Answered> {
    const { served, price } = call;
    const caller = request.socket.remoteAddress ?? "";
    if (!freeQuota.take(caller, served.offerId, served.freeCallsPerDay)) {
      const quote = { served, price };
      if (served.freeCallsPerDay === 0) {
        const detail = `The call costs ${price}. Pay by a voucher or by x402.`;
        throw new ProblemError("payment-required", detail, { quote });
      }
      const detail = `There are ${served.freeCallsPerDay} free calls a day. This one costs ${price}.`;
      throw new ProblemError("free-quota-spent", detail, { quote });
    }
    return { response: await models.run(call) };
  }

  function named(name: unknown): ServedOffer {
    const served = byModel.get(typeof name === "string" ? name : "");
    if (served === undefined) {
      throw new ProblemError("not-found", "No such model is served. See /v1/models.");
    }
    return served;
  }

  const invoke: Route = {
    method: "POST",
    path: /^\/v1\/models\/([a-z0-9._-]{1,64})\/invoke$/,
    handle: (request, response, [id]) =>
      answer(request, response, ({ model = id ?? "" }) => {
        if (model !== id) throw new ProblemError("bad-request", "`model` differs from the path.");
        return named(id);
      }),
  };

  const byTask = [...new Set(offers.flatMap(({ model }) => model.routes))].map((route): Route => {
    const handle: Route["handle"] = (request, response) =>
      answer(request, response, ({ model }) => {
        const served = named(model);
        if (served.model.routes.includes(route)) return served;
        throw new ProblemError("not-found", `This model does not answer ${route}.`);
      });
    return { method: "POST", path: new RegExp(`^${route}$`), handle };
  });

  const close: Route = {
    method: "POST",
    path: /^\/v1\/vouchers$/,
    handle: async (request, response) => {
      const body = await readBody(request, maxBodyBytes);
      const signed = readClosingVoucher(parseInput(request, body));
      const served = byOffer.get(signed.voucher.offerId);
      if (served === undefined) {
        throw new ProblemError("wrong-offer", "No such offer is served. See /v1/offers.");
      }
      await vouchers.close(signed, served);
      response.writeHead(204).end();
    },
  };

  return [invoke, ...byTask, close];
}

function parseInput(request: IncomingMessage, body: Buffer): JsonObject {
  const type = request.headers["content-type"] ?? "application/json";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ProblemError("bad-request", "The body has to be application/json.", { status: 415 });
  }
  let input: unknown;
  try {
    input = JSON.parse(body.toString("utf8"));
  } catch (cause) {
    throw new ProblemError("bad-request", "The body is not JSON.", { cause });
  }
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new ProblemError("bad-request", "The body has to be a JSON object.");
  }
  // It came out of JSON.parse.
  return input as JsonObject;
}

function unitsOf({ model }: ServedOffer, input: JsonObject): bigint {
  try {
    return model.units(input);
  } catch (cause) {
    if (!(cause instanceof InvalidInputError)) throw cause;
    throw new ProblemError("bad-request", cause.message, { cause });
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

function paymentKindOf({ headers }: IncomingMessage): PaymentKind {
  if (headers["sahara-voucher"] !== undefined) return "voucher";
  const isDirect = headers["payment-signature"] !== undefined || headers["x-payment"] !== undefined;
  return isDirect ? "x402" : "free";
}

function readVoucher(header: string): SignedVoucher {
  return orBadRequest(() => decodeVoucherHeader(header));
}

function readClosingVoucher(body: JsonObject): SignedVoucher {
  return orBadRequest(() => parseSignedVoucher(body, { what: "voucher", at: "" }));
}

function orBadRequest<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof MalformedMessageError)) throw cause;
    throw new ProblemError("bad-request", cause.message, { cause });
  }
}
