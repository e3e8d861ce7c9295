import { dividesPrice } from "../chapters/auctionModel.ts";
import { isAllThere } from "../chapters/countMarket.ts";
import type { AuctionCard, MarketHoldings, TheftCard, UnitSaleCard } from "../story.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatExact } from "./formatExact.ts";
import { formatGas } from "./formatGas.ts";
import { formatToken } from "./formatToken.ts";
import { cell, fact, number, table } from "./markup.ts";
import { amounts } from "./proofSections.ts";

const HOUR_S = 3_600;
const DAY_S = 86_400;
const CHART = { width: 1_060, height: 250, left: 16, right: 150, base: 200, top: 34 };

/** The share of a model's revenue that was sold by a signed order. */
export function unitSaleSection(sale: UnitSaleCard): string {
  const { name, seller, buyer, units, price, fee, received, orderHash } = sale;
  return `<h2>A share of a model's revenue was sold by a signature</h2>
<p>${escapeHtml(seller)} let the marketplace move ${formatGas(units)} of the 100,000,000 units of the ${escapeHtml(name.toLowerCase())}, and signed an order, which costs no gas. ${escapeHtml(buyer)} filled it and paid by permit: units and price changed hands in one transaction, and the marketplace held neither. Order <code>${escapeHtml(orderHash)}</code>.</p>
${amounts({ "Price (SAHARA)": price, "Protocol's fee": fee, [`Received by ${seller}`]: received })}`;
}

/** The model that was auctioned: the bids, and who got what of the price. */
export function auctionSection(auction: AuctionCard): string {
  const { name, seller, winner, bids, price, fee, royalty, proceeds, refunds, ancestry } = auction;
  const bidders = new Set(bids.map(({ bidder }) => bidder));
  return `<h2>A model went to the highest bid, and its ancestors had their share</h2>
<p>${escapeHtml(seller)} had claimed what the ${escapeHtml(name.toLowerCase())} had earned, and auctioned it. Money came in with the bids; the model stayed with its seller until the end. Who was outdone could pull its money at once, or bid with it again. Settling moved the model to ${escapeHtml(winner)}, and the royalty through the ledger to everything that the model was made from. This came after the contributors' claims above, so what reached the data set waits for them there.</p>
<div class="facts">${[
    fact(formatToken(price), `SAHARA bid by ${winner}`),
    fact(String(bids.length), `bids of ${bidders.size} bidders`),
    fact(formatToken(royalty), "SAHARA to the ancestry"),
    fact(formatToken(proceeds), `SAHARA to ${seller}`),
  ].join("")}</div>
<figure class="scroll"><figcaption>The leading bid over the hours of the auction, in SAHARA</figcaption>${bidPicture(auction)}</figure>
<h3>Every base unit of the price</h3>
<p class="${dividesPrice(auction) ? "good" : "bad"}"><b>${dividesPrice(auction) ? "Fee, royalty and the seller's rest are the price; what each asset kept is the royalty." : "The price does not divide up."}</b></p>
${amounts({
  "Price (SAHARA)": price,
  "Protocol's fee": fee,
  Royalty: royalty,
  [`Pulled by ${seller}`]: proceeds,
})}
${table(
  ["Of the royalty", "Kept (SAHARA)"],
  ancestry.map(({ asset, name: kept, kept: amount }) => [
    cell(`#${asset} ${kept}`),
    number(formatExact(amount)),
  ]),
)}
${table(
  ["Outdone", "Pulled back (SAHARA)"],
  refunds.map(({ bidder, amount }) => [cell(bidder), number(formatExact(amount))]),
)}`;
}

/** The leading bid as a stair, each bid with its bidder. */
function bidPicture({ bids, startedAt, endsAt, reserve, price }: AuctionCard): string {
  const { width, height, left, right, base, top } = CHART;
  const span = endsAt - startedAt;
  const x = (at: number) => left + ((at - startedAt) / span) * (width - left - right);
  const y = (amount: bigint) => base - (Number(amount) / Number(price)) * (base - top);
  const stair = bids.map(({ at, amount }, place) => {
    const until = bids[place + 1]?.at ?? endsAt;
    return `${x(at).toFixed(1)},${y(amount).toFixed(1)} ${x(until).toFixed(1)},${y(amount).toFixed(1)}`;
  });
  const marks = bids.map(
    ({
      bidder,
      amount,
      at,
    }) => `<circle class="dot" cx="${x(at).toFixed(1)}" cy="${y(amount).toFixed(1)}" r="6"/>
