export { createSender, type Sender } from "./chain/createSender.ts";
export { createSenders } from "./chain/createSenders.ts";
export { type AdmittedProgram, admitProgram, PROGRAM_LIMITS } from "./compute/admitProgram.ts";
export {
  OutOfTimeError,
  OutputTooLargeError,
  ProgramRefusedError,
} from "./compute/computeErrors.ts";
export { createComputeToData, type ComputeToDataDeps } from "./compute/createComputeToData.ts";
export { createDataVaultClient } from "./compute/createDataVaultClient.ts";
export type { DataVaultClient } from "./compute/DataVaultClient.ts";
export { EXAMPLE_PROGRAMS } from "./compute/examplePrograms.ts";
export { type AnswerJournal, openAnswerJournal } from "./compute/openAnswerJournal.ts";
export { type Row, type RowFault, runRows, type Totals } from "./compute/runRows.ts";
export { ConfigError } from "./config/ConfigError.ts";
export type { NodeConfig } from "./config/NodeConfig.ts";
export { parseConfig } from "./config/parseConfig.ts";
export { type NodeSecrets, readSecrets } from "./config/readSecrets.ts";
export {
  ContentCorruptError,
  ContentMissingError,
  type ContentResolver,
  type ContentStore,
} from "./content/ContentStore.ts";
export { createFolderContent } from "./content/createFolderContent.ts";
export { createVaultContent } from "./content/createVaultContent.ts";
export { type NodeDeps, type RunningNode, startNode } from "./startNode.ts";
export { createAccuser } from "./gateway/createAccuser.ts";
export { type Auditor, type Contradiction, createAuditor } from "./gateway/createAuditor.ts";
export {
  createGateway,
  type GatewayDeps,
  type GatewayModel,
  type GatewayUser,
} from "./gateway/createGateway.ts";
export type { GatewayConfig } from "./gateway/GatewayConfig.ts";
export { parseGatewayConfig } from "./gateway/parseGatewayConfig.ts";
export { type RunningGateway, startGateway } from "./gateway/startGateway.ts";
export { openSpendingBook, type SpendingBook } from "./gateway/openSpendingBook.ts";
export { createBatchInference } from "./jobs/createBatchInference.ts";
export { createJobBoardClient, type JobBoardClientDeps } from "./jobs/createJobBoardClient.ts";
export { createJobWorker, type JobWorker, type JobWorkerDeps } from "./jobs/createJobWorker.ts";
export type { JobBoardClient, JobDelivery, JobKind, PostedJob } from "./jobs/JobBoardClient.ts";
export type { JobPolicy } from "./jobs/jobPolicy.ts";
export {
  InvalidSpecificationError,
  type JobContext,
  type JobProgram,
  type JobResult,
} from "./jobs/JobProgram.ts";
export { type JobJournal, type JournalEntry, openJobJournal } from "./jobs/openJobJournal.ts";
export { trainSpamFilter } from "./jobs/trainSpamFilter.ts";
export { createLogger, type Logger, type LogLevel } from "./log/createLogger.ts";
export { codeLanguage } from "./models/codeLanguage.ts";
export { imageText } from "./models/imageText.ts";
export { InvalidModelOptionError } from "./models/modelOptions.ts";
export { PackageMissingError } from "./models/installedPackage.ts";
export type { Json, JsonObject } from "./models/Json.ts";
export type { ModelKind, OpenModelParameters } from "./models/ModelKind.ts";
export { MODEL_KINDS } from "./models/kinds.ts";
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
export { OfferError } from "./offers/openOffers.ts";
