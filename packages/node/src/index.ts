export { codeLanguage } from "./models/codeLanguage.ts";
export { imageText } from "./models/imageText.ts";
export { InvalidModelOptionError } from "./models/modelOptions.ts";
export { PackageMissingError } from "./models/installedPackage.ts";
export type { Json, JsonObject } from "./models/Json.ts";
export type { ModelKind, OpenModelParameters } from "./models/ModelKind.ts";
export { NULL_MODEL_HASH, nullModel } from "./models/nullModel.ts";
export {
  InvalidInputError,
  type ModelAnswer,
  type ModelPiece,
  type ModelRoute,
  type ModelSource,
  type RunContext,
  type ServedModel,
} from "./models/ServedModel.ts";
export { onnxModel } from "./models/onnxModel.ts";
export { spamFilter } from "./models/spamFilter.ts";
export { textLanguage } from "./models/textLanguage.ts";
