import {
  type CallReceipt,
  createMutex,
  createReceiptTree,
  type Digests,
  encodeReceiptHeader,
  type LaneState,
  decodeReceiptHeader,
  type ReceiptTree,
  type Signatures,
  toHex,
} from "@sahara/sdk";

import type { LaneView } from "../payments/checkVoucher.ts";
import type { HeldVoucher, LaneKey, LaneRecord, Store, StoredReceipt } from "../store/Store.ts";

/** The hot key that signs receipts. */
export type ReceiptSigner = { readonly address: string; readonly privateKey: Uint8Array };

export type LaneBookDeps = {
  readonly store: Store;
  readonly digests: Digests;
  readonly signatures: Signatures;
  readonly signer: ReceiptSigner;
  /** How many lanes are remembered; others are read again. */
  readonly maxLanes?: number;
};

/** One call to add to a lane. */
export type NewCall = Pick<
  CallReceipt,
  "requestHash" | "responseHash" | "units" | "amount" | "startedAt" | "finishedAt" | "modelHash"
>;

/** A lane with one call more, still to be written. */
export type Extension = { readonly lane: LaneRecord; readonly receipt: StoredReceipt };

/** A lane in memory: what is stored of it, and its tree. */
export type Lane = { readonly record: LaneRecord; readonly tree: ReceiptTree };

export type LaneBook = ReturnType<typeof createLaneBook>;

const DEFAULT_MAX_LANES = 4096;
/** A tree that grew by so many leaves starts again from its right edge, so that memory stays flat. */
const MAX_LEAVES_IN_MEMORY = 1024;

/** The lanes that this node knows, and their next receipts. Calls of one lane run one after another. */
export function createLaneBook(deps: LaneBookDeps) {
  const { store, digests, signatures, signer, maxLanes = DEFAULT_MAX_LANES } = deps;
  const { keccak256 } = signatures;
  const lanes = new Map<string, Lane>();
  const exclusive = createMutex();

  async function load(key: LaneKey): Promise<Lane> {
    const name = nameOf(key);
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const record = (await store.lane(key)) ?? emptyLane(key);
    return remember(name, { record, tree: createReceiptTree(keccak256, record.frontier) });
  }

  function remember(name: string, lane: Lane): Lane {
    // The map keeps its order, so the first is the one that was used longest ago.
    lanes.delete(name);
    lanes.set(name, lane);
    if (lanes.size > maxLanes) lanes.delete(lanes.keys().next().value ?? name);
    return lane;
  }

  function emptyLane({ accountId, offerId, lane, epoch }: LaneKey): LaneRecord {
    const frontier = { size: 0, nodes: [] };
    return { accountId, offerId, lane, epoch, seq: 0n, cumulative: 0n, frontier };
  }

  /** Where a lane stands, under a root that is computed when it is asked for and then known. */
  function viewOf({ record, tree }: Lane): LaneView {
    const { seq, cumulative } = record;
    return { seq, cumulative, receiptsRoot: toHex(tree.root(Number(seq))) };
  }

  return {
    /** Runs a task that has the lane for itself, as far as this node goes. */
    use: <T>(key: LaneKey, task: () => Promise<T>): Promise<T> => exclusive(nameOf(key), task),

    /** Where the lane stands; with other nodes around, perhaps where it stood. */
    load,

    /** Drops what is remembered, so that the lane is read again. */
    forget(key: LaneKey): void {
      lanes.delete(nameOf(key));
    },

    /** Signs the next receipt. The lane in memory is past the call then: commit it, or forget the lane. */
    extend({ record, tree }: Lane, call: NewCall, held?: HeldVoucher): Extension {
      const { accountId, offerId, lane, epoch } = record;
      const seq = record.seq + 1n;
      const cumulative = record.cumulative + call.amount;
      const place = { accountId, offerId, lane, epoch, seq, cumulative };
      const receipt: CallReceipt = { ...place, ...call };
      const leaf = digests.digest("CallReceipt", receipt);
      const signature = toHex(signatures.sign(leaf, signer.privateKey));
      tree.append(leaf);
      return {
        lane: { ...place, frontier: tree.frontier(), held },
        receipt: {
          digest: toHex(leaf),
          seq,
          requestHash: call.requestHash,
          finishedAt: call.finishedAt,
          header: encodeReceiptHeader({ receipt, signature }),
        },
      };
    },

    /** Notes that an extension, or a newer voucher, is stored. */
    advance({ tree }: Lane, record: LaneRecord): void {
      const grown = tree.size % MAX_LEAVES_IN_MEMORY !== 0;
      const kept = grown ? tree : createReceiptTree(keccak256, record.frontier);
      remember(nameOf(record), { record, tree: kept });
    },

    viewOf,

    /** The lane as clients get it. */
    async stateOf(lane: Lane): Promise<LaneState> {
      const { record } = lane;
      const { epoch } = record;
      const { seq, cumulative, receiptsRoot } = viewOf(lane);
      const last = seq === 0n ? undefined : await store.receiptAt(record, seq);
      const lastReceipt = last === undefined ? undefined : decodeReceiptHeader(last.header);
      return { epoch, seq, cumulative, receiptsRoot, lastReceipt };
    },
  };
}

function nameOf({ accountId, offerId, lane, epoch }: LaneKey): string {
  return `${accountId}/${offerId}/${lane}/${epoch}`;
}
