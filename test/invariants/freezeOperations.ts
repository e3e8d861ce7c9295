import type { Random } from "../helpers/random.ts";
import type { Economy } from "./buildEconomy.ts";
import { PROTOCOL, ZERO } from "./ledgerModel.ts";
import { requireThat } from "./LedgerRefusal.ts";
import { createCall, type Operation, pickAsset, pickHolder } from "./operation.ts";

export function freeze(economy: Economy, random: Random): Operation {
  const { ledger, model, arbiter, freezeUntil } = economy;
  const assetId = random.pick([...model.accounts.keys()].filter((id) => id !== PROTOCOL));
  return createCall({
    from: arbiter.address,
    to: model.ledger,
    contract: ledger,
    method: "freeze",
    args: [assetId, freezeUntil],
    apply: () => {
      model.setFrozen(assetId, true);
    },
  });
}

export function thaw(economy: Economy, random: Random): Operation {
  const { ledger, model, arbiter } = economy;
  const assetId = pickFrozen(economy, random);
  return createCall({
    from: arbiter.address,
    to: model.ledger,
    contract: ledger,
    method: "thaw",
    args: [assetId],
    apply: () => {
      model.setFrozen(assetId, false);
    },
  });
}

export function awardPosition(economy: Economy, random: Random): Operation {
  const { ledger, model, arbiter } = economy;
  const assetId = pickFrozen(economy, random);
  const from = random.oneIn(3) ? ZERO : pickHolder(economy, random);
  const to = pickHolder(economy, random);
  return createCall({
    from: arbiter.address,
    to: model.ledger,
    contract: ledger,
    method: "awardPosition",
    args: [assetId, from, to],
    apply: () => {
      requireThat(model.headOf(assetId).frozen, "RevenueLedger_NotFrozen", assetId);
      model.movePosition(assetId, from, to);
    },
  });
}

/** Seldom one that is not frozen, or where none is. */
function pickFrozen(economy: Economy, random: Random): bigint {
  const { model } = economy;
  const frozen = [...model.accounts.keys()].filter((id) => model.headOf(id).frozen);
  return frozen.length === 0 || random.oneIn(20) ? pickAsset(economy, random) : random.pick(frozen);
}
