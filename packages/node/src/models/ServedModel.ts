import type { Json, JsonObject } from "./Json.ts";

/** The routes that a model may answer besides `/v1/models/{id}/invoke`; the request names the model by `model`. */
export type ModelRoute = "/v1/classify" | "/v1/embeddings" | "/v1/images/text";

/** What a model answers. The node writes `output` as compact JSON; those bytes are what the receipt names. */
export type ModelAnswer = { readonly output: Json };

/** A piece of a long answer; the node sends each as one server-sent event. */
export type ModelPiece = { readonly piece: Json };

/** Where an artefact and the program that runs it come from. */
export type ModelSource = {
  /** Name and version of the package. */
  readonly name: string;
  readonly version: string;
  /** SPDX expression, of program and weights. */
  readonly licence: string;
};

export type RunContext = {
  /** Ends when the node stops or the time for the call is over; a model may then give up by throwing. */
  readonly signal: AbortSignal;
};

/** A model that a node serves. One object serves all calls, several at a time. */
export type ServedModel = {
  /** Name of the model in requests, such as `spam-filter`. */
  readonly id: string;
  /** Id of the asset that the artefact belongs to, and that earns. */
  readonly assetId: bigint;
  /** Hash of the artefact that answers, 0x and 64 hex digits. A node starts only if its offer names the same. */
  readonly modelHash: string;
  /** Whether every machine gives the same answer to the same request. */
  readonly deterministic: boolean;
  readonly description: string;
  readonly source?: ModelSource;
  readonly routes: readonly ModelRoute[];
  /** JSON Schemas (2020-12) of the request and of the answer, for the OpenAPI document. */
  readonly inputSchema: JsonObject;
  readonly outputSchema: JsonObject;
  /** How many calls run at once; further ones wait. */
  readonly concurrency: number;

  /** What a request is charged by: tokens, pixels, bytes, or 1n for a call. Throws `InvalidInputError`. */
  units: (input: JsonObject) => bigint;

  /**
   * Runs the model: one answer, or pieces for a long one.
   * Throws `InvalidInputError` for a request that it cannot take; whatever else it throws is a failure of the model,
   * for which nothing is charged.
   */
  run: (input: JsonObject, context: RunContext) => Promise<ModelAnswer> | AsyncIterable<ModelPiece>;

  /** Frees what the model holds, such as workers. */
  close?: () => Promise<void>;
};

/** Thrown by a model for a request that it cannot take; the caller gets a 400 with this text. */
export class InvalidInputError extends Error {
  override readonly name = "InvalidInputError";
}
