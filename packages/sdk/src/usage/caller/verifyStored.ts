import { InvalidSignatureError } from "../../errors/usageErrors.ts";
import type { Digests } from "../digests.ts";
import { fromHex } from "../hex.ts";
import type { Signatures } from "../signatures.ts";
import type { SignedReceipt } from "../structs.ts";
import type { CallerChain } from "./CallerChain.ts";
import type { CallRecord, CallStore, LanePlace } from "./CallStore.ts";
import { type CallerLane, nameOf, openLaneBook } from "./openLaneBook.ts";

/** What is wrong with a stored proof. */
export type StoredFinding = { place: LanePlace; seq: bigint; reason: string };

/** What a store is worth. */
export type StoredReport = {
  lanes: number;
  receipts: number;
  /** Price of all receipts, in base units. */
  cost: bigint;
  /** What the chain took of all lanes. */
  redeemed: bigint;
  findings: readonly StoredFinding[];
};

type VerifyDeps = {
  store: CallStore;
  chain: Pick<CallerChain, "isOperatorKey" | "redeemed">;
  digests: Digests;
  signatures: Signatures;
};

/** Checks every stored receipt again, and what the chain took of each lane against what the lane promised. */
export async function verifyStored(deps: VerifyDeps): Promise<StoredReport> {
  const records = await deps.store.load();
  const lanes = new Map((await openLaneBook(deps)).all().map((lane) => [nameOf(lane.place), lane]));
  const findings: StoredFinding[] = [];
  const sums = new Map<string, { seq: bigint; cumulative: bigint }>();
  const receipts = records.filter((record) => record.kind === "receipt");

  for (const { place, signed } of receipts) {
    const { seq, amount, cumulative } = signed.receipt;
    const before = sums.get(nameOf(place)) ?? { seq: 0n, cumulative: 0n };
    sums.set(nameOf(place), { seq, cumulative });
    const find = (reason: string) => findings.push({ place, seq, reason });
    if (seq !== before.seq + 1n) find("it does not follow the receipt before");
    if (cumulative !== before.cumulative + amount) find("its sum is wrong");
    const lane = lanes.get(nameOf(place));
    if (lane === undefined || !(await isSignedBy(deps, lane, signed))) {
      find("its signature is not of a key of the operator");
    }
  }

  let redeemed = 0n;
  for (const lane of lanes.values()) {
    const taken = await deps.chain.redeemed(lane.place);
    redeemed += taken;
    if (taken > lane.cumulative) {
      const reason = `the operator took ${taken} for receipts of ${lane.cumulative}`;
      findings.push({ place: lane.place, seq: BigInt(lane.tree.size), reason });
    }
  }
  return {
    ...{ lanes: lanes.size, receipts: receipts.length },
    cost: costOf(receipts),
    redeemed,
    findings,
  };
}

function costOf(receipts: readonly Extract<CallRecord, { kind: "receipt" }>[]): bigint {
  return receipts.reduce((sum, { signed }) => sum + signed.receipt.amount, 0n);
}

async function isSignedBy(
  { chain, digests, signatures }: VerifyDeps,
  { offer }: CallerLane,
  { receipt, signature }: SignedReceipt,
): Promise<boolean> {
  try {
    const digest = digests.digest("CallReceipt", receipt);
    const signer = signatures.recover(digest, fromHex(signature));
    return await chain.isOperatorKey(offer.operator, signer, receipt.finishedAt);
  } catch (error) {
    if (error instanceof InvalidSignatureError) return false;
    throw error;
  }
}
