export { ChunkSizeError, CHUNK_BYTES, cutChunks, hashChunk } from "./duplicates/cutChunks.ts";
export {
  createMinHasher,
  estimateResemblance,
  MINHASH_PERMUTATIONS,
  MINHASH_SEED,
  type MinHasher,
  MinHashError,
  type MinHashOptions,
  type Signature,
} from "./duplicates/createMinHasher.ts";
export {
  findNearDuplicates,
  type NearDuplicate,
  type NearDuplicateOptions,
  ThresholdError,
} from "./duplicates/findNearDuplicates.ts";
export { findNearRows, type NearRow } from "./duplicates/findNearRows.ts";
export { hashShingles, SHINGLE_WORDS } from "./duplicates/hashShingles.ts";
export { countShared, resemblance } from "./duplicates/resemblance.ts";
export { createKnnGame, type KnnGame, type KnnGameParameters } from "./knn/createKnnGame.ts";
export {
  createQuantiser,
  MAX_LEVELS,
  type Quantiser,
  QuantiserError,
} from "./knn/createQuantiser.ts";
export { createRanker, type Ranker } from "./knn/createRanker.ts";
export { type DenseRow, indexDense, MAX_FEATURE } from "./knn/indexDense.ts";
export { indexSparse, type SparseRow } from "./knn/indexSparse.ts";
export {
  knnShapley,
  type KnnShapley,
  type KnnShapleyParameters,
  VALUE_SCALE,
} from "./knn/knnShapley.ts";
export { type KnnTask, KnnTaskError, type RowLabel } from "./knn/KnnTask.ts";
export { RowError, type RowIndex } from "./knn/RowIndex.ts";
export { createRandom, type Seed, SeedError, type SeededRandom } from "./shapley/createRandom.ts";
export {
  type Coalition,
  exactShapley,
  MAX_PLAYERS,
  PlayerCountError,
  shapleyToNumbers,
  type ShapleyValues,
} from "./shapley/exactShapley.ts";
export { membersOf } from "./shapley/membersOf.ts";
export {
  permutationsNeeded,
  type SampledShapley,
  sampledShapley,
  type SampledShapleyParameters,
  type SamplingGoal,
  SamplingError,
} from "./shapley/sampledShapley.ts";
export { OwnerError, sumByContributor } from "./shapley/sumByContributor.ts";
export { buildSuffixArray } from "./spans/buildSuffixArray.ts";
export {
  createTextIndex,
  type Match,
  type SuffixRange,
  type TextIndex,
  type TokenDocument,
} from "./spans/createTextIndex.ts";
export {
  CREDIT_SCALE,
  type CreditOptions,
  creditSpans,
  MIN_SPAN_LENGTH,
  type Span,
  type SpanCredit,
  SpanOptionError,
} from "./spans/creditSpans.ts";
export {
  NoPositiveValueError,
  toUnits,
  type ToUnitsOptions,
  type UnitAllocation,
  UnitTotalError,
} from "./toUnits.ts";
