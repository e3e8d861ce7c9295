import {
  parseAddress,
  parseCurrency,
  parseRoot,
  type SignedLicenseApproval,
  type SignedOffer,
  type SignedPaymentAuthorization,
  type SignedRegistration,
} from "@sahara/sdk";
import { isHexString } from "ethers";

import { FileError, UsageError } from "../errors.ts";
import { toJson } from "../output/toJson.ts";
import { createRecordReader, type RecordReader } from "./createRecordReader.ts";
import { parseName } from "./names.ts";
import { parseInteger } from "./numbers.ts";
import { parseJson } from "./parseJson.ts";

const FORMAT = "sahara-signed";
const KINDS = ["REGISTRATION", "APPROVAL", "PAYMENT", "OFFER"] as const;

/** What an account signed for somebody else to submit. */
export type Signed =
  | { kind: "REGISTRATION"; signed: SignedRegistration }
  | { kind: "APPROVAL"; signed: SignedLicenseApproval }
  | { kind: "PAYMENT"; signed: SignedPaymentAuthorization }
  | { kind: "OFFER"; signed: SignedOffer };

/** What was signed, as a file. */
export function serializeSigned(document: Signed): string {
  return `${toJson({ format: FORMAT, ...document })}\n`;
}

/** Reads that file back. @throws {FileError} When it is another file, or something in it can't be read. */
export function parseSigned(file: string, text: string): Signed {
  const fields = createRecordReader(file, parseJson(file, text));
  if (fields.optional("format", String) !== FORMAT)
    throw new FileError(file, "it was not written by `sign`. Pass a file that was.");
  const kind = fields.required("kind", (name) => parseName(KINDS, name));
  const signed = fields.record("signed");
  switch (kind) {
    case "REGISTRATION":
      return { kind, signed: readRegistration(signed) };
    case "APPROVAL":
      return { kind, signed: readApproval(signed) };
    case "PAYMENT":
      return { kind, signed: readPayment(signed) };
    case "OFFER":
      return { kind, signed: readOffer(signed) };
  }
}

const address = (text: string) => parseAddress(text, "account");
const bytes32 = (text: string) => parseRoot(text, "32 bytes");

function readRegistration(signed: RecordReader): SignedRegistration {
  const fields = signed.record("registration");
  return {
    registration: {
      kind: fields.required("kind", parseInteger),
      contentRoot: fields.required("contentRoot", bytes32),
      metadataRoot: fields.required("metadataRoot", bytes32),
      salt: fields.required("salt", bytes32),
      currencies: fields.required("currencies", parseInteger),
      parents: fields.records("parents").map((parent) => ({
        asset: parent.required("asset", parseInteger),
        relation: parent.required("relation", parseInteger),
        license: parent.required("license", parseInteger),
      })),
      contributors: fields.records("contributors").map((contributor) => ({
        account: contributor.required("account", address),
        units: contributor.required("units", parseInteger),
      })),
      contributorRoot: fields.required("contributorRoot", bytes32),
      contributorRootUnits: fields.required("contributorRootUnits", parseInteger),
      terms: fields.list("terms", bytes32),
    },
    owner: signed.required("owner", address),
    nonce: signed.required("nonce", parseInteger),
    deadline: signed.required("deadline", parseInteger),
    signature: signed.required("signature", asSignature),
  };
}

function readApproval(signed: RecordReader): SignedLicenseApproval {
  const fields = signed.record("approval");
  return {
    approval: {
      assetId: fields.required("assetId", parseInteger),
      termsId: fields.required("termsId", bytes32),
      licensee: fields.required("licensee", address),
      salt: fields.required("salt", bytes32),
      deadline: fields.required("deadline", parseInteger),
    },
    signature: signed.required("signature", asSignature),
  };
}

function readPayment(signed: RecordReader): SignedPaymentAuthorization {
  return {
    assetId: signed.required("assetId", parseInteger),
    token: signed.required("token", (text) => parseCurrency(text)),
    ref: signed.required("ref", bytes32),
    from: signed.required("from", address),
    amount: signed.required("amount", parseInteger),
    validAfter: signed.required("validAfter", parseInteger),
    validBefore: signed.required("validBefore", parseInteger),
    salt: signed.required("salt", bytes32),
    signature: signed.required("signature", asSignature),
  };
}

function readOffer(signed: RecordReader): SignedOffer {
  const fields = signed.record("offer");
  const number = (name: string) => Number(fields.required(name, parseInteger));
  return {
    offer: {
      ...{ assetId: fields.required("assetId", parseInteger), version: number("version") },
      operator: fields.required("operator", address).toLowerCase(),
      token: fields.required("token", address).toLowerCase(),
      operatorBps: number("operatorBps"),
      maxPricePerCall: fields.required("maxPricePerCall", parseInteger),
      creditLimit: fields.required("creditLimit", parseInteger),
      ...{ validFrom: number("validFrom"), validUntil: number("validUntil") },
      modelHash: fields.required("modelHash", bytes32),
      termsHash: fields.required("termsHash", bytes32),
      attestationPolicy: fields.required("attestationPolicy", bytes32),
    },
    signature: signed.required("signature", asSignature),
  };
}

/** Of any length: contracts sign too, each in its own way. */
function asSignature(text: string): string {
  if (!isHexString(text)) throw new UsageError(`"${text}" is no signature.`);
  return text;
}
