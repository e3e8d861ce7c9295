import type { Mismatch } from "@sahara/sdk";

import type { Cast } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import type { Progress } from "../progress.ts";
import type { Conservation } from "../story.ts";

/** Replays the ledger from its logs, compares it with the chain, and completes the assets' accounts. */
export async function proveSolvency(
  cast: Cast,
  book: LedgerBook,
  progress: Progress,
): Promise<Conservation> {
  progress.step("Replaying the ledger from its logs");
  const { sahara } = cast.treasurer;
  const token = sahara.clients.addresses.token;
  const proof = await sahara.verifySolvency({});
  const currency = proof.currencies.find((entry) => entry.token === token);
  if (currency === undefined) throw new Error("The ledger's logs know nothing of SAHARA.");

  for (const asset of book.assets) {
    const { accrued, settled } = await sahara.getStream({ assetId: asset.id, token });
    asset.accrued = accrued;
    const royaltyBps = asset.parents.reduce((sum, parent) => sum + parent.royaltyBps, 0);
    asset.passedOn = (settled * BigInt(royaltyBps)) / 10_000n;
  }
  const { paid, claimed, held } = currency;
  progress.fact(`paid ${paid} = claimed ${claimed} + held ${held} base units`);
  return {
    paid,
    claimed,
    held,
    mismatches: [...proof.faults, ...proof.mismatches.map(describeMismatch)],
  };
}

const describeMismatch = ({ field, assetId, replayed, onChain }: Mismatch) =>
  `${field} of asset ${assetId ?? "?"}: replayed ${replayed}, on chain ${onChain}`;
