import { PROBLEM_CONTENT_TYPE, RECEIPT_HEADER, VOUCHER_HEADER } from "@sahara/sdk";

import type { JsonObject } from "../models/Json.ts";
import type { ServedModel } from "../models/ServedModel.ts";
import type { ServedOffer } from "../offers/ServedOffer.ts";

const PROBLEM = { $ref: "#/components/responses/Problem" };
const RECEIPT_PLACE = ["accountId", "offerId", "lane", "epoch", "seq"];
const RECEIPT_PATH = `/v1/receipts/${RECEIPT_PLACE.map((name) => `{${name}}`).join("/")}`;
const PAYMENT_REQUIRED = { $ref: "#/components/responses/PaymentRequired" };

/** The node's interface as an OpenAPI 3.1 document, with the schemas of the models that it serves. */
export function openApiDocument(offers: readonly ServedOffer[], publicUrl: string): JsonObject {
  const models = offers.map(({ model }) => model);
  const tasks = [...new Set(models.flatMap(({ routes }) => routes))];
  const byTask = tasks.map((route) => [
    route,
    { post: taskOperation(models.filter(({ routes }) => routes.includes(route))) },
  ]);
  const invokes = models.map((model) => [
    `/v1/models/${model.id}/invoke`,
    { post: callOperation(model.description, model.inputSchema, model.outputSchema) },
  ]);

  return {
    openapi: "3.1.0",
    info: {
      title: "Sahara node",
      version: "1",
      description:
        "Models of the Sahara network, paid a call by vouchers (native) or x402 (exact, ERC-3009).",
    },
    servers: [{ url: publicUrl }],
    paths: {
      // Only strings and JSON went in.
      ...(Object.fromEntries([...byTask, ...invokes]) as JsonObject),
      "/v1/vouchers": {
        post: {
          summary: "Acknowledges all receipts of a lane without a call.",
          requestBody: jsonBody({ type: "object", required: ["account", "voucher", "signature"] }),
          responses: { 204: { description: "Taken." }, 402: PAYMENT_REQUIRED, default: PROBLEM },
        },
      },
      "/v1/models": listing("The models, in the shape of OpenAI's list."),
      "/v1/offers": listing("The offers under which they are served."),
      "/v1/accounts/{accountId}/offers/{offerId}/lanes/{lane}": reading(
        "Where a lane stands, with its last receipt.",
        ["accountId", "offerId", "lane"],
      ),
      [RECEIPT_PATH]: reading("A receipt.", RECEIPT_PLACE),
      [`${RECEIPT_PATH}/proof`]: reading(
        "A receipt and its way to the lane's root.",
        RECEIPT_PLACE,
      ),
      "/health": listing("Whether the node works and follows the chain."),
      "/metrics": listing("Figures for Prometheus."),
    },
    components: {
      responses: {
        Problem: problemResponse("Why it was refused (RFC 9457)."),
        PaymentRequired: problemResponse(
          "How to pay, natively and by x402 (version 2 in the header).",
        ),
      },
    },
  };
}

function taskOperation(models: readonly ServedModel[]): JsonObject {
  const named = models.map(({ id, inputSchema }) => ({
    allOf: [
      inputSchema,
      { type: "object", required: ["model"], properties: { model: { const: id } } },
    ],
  }));
  const outputs = models.map(({ outputSchema }) => outputSchema);
  return callOperation("Runs the model that `model` names.", { oneOf: named }, { oneOf: outputs });
}

function callOperation(summary: string, input: JsonObject, output: JsonObject): JsonObject {
  return {
    summary,
    parameters: [
      header(VOUCHER_HEADER, "A voucher, base64url of JSON."),
      header("PAYMENT-SIGNATURE", "An x402 payment, version 2."),
      header("X-PAYMENT", "An x402 payment, version 1."),
    ],
    requestBody: jsonBody(input),
    responses: {
      200: {
        description: "The answer; a long one as server-sent events, the receipt last.",
        headers: {
          [RECEIPT_HEADER]: { schema: { type: "string" } },
          "PAYMENT-RESPONSE": { schema: { type: "string" } },
        },
        content: {
          "application/json": { schema: output },
          "text/event-stream": { schema: { type: "string" } },
        },
      },
      402: PAYMENT_REQUIRED,
      default: PROBLEM,
    },
  };
}

function header(name: string, description: string): JsonObject {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

function jsonBody(schema: JsonObject): JsonObject {
  return { required: true, content: { "application/json": { schema } } };
}

function listing(summary: string): JsonObject {
  return { get: { summary, responses: { 200: { description: "OK" }, default: PROBLEM } } };
}

function reading(summary: string, names: readonly string[]): JsonObject {
  const parameters = names.map((name) => ({
    ...{ name, in: "path", required: true },
    schema: { type: "string" },
  }));
  const responses = { 200: { description: "OK" }, default: PROBLEM };
  return { get: { summary, parameters, responses } };
}

function problemResponse(description: string): JsonObject {
  const schema = { type: "object", required: ["type", "title", "status"] };
  return { description, content: { [PROBLEM_CONTENT_TYPE]: { schema } } };
}