<text class="value" x="${(x(at) + 10).toFixed(1)}" y="${(y(amount) - 8).toFixed(1)}">${escapeHtml(formatToken(amount))}</text><text class="foot" x="${(x(at) + 10).toFixed(1)}" y="${(y(amount) + 16).toFixed(1)}">${escapeHtml(bidder)}</text>`,
  );
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="The bids over time">
<polygon class="area" points="${x(bids[0]?.at ?? startedAt).toFixed(1)},${base} ${stair.join(" ")} ${x(endsAt).toFixed(1)},${base}"/><polyline class="line" points="${stair.join(" ")}"/>
<line class="axis" x1="${left}" x2="${width - right}" y1="${base}" y2="${base}"/><line class="axis" x1="${left}" x2="${width - right}" y1="${y(reserve).toFixed(1)}" y2="${y(reserve).toFixed(1)}"/>
${marks.join("\n")}
<text class="foot" x="${left}" y="${(y(reserve) - 6).toFixed(1)}">reserve</text>
<text class="foot" x="${left}" y="${base + 22}">begins</text><text class="foot end" x="${width - right}" y="${base + 22}">ends after ${(span / HOUR_S).toFixed(0)} hours</text></svg>`;
}

/** The copy that was sold as somebody's own: how alike it is, what happened when, and who paid. */
export function theftSection(theft: TheftCard): string {
  const { thief, owner, buyer, price, refunded, refused, weights, mails, bonds, units } = theft;
  return `<h2>A stolen copy was frozen, and its buyer has the money back</h2>
<p>${escapeHtml(thief)} took the filter of ${escapeHtml(owner)}, changed weights by one so that the bytes are new, and registered it: a registry of hashes can't know. But the two can be compared. The claim carries the root of such a report, and a bond; the council admitted it, and from then on the copy could not be licensed, nor its income taken.</p>
<div class="facts">${[
    fact(
      `${formatGas(BigInt(mails.same))} of ${formatGas(BigInt(mails.of))}`,
      "unseen mails that both judge alike",
    ),
    fact(
      `${formatGas(BigInt(weights.same))} of ${formatGas(BigInt(weights.of))}`,
      "weights that are the same",
    ),
    fact(formatToken(refunded), `SAHARA back to ${buyer}, who had paid ${formatToken(price)}`),
    fact(formatGas(units), `units from ${thief} to ${owner}`),
  ].join("")}</div>
<div class="scroll">${timeline(theft)}</div>
${table(
  ["What", "Digest"],
  [
    ["Content root of the original", theft.originalHash],
    ["Content root of the copy", theft.copyHash],
    ["Root of the report that is the evidence", theft.evidenceRoot],
  ].map(([what = "", digest = ""]) => [cell(what), `<td><code>${escapeHtml(digest)}</code></td>`]),
)}
<p>While it was frozen, ${escapeHtml(refused.who)} tried to buy a licence and was refused: <code>${escapeHtml(refused.error)}</code>. Each side had put up ${escapeHtml(formatToken(theft.bond))} SAHARA; in the end the bonds went to ${escapeHtml(bonds.map(({ who, amount }) => `${who} (${formatToken(amount)})`).join(", "))}.</p>`;
}

/** What happened on which day, the time of the freeze marked. */
function timeline({ steps }: TheftCard): string {
  const start = steps[0]?.at ?? 0;
  const row = 34;
  const height = 24 + steps.length * row;
  const y = (place: number) => 28 + place * row;
  const first = steps.findIndex(({ held }) => held);
  const last = steps.findLastIndex(({ held }) => held);
  const rows = steps.map(
    (
      { at, who, what, held },
      place,
    ) => `<circle class="${held ? "dot" : "mark"}" cx="130" cy="${y(place)}" r="7"/>
<text class="foot end" x="106" y="${y(place) + 4}">day ${Math.floor((at - start) / DAY_S)}</text><text class="title" x="156" y="${y(place) + 4}">${escapeHtml(who)}</text><text x="300" y="${y(place) + 4}">${escapeHtml(what)}</text>`,
  );
  return `<svg viewBox="0 0 1000 ${height}" role="img" aria-label="What happened when">
<path class="axis" d="M130 ${y(0)} V${y(steps.length - 1)}"/><path class="way" d="M130 ${y(first)} V${y(last)}"/>
${rows.join("\n")}
<text class="foot end" x="980" y="${y(first) + 4}">frozen from here</text><text class="foot end" x="980" y="${y(last) + 4}">until here</text></svg>`;
}

/** Auction house and court to the last base unit. */
export function marketProof({ house, court }: MarketHoldings): string {
  const holds = isAllThere({ house, court });
  return `<p class="${holds ? "good" : "bad"}"><b>${holds ? "So are auction house and court." : "Auction house or court does not add up."}</b></p>
${amounts({
  "Bids taken": house.taken,
  "of it back to who was outdone": house.refunded,
  "to the protocol": house.fee,
  "to the ledger": house.royalty,
  "to the seller": house.proceeds,
  "Held by the house": house.held,
})}
${amounts({
  "Bonds and income taken": court.taken,
  "of it bonds paid out": court.released,
  "to the buyer": court.refunded,
  "Held by the court": court.held,
})}`;
}
