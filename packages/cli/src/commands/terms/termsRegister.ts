import { type LicenseTermsInput, NATIVE } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { readText } from "../../files/readText.ts";
import { type ListedTerms, parseTerms, TERMS_FIELDS } from "../../parse/parseTerms.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { writeTerms } from "./writeTerms.ts";

export const termsRegister = (cli: Cli) =>
  createCommand({
    name: "register",
    does: "Register terms from a JSON file. Registering the same terms again changes nothing.",
    examples: ["terms register terms.json", "terms register terms.json --dry-run"],
    file: TERMS_FIELDS,
  })
    .argument("<file>", 'JSON file, such as { "uses": ["INFER"], "price": "2.5" }')
    .option(...DRY_RUN)
    .action(async (file, { dryRun }) => {
      const listed = parseTerms(file, await readText(cli.io, file));
      const { tokens } = await cli.connect();
      await writeTerms(cli, await toTerms(tokens, listed), dryRun);
    });

/** With the amounts in base units of their currency: the one named, or SAHARA. Free terms have none. */
async function toTerms(
  tokens: TokenBook,
  { currency, ...listed }: ListedTerms,
): Promise<LicenseTermsInput> {
  const token = await tokens.find(currency ?? "SAHARA");
  const price = readAmount(listed.price ?? "0", token);
  const revenueCeiling = readAmount(listed.revenueCeiling ?? "0", token);
  const isFree = price === 0n && revenueCeiling === 0n;
  // A currency that was named stays, so that the contract can say what is wrong with it.
  const address = isFree && currency === undefined ? NATIVE : token.address;
  return { ...listed, price, revenueCeiling, currency: address };
}
