export { type Classification, classify, scoreUnit, spamProbability } from "./classify.ts";
export { dedupe } from "./dedupe.ts";
export { type TrainingOptions, TrainingOptionError } from "./descend.ts";
export {
  deserialize,
  type DeserializeOptions,
  ModelFileError,
  type ModelFileFault,
  ModelHashMismatchError,
} from "./deserialize.ts";
export { type Confusion, evaluate, type Evaluation } from "./evaluate.ts";
export { type Digest } from "./digest.ts";
export { exportOnnx, ONNX_TENSORS } from "./exportOnnx.ts";
export { type FeatureVector } from "./features.ts";
export { fineTune } from "./fineTune.ts";
export {
  GroupMismatchError,
  groupShapley,
  type GroupShapley,
  type GroupShapleyParameters,
  UTILITY_SCALE,
} from "./groupShapley.ts";
export {
  CorpusIncompleteError,
  loadSpamAssassin,
  type LoadSpamAssassinOptions,
} from "./loadSpamAssassin.ts";
export { type Label, type Mail, type OnProgress, type Progress } from "./mail.ts";
export {
  type PreparedCorpus,
  prepareSpamAssassin,
  type PrepareSpamAssassinOptions,
} from "./prepareSpamAssassin.ts";
export { type Sample, toSample } from "./sample.ts";
export { EmptySampleSetError, SingleClassError } from "./sampleSet.ts";
export { MODEL_FORMAT, serialize, weightsHash } from "./serialize.ts";
export {
  corpusFiles,
  type DatasetFile,
  groupFiles,
  type MailGroup,
  SPAM_ASSASSIN,
  SPAM_ASSASSIN_GROUPS,
  type SpamAssassinGroup,
} from "./spamAssassin.ts";
export { type SpamModel } from "./spamModel.ts";
export { HoldOutShareError, split, type Split } from "./split.ts";
export { train } from "./train.ts";
export {
  FoldCountError,
  KNN_NEIGHBOURS,
  type MailContributor,
  type MailValue,
  type MailValues,
  toContributors,
  VALUE_FOLDS,
  valueMails,
  type ValueMailsParameters,
} from "./valueMails.ts";
