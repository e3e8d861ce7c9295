import type { Random } from "../helpers/random.ts";
import type { Economy } from "./buildEconomy.ts";
import { ZERO } from "./ledgerModel.ts";
import { LedgerRefusal } from "./LedgerRefusal.ts";
import {
  createCall,
  type Operation,
  pickAsset,
  pickCurrency,
  pickHolder,
  pickPath,
  REF,
  valueOf,
} from "./operation.ts";

const MAX_FEE_BPS = 500;

export function pay(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const { assetId, token, amount, payer } = pickPayment(economy, random);
  return createCall({
    from: payer,
    to: model.ledger,
    contract: ledger,
    method: "pay",
    args: [assetId, token, amount, REF],
    value: valueOf(token, amount),
    apply: () => model.pay(assetId, token, payer, amount),
  });
}

export function payAndSettle(economy: Economy, random: Random): Operation {
  const { ledger, model } = economy;
  const { assetId, token, amount, payer } = pickPayment(economy, random);
  const path = pickPath(economy, random);
  return createCall({
    from: payer,
    to: model.ledger,
    contract: ledger,
    method: "payAndSettle",
    args: [assetId, token, amount, REF, path],
    value: valueOf(token, amount),
    apply: () => {
      model.pay(assetId, token, payer, amount);
      model.settlePath(path, token);
    },
  });
}

/** A payment that a contract brings, with a fee to the protocol. */
export function collect(economy: Economy, random: Random): Operation {
  const { source, addresses, model } = economy;
  const { assetId, token, amount, payer } = pickPayment(economy, random);
  const feeBps = BigInt(random.below(MAX_FEE_BPS + 1));
  return createCall({
    from: payer,
    to: addresses.source,
    contract: source,
    method: "collect",
    args: [assetId, token, amount, feeBps, REF],
    value: valueOf(token, amount),
    apply: () => model.pay(assetId, token, payer, amount, feeBps),
  });
}

/** A plain transfer to the inbox of an asset. */
export function fillInbox(economy: Economy, random: Random): Operation {
  const { money, token: sahara, inboxOf } = economy;
  const { assetId, token, amount, payer } = pickPayment(economy, random);
  const inbox = inboxOf(assetId);
  const apply = () => {
    money.move(token, payer, inbox, amount);
  };
  const label = `${amount} of ${token} from ${payer} to the inbox of ${assetId}`;
  if (token === ZERO) return { label, from: payer, to: inbox, data: "0x", value: amount, apply };
  const data = sahara.interface.encodeFunctionData("transfer", [inbox, amount]);
  return { label, from: payer, to: token, data, value: 0n, apply };
}

/** One base unit of a token stays in the inbox, and so does what the asset's ceiling has no room for. */
export function sweep(economy: Economy, random: Random): Operation {
  const { inboxes, addresses, model, money, inboxOf } = economy;
  const { assetId, token } = pickFilledInbox(economy, random);
  const inbox = inboxOf(assetId);
  return createCall({
    from: pickHolder(economy, random),
    to: addresses.inboxes,
    contract: inboxes,
    method: "sweep",
    args: [assetId, token],
    apply: () => {
      const held = money.balanceOf(token, inbox);
      const free = token === ZERO || held === 0n ? held : held - 1n;
      const room = model.roomOf(assetId, token);
      const amount = free < room ? free : room;
      if (amount === 0n) {
        throw new LedgerRefusal("inboxes", "Inboxes_NothingToSweep", [assetId, token]);
      }
      model.pay(assetId, token, inbox, amount);
    },
  });
}

/** Seldom one that may be empty. */
function pickFilledInbox(economy: Economy, random: Random) {
  const { model, money, currencies, inboxOf } = economy;
  const filled = [...model.accounts.keys()].flatMap((assetId) =>
    currencies
      .filter(({ token }) => money.balanceOf(token, inboxOf(assetId)) > 1n)
      .map(({ token }) => ({ assetId, token })),
  );
  if (filled.length > 0 && !random.oneIn(10)) return random.pick(filled);
  const assetId = pickAsset(economy, random);
  return { assetId, token: pickCurrency(economy, random, assetId).token };
}

/** From one base unit up; seldom nothing. */
function pickPayment(economy: Economy, random: Random) {
  const assetId = pickAsset(economy, random);
  const { token, maxPayment } = pickCurrency(economy, random, assetId);
  const amount = random.oneIn(100) ? 0n : random.magnitudeUpTo(maxPayment);
  return { assetId, token, amount, payer: pickHolder(economy, random) };
}
