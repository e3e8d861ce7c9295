import { parseSignedReceipt, signedReceiptToJson } from "./headers.ts";
import { fromHex, toHex } from "./hex.ts";
import { MAX_DOCUMENT_LENGTH } from "./laneState.ts";
import { RECEIPT_TREE_DEPTH, rootOfProof } from "./receiptTree.ts";
import type { Signatures } from "./signatures.ts";
import type { SignedReceipt } from "./structs.ts";
import {
  malformed,
  member,
  parseBytes32,
  parseDecimal,
  parseExactObject,
  parseJson,
  type Place,
} from "./wireJson.ts";

/** A receipt and the way from it to a root: the body of `GET /v1/receipts/…/proof` of a node. */
export type ReceiptProof = SignedReceipt & {
  proof: readonly string[];
  root: string;
  /** How many receipts are under the root. */
  seq: bigint;
};

export function receiptProofToJson({ receipt, signature, proof, root, seq }: ReceiptProof) {
  return { ...signedReceiptToJson({ receipt, signature }), proof, root, seq: seq.toString() };
}

/**
 * Reads a receipt and its proof; whether the proof holds says {@link provesReceipt}.
 *
 * @throws {MalformedMessageError}
 */
export function decodeReceiptProof(body: string): ReceiptProof {
  const place = { what: "receipt proof", at: "" };
  const value = parseJson(body, MAX_DOCUMENT_LENGTH, place);
  const required = ["receipt", "signature", "proof", "root", "seq"];
  const { proof, root, seq, ...signed } = parseExactObject(value, place, required);
  return {
    ...parseSignedReceipt(signed, place),
    proof: parseSiblings(proof, member(place, "proof")),
    root: parseBytes32(root, member(place, "root")),
    seq: parseDecimal(seq, 64, member(place, "seq")),
  };
}

/** Whether the receipt of this digest stands under the root at its place. Says nothing about who vouches for the root. */
export function provesReceipt(
  { keccak256 }: Pick<Signatures, "keccak256">,
  digest: string,
  { receipt, proof, root, seq }: ReceiptProof,
): boolean {
  if (receipt.seq === 0n || receipt.seq > seq || seq >= 2n ** BigInt(RECEIPT_TREE_DEPTH))
    return false;
  const siblings = proof.map(fromHex);
  const index = Number(receipt.seq - 1n);
  return toHex(rootOfProof(keccak256, fromHex(digest), index, siblings)) === root;
}

function parseSiblings(value: unknown, place: Place): string[] {
  if (!Array.isArray(value) || value.length !== RECEIPT_TREE_DEPTH) {
    throw malformed(place, `it must be a list of ${RECEIPT_TREE_DEPTH} hashes`);
  }
  return value.map((node, index) => parseBytes32(node, member(place, String(index))));
}
