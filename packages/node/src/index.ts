export type { Json, JsonObject } from "./models/Json.ts";
export type { ModelKind, OpenModelParameters } from "./models/ModelKind.ts";
export { NULL_MODEL_HASH, nullModel } from "./models/nullModel.ts";
export {
  InvalidInputError,
  type ModelAnswer,
  type ModelPiece,
  type ModelRoute,
  type RunContext,
  type ServedModel,
} from "./models/ServedModel.ts";
