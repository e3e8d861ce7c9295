export {
  type AttributionMethod,
  type Measurement,
  MethodDataError,
  MethodParameterError,
  type MethodParameters,
} from "./AttributionMethod.ts";
export {
  type AttributionReport,
  parseReport,
  REPORT_FORMAT,
  REPORT_VERSION,
  ReportFormatError,
  serializeReport,
} from "./AttributionReport.ts";
export { createReport, type CreatedReport, type CreateReportParameters } from "./createReport.ts";
export { knnShapleyMethod } from "./knnShapleyMethod.ts";
export { type ParameterReader, readParameters } from "./readParameters.ts";
export { TESTS_FILE, TRAINING_FILE } from "./readRows.ts";
export {
  type Difference,
  recompute,
  type Recomputation,
  type RecomputeParameters,
  UnknownMethodError,
} from "./recompute.ts";
export {
  REPORT_TYPES,
  type ReportContract,
  reportDomain,
  type ReportStruct,
  toReportStruct,
} from "./reportStruct.ts";
export {
  parseSignedReport,
  ReportSignatureError,
  type SignedReport,
  signReport,
} from "./signReport.ts";
