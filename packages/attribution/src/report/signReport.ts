import { getAddress, type Signer, verifyTypedData } from "ethers";
import { type AttributionReport, parseReport, ReportFormatError } from "./AttributionReport.ts";
import { REPORT_TYPES, reportDomain, toReportStruct } from "./reportStruct.ts";

/** A report with its author's signature, as it is published. */
export type SignedReport = {
  report: AttributionReport;
  /** Chain and contract that the signature is for. */
  contract: { chainId: string; address: string };
  author: string;
  signature: string;
};

/** Thrown when a report was not signed by the author that it names. */
export class ReportSignatureError extends Error {
  override readonly name = "ReportSignatureError";
  readonly author: string;

  constructor(author: string, options?: ErrorOptions) {
    super(`${author} did not sign this report. It was changed, or is somebody else's.`, options);
    this.author = author;
  }
}

/** Signs a report for the contract that it is posted to. */
export async function signReport(
  report: AttributionReport,
  signer: Signer,
  contract: { chainId: bigint; address: string },
): Promise<SignedReport> {
  const struct = toReportStruct(report);
  return {
    report,
    contract: { chainId: contract.chainId.toString(), address: contract.address },
    author: await signer.getAddress(),
    signature: await signer.signTypedData(reportDomain(contract), REPORT_TYPES, struct),
  };
}

/**
 * Reads a signed report and checks its signature. Accounts that are contracts cannot be checked
 * without the chain, and are refused.
 *
 * @throws {ReportFormatError} When it is no signed report.
 * @throws {ReportSignatureError} When the author did not sign it.
 */
export function parseSignedReport(value: unknown): SignedReport {
  const { report, contract, author, signature } = value as Partial<SignedReport>;
  const parsed = parseReport(report);
  const texts = [contract?.chainId, contract?.address, author, signature];
  if (!texts.every((text) => typeof text === "string")) {
    throw new ReportFormatError("contract, author or signature", "there");
  }

  // Each of them was just found to be a text.
  const signed = value as SignedReport;
  if (!isByAuthor(signed)) throw new ReportSignatureError(signed.author);
  return { ...signed, report: parsed };
}

function isByAuthor({ report, contract, author, signature }: SignedReport): boolean {
  try {
    const domain = reportDomain({
      chainId: BigInt(contract.chainId),
      address: getAddress(contract.address),
    });
    const signer = verifyTypedData(domain, REPORT_TYPES, toReportStruct(report), signature);
    return signer === getAddress(author);
  } catch (cause) {
    throw new ReportSignatureError(author, { cause });
  }
}
