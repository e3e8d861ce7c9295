import { type Address, parseAddress } from "../values/address.ts";
import { fromBits, toBits, type Use, USES } from "../values/names.ts";
import { parseRoot } from "../values/root.ts";

/** A custodian and the commitment to the share that it keeps. */
export type Custodian = { account: Address; commitment: string };

/** To whom the key of one version's encrypted payload is released, and by whom. */
export type ReleasePolicy = {
  /** Digest or CID of the encrypted payload. */
  payloadRoot: string;
  /** What a licence has to grant. */
  uses: readonly Use[];
  /** Shares that give the key; 0 without custodians. */
  threshold: bigint;
  /** Whether the owner may hand the key out itself. */
  ownerDirect: boolean;
  /** In the order of their shares, at most 16. */
  custodians: readonly Custodian[];
};

/** Why custodians may not release a key; the position is the number on chain. */
export const RELEASE_REFUSALS = [
  "NONE",
  "NO_POLICY",
  "NO_CUSTODIANS",
  "NOT_OWNER",
  "DISPUTED",
  "UNKNOWN_LICENSE",
  "WRONG_ASSET",
  "REVOKED",
  "EXPIRED",
  "USES_NOT_GRANTED",
  "NOT_PERMITTED",
] as const;

export type ReleaseRefusal = Exclude<(typeof RELEASE_REFUSALS)[number], "NONE">;

/** The struct of the contract. */
export function toPolicyStruct({ payloadRoot, uses, custodians, ...policy }: ReleasePolicy) {
  return {
    ...policy,
    payloadRoot: parseRoot(payloadRoot, "payload root"),
    uses: toBits(USES, uses, "use"),
    seats: custodians.map(({ account, commitment }) => ({
      custodian: parseAddress(account, "custodian"),
      commitment: parseRoot(commitment, "commitment"),
    })),
  };
}

type PolicyStruct = {
  payloadRoot: string;
  uses: bigint;
  threshold: bigint;
  ownerDirect: boolean;
  seats: readonly { custodian: string; commitment: string }[];
};

/** Reads the struct of the contract. */
export function fromPolicyStruct(struct: PolicyStruct): ReleasePolicy {
  const { payloadRoot, uses, threshold, ownerDirect, seats } = struct;
  const custodians = seats.map(({ custodian, commitment }) => ({
    account: parseAddress(custodian, "custodian"),
    commitment,
  }));
  return { payloadRoot, uses: fromBits(USES, uses), threshold, ownerDirect, custodians };
}
