import { codeLanguage } from "./codeLanguage.ts";
import { imageText } from "./imageText.ts";
import type { ModelKind } from "./ModelKind.ts";
import { nullModel } from "./nullModel.ts";
import { onnxModel } from "./onnxModel.ts";
import { spamFilter } from "./spamFilter.ts";
import { textLanguage } from "./textLanguage.ts";

/** The kinds of models that a configuration can name. */
export const MODEL_KINDS: readonly ModelKind[] = [
  codeLanguage,
  imageText,
  nullModel,
  onnxModel,
  spamFilter,
  textLanguage,
];
