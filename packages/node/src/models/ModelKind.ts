import type { JsonObject } from "./Json.ts";
import type { ServedModel } from "./ServedModel.ts";

export type OpenModelParameters = {
  /** Name of the model in requests. */
  readonly id: string;
  readonly assetId: bigint;
  /** The model's `options` of the configuration; the kind checks them. */
  readonly options: JsonObject;
  /** Folder that relative paths in `options` start from: that of the configuration file. */
  readonly folder: string;
};

/** A kind of model that a configuration can name. Each adapter is one. */
export type ModelKind = {
  readonly kind: string;
  open: (parameters: OpenModelParameters) => Promise<ServedModel>;
};
