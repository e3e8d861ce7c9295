import type { Random } from "../helpers/random.ts";
import type { Economy } from "./buildEconomy.ts";
import { PROTOCOL, ZERO } from "./ledgerModel.ts";
import { LedgerRefusal, requireThat } from "./LedgerRefusal.ts";
import {
  createCall,
  type Operation,
  pickAsset,
  pickCurrency,
  pickHolder,
  pickPath,
  pickUnits,
} from "./operation.ts";

export function transfer(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const assetId = pickAsset(economy, random);
  const [from, to] = [pickHolder(economy, random), pickHolder(economy, random)];
  const units = pickUnits(economy, random, assetId, from);
  return createCall({
    from,
    to: model.ledger,
    contract: ledger,
    method: "transfer",
    args: [to, assetId, units],
    apply: () => {
      model.moveUnits(assetId, from, to, units);
    },
  });
}

/** Allows a holder to move some units of another. */
export function approve(economy: Economy, random: Random): Operation {
  const { ledger, model, allowances } = economy;
  const assetId = pickAsset(economy, random);
  const [from, spender] = [pickHolder(economy, random), pickHolder(economy, random)];
  const units = pickUnits(economy, random, assetId, from);
  return createCall({
    from,
    to: model.ledger,
    contract: ledger,
    method: "approve",
    args: [spender, assetId, units],
    apply: () => allowances.set(`${from} ${spender} ${assetId}`, units),
  });
}

/** Moved by an operator, by someone allowed to, or by someone who is not. */
export function transferFrom(economy: Economy, random: Random): Operation {
  const { ledger, model, allowances, isOperator } = economy;
  const assetId = pickAsset(economy, random);
  const [from, to] = [pickHolder(economy, random), pickHolder(economy, random)];
  const spender = pickHolder(economy, random);
  const units = pickUnits(economy, random, assetId, from);
  const key = `${from} ${spender} ${assetId}`;
  return createCall({
    from: spender,
    to: model.ledger,
    contract: ledger,
    method: "transferFrom",
    args: [from, to, assetId, units],
    apply: () => {
      const free = spender === from || isOperator(from, spender);
      const allowed = allowances.get(key) ?? 0n;
      const error = ["ERC6909InsufficientAllowance", spender, allowed, units, assetId] as const;
      requireThat(free || units <= allowed, ...error);
      model.moveUnits(assetId, from, to, units);
      if (!free) allowances.set(key, allowed - units);
    },
  });
}

export function bindUnits(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const assetId = pickAsset(economy, random);
  const from = pickHolder(economy, random);
  const units = pickUnits(economy, random, assetId, from);
  return createCall({
    from,
    to: model.ledger,
    contract: ledger,
    method: "bindUnits",
    args: [assetId, units],
    apply: () => {
      requireThat(units !== 0n, "RevenueLedger_ZeroUnits");
      model.moveUnits(assetId, from, ZERO, units);
    },
  });
}

/** Mostly by the asset's owner. */
export function releaseUnits(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const assetId = pickAsset(economy, random);
  const owner = model.owners.get(assetId) ?? ZERO;
  const from = random.oneIn(10) || assetId === PROTOCOL ? pickHolder(economy, random) : owner;
  const to = pickHolder(economy, random);
  const units = pickUnits(economy, random, assetId, ZERO);
  return createCall({
    from,
    to: model.ledger,
    contract: ledger,
    method: "releaseUnits",
    args: [assetId, to, units],
    apply: () => {
      requireThat(from === owner, "RevenueLedger_NotOwner", assetId, from);
      requireThat(units !== 0n, "RevenueLedger_ZeroUnits");
      model.moveUnits(assetId, ZERO, to, units);
    },
  });
}

export function transferPosition(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const assetId = pickAsset(economy, random);
  const [from, to] = [pickHolder(economy, random), pickHolder(economy, random)];
  return createCall({
    from,
    to: model.ledger,
    contract: ledger,
    method: "transferPosition",
    args: [assetId, to],
    apply: () => {
      requireThat(!model.headOf(assetId).frozen, "RevenueLedger_Frozen", assetId);
      model.movePosition(assetId, from, to);
    },
  });
}

/** The asset changes hands, and with it the units bound to its owner and what they have earned. */
export function transferAsset(economy: Economy, random: Random): Operation {
  const { registry, addresses, model } = economy;
  const assetId = random.pick([...model.accounts.keys()].filter((id) => id !== PROTOCOL));
  const from = model.owners.get(assetId) ?? ZERO;
  const to = pickHolder(economy, random);
  return createCall({
    from,
    to: addresses.registry,
    contract: registry,
    method: "transferFrom",
    args: [from, to, assetId],
    apply: () => model.owners.set(assetId, to),
  });
}

/** Turns a leaf of a contributor root into units, seldom with more units than it says; half the time it claims, too. */
export function materialise(economy: Economy, random: Random): Operation {
  const { contributorRoots, addresses, model, roots, materialised } = economy;
  const { assetId, leaves, tree } = random.pick(roots);
  const index = random.below(leaves.length);
  const leaf = leaves[index];
  const { account, units } = leaf ?? { account: ZERO, units: 0n };
  const wrong = random.oneIn(20);
  const args = [assetId, index, account, wrong ? units + 1n : units, tree.proofOf(index)];
  const claims = random.oneIn(2);
  const { token } = pickCurrency(economy, random, assetId);
  const path = pickPath(economy, random);
  const refuse = (error: string) => new LedgerRefusal("contributorRoots", error, [assetId, index]);
  return createCall({
    from: pickHolder(economy, random),
    to: addresses.contributorRoots,
    contract: contributorRoots,
    method: claims ? "materialiseAndClaim" : "materialise",
    args: claims ? [...args, token, path] : args,
    apply: () => {
      const key = `${assetId} ${index}`;
      if (materialised.has(key)) throw refuse("ContributorRoots_AlreadyMaterialised");
      if (wrong) throw refuse("ContributorRoots_InvalidProof");
      model.materialise(assetId, account, units);
      if (claims) model.claim(assetId, token, account, account, path);
      materialised.add(key);
    },
  });
}
