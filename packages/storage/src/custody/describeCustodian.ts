import type { PublicKey } from "../keys/encryptionKeys.ts";
import { askCustodian } from "./askCustodian.ts";
import { CustodianError } from "./custodianFaults.ts";
import { MalformedDocumentError, parseBigint, parseFields, parseHex } from "./parseFields.ts";
import type { CustodyDomain } from "./signedMessages.ts";

export type DescribeCustodianParameters = {
  url: string;
  /** Defaults to 10 s. */
  timeoutMs?: number | undefined;
};

/** What a custodian says of itself. Nothing vouches for it: compare the account with the one that you trust. */
export type CustodianDescription = {
  readonly url: string;
  readonly account: string;
  readonly publicKey: PublicKey;
  /** The data vault whose policies it follows. */
  readonly domain: CustodyDomain;
};

const MEMBERS = ["account", "publicKey", "chainId", "contract"];

/**
 * Asks a custodian who it is, and what shares are wrapped to.
 *
 * @throws {CustodianError}
 */
export async function describeCustodian({
  url,
  timeoutMs = 10_000,
}: DescribeCustodianParameters): Promise<CustodianDescription> {
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await askCustodian(url, "/v1/custodian", undefined, signal);
  try {
    const fields = parseFields(answer, "answer", MEMBERS);
    const contract = parseHex(fields, "contract", "address");
    return {
      url,
      account: parseHex(fields, "account", "address"),
      publicKey: parseHex(fields, "publicKey", "bytes32"),
      domain: { chainId: parseBigint(fields, "chainId"), contract },
    };
  } catch (cause) {
    if (!(cause instanceof MalformedDocumentError)) throw cause;
    throw new CustodianError("malformed", cause.message, { cause });
  }
}
