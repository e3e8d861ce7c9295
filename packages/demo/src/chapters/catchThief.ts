import { classify, deserialize, serialize, type SpamModel } from "@sahara/models";
import { formatAmount } from "@sahara/sdk";
import { canonicalJson, contentRoot, metadataRoot } from "@sahara/storage";

import { buy } from "../buy.ts";
import type { Cast, Person } from "../cast.ts";
import { heldOutMails } from "../heldOutMails.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { passTime, timeOf } from "../passTime.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import { refusalOf } from "../refusalOf.ts";
import { registerPreset } from "../registerPreset.ts";
import type { TheftCard } from "../story.ts";
import type { BuiltAssets } from "./buildAssets.ts";
import type { PreparedData } from "./prepareData.ts";

const DAY_S = 86_400;
const REMEDY_DAYS = 30;

/**
 * Somebody sells the tuned filter as its own, its weights touched so that the bytes are new. The owner claims it with
 * a bond and a report; the council freezes and rules; the buyer has its money back, and the owner the copy's units.
 */
export async function catchThief(
  cast: Cast,
  data: PreparedData,
  built: BuiltAssets,
  owner: Person,
  book: LedgerBook,
  progress: Progress,
): Promise<TheftCard> {
  const { copycat: thief, treasurer: council } = cast;
  const [buyer, second] = cast.customers.filter((customer) => customer !== owner);
  const model = built.models.find(({ id }) => id === "tuned");
  if (model === undefined || buyer === undefined || second === undefined) {
    throw new Error("Nobody to be stolen from.");
  }
  const steps: TheftCard["steps"] = [];
  let held = false;
  const note = async (who: Person, what: string, block?: number) =>
    steps.push({ at: await timeOf(cast, block), who: who.name, what, held });

  progress.step(`${thief.name} sells the tuned filter as its own`);
  const stolen = touch(built.tuned);
  const file = serialize(stolen);
  const root = await contentRoot(file);
  const terms = await registerPreset(thief, { preset: "COMMERCIAL_USE", ...PLAN.stolen });
  const { token } = thief.sahara.clients.addresses;
  const { salt } = await thief.sahara.commitContent({ contentRoot: root.digest });
  const { assetId: copy, blockNumber } = await thief.sahara.registerAsset({
    ...{ kind: "MODEL", contentRoot: root.digest, salt, currencies: [token], terms: [terms] },
    metadataRoot: metadataRoot({ name: "Turbo filter", content: root.cid }).digest,
  });
  await note(thief, `registers the copy as its own, asset #${copy}`, blockNumber);
  await passTime(cast, DAY_S);
  const license = await buy(book, { buyer, asset: copy, terms, what: "licence of a stolen copy" });
  const { price } = PLAN.stolen;
  await note(buyer, `buys a licence for ${formatAmount(price, 18)} SAHARA`);

  progress.step(`${owner.name} claims that it is stolen, and the council rules`);
  await passTime(cast, 2 * DAY_S);
  const likeness = compare(built.tuned, deserialize(file), data);
  const evidence = {
    claim: "The weights of the copy are those of the original, a few of them off by one.",
    original: { asset: model.asset.toString(), contentRoot: model.hash },
    copy: { asset: copy.toString(), contentRoot: root.digest },
    ...likeness,
  };
  const { digest: evidenceRoot } = await contentRoot(encode(evidence));
  const filed = await owner.sahara.fileClaim({ assetId: copy, kind: "STOLEN", evidenceRoot });
  const { claimId } = filed;
  const bond = await council.sahara.clients.contracts.court.bond();
  await note(owner, `files a claim with its report, and a bond of ${formatAmount(bond, 18)}`);
  book.gas.push({ step: "File a claim against an asset", gas: filed.gasUsed });
  progress.fact(
    `${likeness.weights.same} of ${likeness.weights.of} weights and ${likeness.mails.same} of ${likeness.mails.of} verdicts are the same`,
  );

  await passTime(cast, 3 * DAY_S);
  const statement = { statement: "We trained it ourselves." };
  const { digest: statementRoot } = await contentRoot(encode(statement));
  await thief.sahara.answerClaim({ claimId, statementRoot });
  await note(thief, "answers, with an equal bond");
  await passTime(cast, DAY_S);
  await council.sahara.admitClaim({ claimId });
  held = true;
  await note(council, "admits the claim: the copy is frozen");
  const error = await refusalOf(() => second.sahara.buyLicense({ assetId: copy, termsId: terms }));
  await note(second, `tries to buy a licence: ${error}`);
  progress.fact(`${second.name} is refused: ${error}`);

  await passTime(cast, 4 * DAY_S);
  const ruled = await council.sahara.ruleClaim({ claimId, verdict: "UPHELD" });
  await note(council, "upholds the claim");
  book.gas.push({ step: "Rule on a claim", gas: ruled.gasUsed });
  await buyer.sahara.enterRefund({ licenseId: license, claimId });
  await note(buyer, "asks for its money back");
  const { units } = await council.sahara.awardPosition({ claimId });
  await note(council, "gives the copy's units to the owner, its income to the buyers");
  await passTime(cast, REMEDY_DAYS * DAY_S);
  const { amount: refunded, gasUsed } = await buyer.sahara.refundBuyer({ licenseId: license });
  await note(buyer, `has its ${formatAmount(refunded, 18)} SAHARA back`);
  book.gas.push({ step: "Refund a buyer", gas: gasUsed });
  await owner.sahara.liftClaim({ claimId });
  held = false;
  await note(owner, "lifts the hold: the remedy is done");
  progress.fact(`${buyer.name} has ${formatAmount(refunded, 18)} SAHARA back`);

  return {
    ...{ thief: thief.name, owner: owner.name, original: model.asset, copy },
    ...{ originalHash: model.hash, copyHash: root.digest, ...likeness, evidenceRoot },
    ...{ claimId, bond, buyer: buyer.name, license, price, refunded, units, steps },
    refused: { who: second.name, error },
    bonds: await releaseBonds(cast, owner, thief),
  };
}

/** What the bonds left each side is paid out. */
async function releaseBonds({ treasurer }: Cast, ...sides: Person[]): Promise<TheftCard["bonds"]> {
  const { contracts, addresses } = treasurer.sahara.clients;

  const bonds: TheftCard["bonds"] = [];
  for (const [who, account] of [
    ...sides.map(({ name, account: own }) => [name, own] as const),
    ["the treasury", addresses.timelock] as const,
  ]) {
    const due = await contracts.court.creditOf(account);
    if (due !== 0n) await treasurer.sahara.releaseClaimBond({ account });
    bonds.push({ who, amount: due });
  }
  return bonds;
}

/** The same filter to anyone who uses it, and other bytes. */
function touch(model: SpamModel): SpamModel {
  const weights = model.weights.map((weight, place) =>
    place % PLAN.weightsTouched === 0 ? weight ^ 1 : weight,
  );
  return { ...model, weights };
}

/** How alike two filters are, in weights and in what they say of mail that neither has seen. */
function compare(original: SpamModel, copy: SpamModel, data: PreparedData) {
  const mails = heldOutMails(data);
  const alike = mails.filter(
    ({ bytes }) => classify(original, bytes).label === classify(copy, bytes).label,
  );
  const same = original.weights.filter((weight, place) => weight === copy.weights[place]);
  return {
    weights: { same: same.length, of: original.weights.length },
    mails: { same: alike.length, of: mails.length },
  };
}

const encode = (document: Parameters<typeof canonicalJson>[0]) =>
  new TextEncoder().encode(canonicalJson(document));
