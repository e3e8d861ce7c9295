import type { Random } from "../helpers/random.ts";
import type { Economy } from "./buildEconomy.ts";
import { ZERO } from "./ledgerModel.ts";
import {
  createCall,
  type Operation,
  pickAsset,
  pickCurrency,
  pickHolder,
  pickPath,
} from "./operation.ts";

export function settle(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const assetId = pickAsset(economy, random);
  const { token } = pickCurrency(economy, random, assetId);
  return createCall({
    from: pickHolder(economy, random),
    to: model.ledger,
    contract: ledger,
    method: "settle",
    args: [assetId, token],
    apply: () => {
      model.settle(assetId, token);
    },
  });
}

export function settleMany(economy: Economy, random: Random): Operation {
  const { ledger, model, currencies } = economy;
  const { token } = random.pick(currencies);
  const path = pickPath(economy, random);
  return createCall({
    from: pickHolder(economy, random),
    to: model.ledger,
    contract: ledger,
    method: "settleMany",
    args: [path, token],
    apply: () => {
      model.settlePath(path, token);
    },
  });
}

/** Anyone claims for a holder of units, or for the asset's owner. */
export function claim(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const { assetId, token, path } = pickClaim(economy, random);
  const holder = random.oneIn(3) ? ZERO : pickHolder(economy, random);
  return createCall({
    from: pickHolder(economy, random),
    to: model.ledger,
    contract: ledger,
    method: "claim",
    args: [assetId, token, holder, path],
    apply: () => model.claim(assetId, token, holder, model.recipientOf(assetId, holder), path),
  });
}

export function claimTo(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const { assetId, token, path } = pickClaim(economy, random);
  const [holder, to] = [pickHolder(economy, random), pickHolder(economy, random)];
  return createCall({
    from: holder,
    to: model.ledger,
    contract: ledger,
    method: "claimTo",
    args: [assetId, token, to, path],
    apply: () => model.claim(assetId, token, holder, to, path),
  });
}

/** Several assets at once, some of them named twice. */
export function claimMany(economy: Economy, random: Random): Operation {
  const { ledger, model, currencies } = economy;
  const { token } = random.pick(currencies);
  const holder = random.oneIn(3) ? ZERO : pickHolder(economy, random);
  const owner = pickHolder(economy, random);
  const ids = [...model.accounts.keys()];
  // Assets of one owner go together; those of several are refused.
  const together =
    holder === ZERO && !random.oneIn(5) ? ids.filter((id) => model.owners.get(id) === owner) : ids;
  const assetIds = random.sample([...together, ...together], random.below(10));
  const path = pickPath(economy, random);
  return createCall({
    from: pickHolder(economy, random),
    to: model.ledger,
    contract: ledger,
    method: "claimMany",
    args: [assetIds, token, holder, path],
    apply: () => model.claimMany(assetIds, token, holder, path),
  });
}

function pickClaim(economy: Economy, random: Random) {
  const assetId = pickAsset(economy, random);
  const { token } = pickCurrency(economy, random, assetId);
  return { assetId, token, path: pickPath(economy, random) };
}
