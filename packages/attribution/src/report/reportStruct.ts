import { type Digest, metadataRoot } from "@sahara/storage";
import type { TypedDataDomain } from "ethers";
import type { AttributionReport } from "./AttributionReport.ts";

/** Where reports are posted. */
export type ReportContract = { chainId: bigint; address: string };

/** What the chain sees of a report, member by member as `IAttributionReports` has it. */
export type ReportStruct = {
  assetId: bigint;
  version: number;
  methodHash: Digest;
  dataRoot: Digest;
  testRoot: Digest;
  weightsRoot: Digest;
  utility: bigint;
  reportRoot: Digest;
};

/** The struct that an author signs (EIP-712). */
export const REPORT_TYPES = {
  AttributionReport: [
    { name: "assetId", type: "uint256" },
    { name: "version", type: "uint32" },
    { name: "methodHash", type: "bytes32" },
    { name: "dataRoot", type: "bytes32" },
    { name: "testRoot", type: "bytes32" },
    { name: "weightsRoot", type: "bytes32" },
    { name: "utility", type: "uint256" },
    { name: "reportRoot", type: "bytes32" },
  ],
};

/** The domain that reports are signed in. */
export function reportDomain({ chainId, address }: ReportContract): TypedDataDomain {
  return { name: "AttributionReports", version: "1", chainId, verifyingContract: address };
}

/**
 * The struct of a report. Its method's hash is the digest of the canonical JSON of method and
 * parameters, its root that of the whole report: both as of a metadata document, so that the report
 * can be fetched by its root.
 */
export function toReportStruct(report: AttributionReport): ReportStruct {
  const { asset, method, parameters, data, utility, weights } = report;
  return {
    assetId: BigInt(asset.id),
    version: asset.version,
    methodHash: metadataRoot({ method, parameters }).digest,
    dataRoot: data.root,
    testRoot: data.tests,
    weightsRoot: weights.root,
    utility: BigInt(utility),
    reportRoot: metadataRoot(report).digest,
  };
}
