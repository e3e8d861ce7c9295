import { parseBps, parseRoot, RULES, type Rule, type Use, USES } from "@sahara/sdk";

import type { Field } from "../output/fields.ts";
import { asText, createRecordReader } from "./createRecordReader.ts";
import { parseName } from "./names.ts";
import { parseInteger } from "./numbers.ts";
import { parseJson } from "./parseJson.ts";
import { parseDuration } from "./times.ts";

/** Terms as a file has them. Amounts stay texts: what they are in base units only the currency knows. */
export type ListedTerms = {
  uses: Use[];
  rules: Rule[];
  price: string | undefined;
  currency: string | undefined;
  duration: bigint | undefined;
  quota: bigint | undefined;
  seats: bigint | undefined;
  royaltyBps: bigint | undefined;
  revenueCeiling: string | undefined;
  legalTextHash: string | undefined;
};

/** What a file of terms may hold. */
export const TERMS_FIELDS = [
  [
    "uses",
    `what is allowed; a list of\n${USES.slice(0, 4).join(", ")},\n${USES.slice(4).join(", ")}`,
  ],
  [
    "rules",
    `a list of ${RULES.slice(0, 3).join(", ")},\n${RULES.slice(3).join(", ")} (default: none)`,
  ],
  ["price", 'of one period, such as "1.5" (default: free)'],
  [
    "currency",
    "of price and ceiling: symbol, address or native\n(default: SAHARA where there is a price or ceiling)",
  ],
  ["duration", 'of one period, such as "30d" (default: perpetual)'],
  ["quota", "metered uses in one period (default: without limit)"],
  ["seats", "accounts that may use it beside the holder (default: 0)"],
  ["royalty", 'share of a derivative\'s revenue, such as "12.5%" (default: none)'],
  ["revenueCeiling", "what a derivative may take in (default: without limit)"],
  ["legalTextHash", "of the legal text, as `root` shows it (default: none)"],
] as const satisfies readonly Field[];

/**
 * Reads terms from JSON. Whether they contradict each other is the contract's to say.
 *
 * @throws {FileError} When a field can't be read, or is none of {@link TERMS_FIELDS}; it is named.
 *
 * @example parseTerms("terms.json", '{ "uses": ["INFER"], "price": "2.5", "duration": "30d" }');
 */
export function parseTerms(file: string, text: string): ListedTerms {
  const fields = createRecordReader(file, parseJson(file, text));
  fields.refuseOthers(TERMS_FIELDS.map(([name]) => name));
  return {
    uses: fields.list("uses", (use) => parseName(USES, use)),
    rules: fields.list("rules", (rule) => parseName(RULES, rule)),
    price: fields.optional("price", asText),
    currency: fields.optional("currency", asText),
    duration: fields.optional("duration", parseDuration),
    quota: fields.optional("quota", parseInteger),
    seats: fields.optional("seats", parseInteger),
    royaltyBps: fields.optional("royalty", parseBps),
    revenueCeiling: fields.optional("revenueCeiling", asText),
    legalTextHash: fields.optional("legalTextHash", (root) => parseRoot(root, "root")),
  };
}
