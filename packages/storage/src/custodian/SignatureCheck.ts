/** A signature to be judged. */
export type SignatureQuery = {
  readonly account: string;
  /** What was signed, by EIP-712: chain, contract and every member are in it. */
  readonly digest: string;
  readonly signature: string;
};

/** Why a signature is not the account's. */
export type SignatureRefusal =
  "OTHER_SIGNER" | "DISAPPROVED" | "REVERTED" | "OUT_OF_GAS" | "MALFORMED";

export type SignatureVerdict =
  { readonly signed: true } | { readonly signed: false; readonly reason: SignatureRefusal };

/** Judges signatures of keys and of contract accounts. Throws when the chain can't be asked; then nothing is released. */
export type SignatureCheck = (query: SignatureQuery) => Promise<SignatureVerdict>;

/** Most gas that the code of an account may take to judge a signature, unless the contracts that ask it allow less. */
export const MAX_SIGNATURE_GAS = 2_000_000n;

/** Each refusal for people; what stands before it is who should have signed. */
export const SIGNATURE_REFUSALS: Record<SignatureRefusal, string> = {
  OTHER_SIGNER: "did not sign this here.",
  DISAPPROVED: "is a contract account that does not approve the signature (ERC-1271).",
  REVERTED: "is a contract account that reverts when it is asked about a signature (ERC-1271).",
  OUT_OF_GAS: "is a contract account that takes too much gas to judge a signature (ERC-1271).",
  MALFORMED: "is a contract account that says neither yes nor no about a signature (ERC-1271).",
};
