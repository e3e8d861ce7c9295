import type { Logger } from "../log/createLogger.ts";
import type { Metrics } from "../metrics/createMetrics.ts";
import { claimableOf } from "../store/codec.ts";
import type { HeldVoucher, LaneRecord, Store } from "../store/Store.ts";
import type { Sender } from "./createSender.ts";
import { isFinal, redeemStatusOf } from "./RedeemStatus.ts";
import type { UsageContracts } from "./UsageContracts.ts";

export type RedeemerDeps = {
  readonly meter: UsageContracts["meter"];
  readonly store: Store;
  readonly sender: Sender;
  readonly batchSize: number;
  readonly metrics: Pick<Metrics, "redeemed">;
  readonly log: Logger;
};

export type Redeemer = ReturnType<typeof createRedeemer>;

/** A lane whose voucher is worth money. */
type Claim = {
  readonly lane: LaneRecord;
  readonly held: HeldVoucher;
  /** All that it is worth, what was redeemed before included. */
  readonly amount: bigint;
  readonly redeemed: bigint;
};

/** Lanes that one round looks at. */
const LANES_A_ROUND = 1_000;

/** Turns vouchers into money. Cumulative promises make it harmless to redeem twice, so a crash needs no care. */
export function createRedeemer(deps: RedeemerDeps) {
  const { meter, store, sender, batchSize, metrics, log } = deps;

  async function redeemBatch(claims: readonly Claim[]): Promise<void> {
    const statuses = await meter.connect(sender.wallet).redeem.staticCall(claims.map(toItem));
    const payable: Claim[] = [];
    for (const [index, claim] of claims.entries()) {
      const status = redeemStatusOf(statuses[index] ?? -1n);
      if (status === "SETTLED" || status === "PARTIAL") payable.push(claim);
      else await putAside(claim, status);
    }
    if (payable.length === 0) return;

    const { hash } = await sender.send((signer) =>
      meter.connect(signer).redeem(payable.map(toItem)),
    );
    for (const claim of payable) await noteRedeemed(claim, hash);
  }

  async function putAside(claim: Claim, status: ReturnType<typeof redeemStatusOf>): Promise<void> {
    const { accountId, offerId, lane } = claim.lane;
    if (status === "NOTHING_NEW") {
      await noteRedeemed(claim, undefined);
      return;
    }
    log.warn("redeem.refused", { status, accountId, offerId, lane, amount: claim.amount });
    if (isFinal(status)) await store.giveUp(claim.lane, claim.amount);
  }

  async function noteRedeemed({ lane }: Claim, transaction: string | undefined): Promise<void> {
    const { accountId, offerId, epoch } = lane;
    const { redeemed } = await meter.laneOf(accountId, offerId, lane.lane, epoch);
    await store.setRedeemed(lane, redeemed);
    log.info("redeem.settled", { accountId, offerId, lane: lane.lane, redeemed, transaction });
  }

  async function findClaims(): Promise<Claim[]> {
    const found = await store.lanesToRedeem(LANES_A_ROUND);
    return found.flatMap(({ lane, redeemed }) =>
      lane.held === undefined
        ? []
        : [{ lane, held: lane.held, amount: claimableOf(lane.cumulative, lane.held), redeemed }],
    );
  }

  return {
    /** What the vouchers of the next round are worth beyond what was redeemed. */
    async outstanding(): Promise<bigint> {
      const claims = await findClaims();
      return claims.reduce((sum, { amount, redeemed }) => sum + amount - redeemed, 0n);
    },
    /** Redeems all that is worth something now, and returns how many vouchers it looked at. */
    async redeem(): Promise<number> {
      const claims = await findClaims();
      for (let start = 0; start < claims.length; start += batchSize) {
        const batch = claims.slice(start, start + batchSize);
        await redeemBatch(batch);
        metrics.redeemed.inc(batch.length);
      }
      return claims.length;
    },
  };
}

function toItem({ held, amount }: Claim) {
  const { account, voucher, signature } = held;
  return {
    payer: account.payer,
    withdrawDelay: account.withdrawDelay,
    salt: account.salt,
    offerId: voucher.offerId,
    lane: voucher.lane,
    epoch: voucher.epoch,
    seq: voucher.seq,
    maxCumulative: voucher.maxCumulative,
    receiptsRoot: voucher.receiptsRoot,
    validUntil: voucher.validUntil,
    claim: amount,
    signature,
  };
}
