import { createReceiptTree, type Signatures, toHex } from "@sahara/sdk";

import type { Logger } from "../log/createLogger.ts";
import type { ServedOffer } from "../offers/ServedOffer.ts";
import type { Store } from "../store/Store.ts";
import type { Sender } from "./createSender.ts";
import type { UsageContracts } from "./UsageContracts.ts";

export type CollectorDeps = {
  readonly contracts: Pick<UsageContracts, "meter" | "receivers" | "token">;
  readonly store: Store;
  readonly sender: Sender;
  /** Signs for the operator itself, to withdraw what it earned; without it the earnings stay in the meter. */
  readonly operatorSender: Sender | undefined;
  readonly offers: readonly ServedOffer[];
  readonly signatures: Pick<Signatures, "keccak256">;
  readonly log: Logger;
};

export type Collector = ReturnType<typeof createCollector>;

/** One base unit stays in a receiver, so that its next payment is cheaper. */
const LEFT_IN_RECEIVER = 1n;

/** What is to be done for offers after redeeming: sweep, post, pass on, withdraw. */
export function createCollector(deps: CollectorDeps) {
  const { contracts, store, sender, operatorSender, offers, signatures, log } = deps;
  const { meter, receivers, token } = contracts;

  /** Counts what x402 clients paid to the offers' receivers. */
  async function sweep(): Promise<void> {
    for (const { offerId, offer, receiver } of offers) {
      // Whatever token it is, it knows `balanceOf`.
      const currency = token.attach(offer.token) as typeof token;
      if ((await currency.balanceOf(receiver)) <= LEFT_IN_RECEIVER) continue;
      const { hash } = await sender.send((signer) => receivers.connect(signer).sweep(offerId));
      log.info("offer.swept", { offerId, transaction: hash });
    }
  }

  /** Puts the receipts of directly paid calls under a root on chain. */
  async function post(): Promise<void> {
    for (const { offerId, lane, seq, frontier, ...rest } of await store.lanesToPost()) {
      const root = toHex(createReceiptTree(signatures.keccak256, frontier).root());
      const { hash } = await sender.send((signer) =>
        meter.connect(signer).postReceipts(offerId, lane, seq, root),
      );
      await store.setPosted({ ...rest, offerId, lane }, seq);
      log.info("receipts.posted", { offerId, lane, seq, transaction: hash });
    }
  }

  /** Passes the asset's share on, and withdraws the operator's. */
  async function payOut(): Promise<void> {
    const earning = await Promise.all(
      offers.map(async ({ offerId }) => ({ offerId, ...(await earningsOf(offerId)) })),
    );
    const toPass = earning.filter(({ gross, passed }) => gross > passed);
    if (toPass.length > 0) {
      const ids = toPass.map(({ offerId }) => offerId);
      await sender.send((signer) => meter.connect(signer).passRevenue(ids));
      log.info("revenue.passed", { offers: ids });
    }
    if (operatorSender === undefined) return;
    for (const { offerId } of earning.filter(({ gross, withdrawn }) => gross > withdrawn)) {
      const { hash } = await operatorSender.send((signer) =>
        meter.connect(signer).withdrawEarnings([offerId], operatorSender.address),
      );
      log.info("earnings.withdrawn", { offerId, transaction: hash });
    }
  }

  async function earningsOf(offerId: string) {
    const { gross, passed, withdrawn } = await meter.earningsOf(offerId);
    return { gross, passed, withdrawn };
  }

  return {
    /** Does all of it once. */
    async collect(): Promise<void> {
      await sweep();
      await post();
      await payOut();
    },
  };
}
