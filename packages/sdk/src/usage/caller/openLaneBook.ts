import { hexlify, randomBytes } from "ethers";

import type { Digests } from "../digests.ts";
import { toHex } from "../hex.ts";
import { createReceiptTree, type ReceiptTree } from "../receiptTree.ts";
import type { Signatures } from "../signatures.ts";
import type { AccountTerms, SignedReceipt, UsageOffer, UsageVoucher } from "../structs.ts";
import type { CallRecord, CallStore, LanePlace } from "./CallStore.ts";

/** A lane as the payer knows it. */
export type CallerLane = {
  readonly place: LanePlace;
  readonly account: AccountTerms;
  readonly offer: UsageOffer;
  /** The digests of all receipts that were accepted. */
  readonly tree: ReceiptTree;
  cumulative: bigint;
  /** Most that any voucher of the lane promises. */
  promised: bigint;
  lastReceipt: SignedReceipt | undefined;
  /** Most that each request may cost that was sent for the next place and has no receipt, by its hash. */
  readonly pending: Map<string, bigint>;
  retired: boolean;
};

export type CallerLaneBook = Awaited<ReturnType<typeof openLaneBook>>;

type LaneBookDeps = { store: CallStore; digests: Digests; signatures: Signatures };

/** The lanes of a store, with their trees built again from the receipts. Every change is stored before it counts. */
export async function openLaneBook({ store, digests, signatures }: LaneBookDeps) {
  const lanes = new Map<string, CallerLane>();
  let deposited = 0n;
  for (const record of await store.load()) apply(record);

  async function write(record: CallRecord): Promise<void> {
    await store.append(record);
    apply(record);
  }

  function apply(record: CallRecord): void {
    switch (record.kind) {
      case "deposit":
        deposited += record.amount;
        return;
      case "lane": {
        const { place, account, offer } = record;
        const tree = createReceiptTree(signatures.keccak256);
        const start = { cumulative: 0n, promised: 0n, lastReceipt: undefined, retired: false };
        lanes.set(nameOf(place), { place, account, offer, tree, pending: new Map(), ...start });
        return;
      }
      case "request": {
        const lane = laneAt(record.place);
        lane.promised = max(lane.promised, record.maxCumulative);
        lane.pending.set(record.requestHash, record.maxPrice);
        return;
      }
      case "receipt": {
        const lane = laneAt(record.place);
        const { receipt } = record.signed;
        lane.tree.append(digests.digest("CallReceipt", receipt));
        lane.cumulative = receipt.cumulative;
        lane.lastReceipt = record.signed;
        lane.pending.clear();
        return;
      }
      case "retired":
        laneAt(record.place).retired = true;
        return;
      case "fault":
        return;
    }
  }

  function laneAt(place: LanePlace): CallerLane {
    const lane = lanes.get(nameOf(place));
    if (lane === undefined) throw new Error("cannot happen: a fact about a lane before the lane");
    return lane;
  }

  return {
    write,
    /** All lanes ever, the retired ones too: what they promised can still be taken. */
    all: (): readonly CallerLane[] => [...lanes.values()],
    /** What went to accounts in all, by the store. */
    deposited: () => deposited,

    /** A lane that can be used and nobody uses. */
    findIdle(
      wanted: Omit<LanePlace, "lane">,
      busy: ReadonlySet<CallerLane>,
    ): CallerLane | undefined {
      const name = (place: Omit<LanePlace, "lane">) => nameOf({ ...place, lane: 0 });
      return [...lanes.values()].find(
        (lane) => name(lane.place) === name(wanted) && !lane.retired && !busy.has(lane),
      );
    },

    /** A new lane. Its number is random, so that callers with the same account and different stores don't meet. */
    async open(
      place: Omit<LanePlace, "lane">,
      account: AccountTerms,
      offer: UsageOffer,
    ): Promise<CallerLane> {
      const lane = Number(hexlify(randomBytes(4)));
      const full = { ...place, lane };
      await write({ kind: "lane", place: full, account, offer });
      return laneAt(full);
    },

    /** The voucher that acknowledges all receipts of a lane and promises so much in all. */
    voucher(lane: CallerLane, maxCumulative: bigint, validUntil: number): UsageVoucher {
      const { tree, place } = lane;
      const receiptsRoot = toHex(tree.root());
      return { ...place, seq: seqOf(lane), maxCumulative, receiptsRoot, validUntil };
    },

    /** The receipt at a place of a lane. */
    async receiptAt(place: LanePlace, seq: bigint): Promise<SignedReceipt | undefined> {
      const found = (await store.load()).find(
        (record) =>
          record.kind === "receipt" &&
          nameOf(record.place) === nameOf(place) &&
          record.signed.receipt.seq === seq,
      );
      return found?.kind === "receipt" ? found.signed : undefined;
    },
  };
}

/** How many receipts a lane has. */
export function seqOf({ tree }: CallerLane): bigint {
  return BigInt(tree.size);
}

/** One text for each lane. */
export function nameOf({ accountId, offerId, lane, epoch }: LanePlace): string {
  return `${accountId}/${offerId}/${lane}/${epoch}`;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
