import { DETERMINISTIC, parseBps, parseRoot, type UsageOffer } from "@sahara/sdk";
import { ZeroHash } from "ethers";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { rootOfPath } from "../../files/rootOfPath.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { parseDuration } from "../../parse/times.ts";
import { type createCommand, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";

const MONTH_S = 30n * 86_400n;

/** Adds the options that describe an offer. */
export const withOfferOptions = (command: ReturnType<typeof createCommand>) =>
  command
    .requiredOption("--price <amount>", "most that a call may cost")
    .option(
      "--share <percent>",
      "the operator's share after the fee, such as 30% (default: none)",
      parseBps,
    )
    .option("--model <path>", "file or folder that is served")
    .option("--model-hash <digest>", "its content root, instead")
    .option("--asset-version <number>", "version of the asset (default: 1)", parseInteger)
    .option("--credit <amount>", "what a payer may owe (default: nothing)", "0")
    .option("--for <period>", "how long it holds, such as 90d (default: 30 days)", parseDuration)
    .option("--terms-hash <digest>", "content root of the operator's terms (default: none)")
    .option("--deterministic", "promise the same answers on every machine")
    .option(...TOKEN);

type Options = ReturnType<ReturnType<typeof withOfferOptions>["opts"]>;
type RequiredName = "price" | "credit" | "token";

/** What those options hold; only some have to be there. */
export type OfferOptions = Pick<Options, RequiredName> & {
  [Name in Exclude<keyof Options, RequiredName>]?: Options[Name] | undefined;
};

/** The offer that the options describe; it begins with the latest block. */
export async function takeOffer(
  cli: Cli,
  options: OfferOptions,
  { assetId, operator }: Pick<UsageOffer, "assetId" | "operator">,
): Promise<UsageOffer> {
  const { share = 0n, assetVersion = 1n, for: period = MONTH_S } = options;
  const modelHash = await takeModelHash(cli, options);
  const { provider, tokens } = await cli.connect();
  const token = await tokens.find(options.token);
  const block = await provider.getBlock("latest");
  const now = block?.timestamp ?? 0;
  return {
    ...{ assetId, version: Number(assetVersion), operator: operator.toLowerCase() },
    ...{ token: token.address.toLowerCase(), operatorBps: Number(share), modelHash },
    maxPricePerCall: readAmount(options.price, token),
    creditLimit: readAmount(options.credit, token),
    ...{ validFrom: now, validUntil: now + Number(period) },
    termsHash: options.termsHash === undefined ? ZeroHash : parseRoot(options.termsHash, "terms"),
    attestationPolicy: options.deterministic === true ? DETERMINISTIC : ZeroHash,
  };
}

async function takeModelHash(
  cli: Cli,
  { model, modelHash }: Pick<OfferOptions, "model" | "modelHash">,
): Promise<string> {
  if (model !== undefined && modelHash === undefined) return (await rootOfPath(cli, model)).digest;
  if (model === undefined && modelHash !== undefined) return parseRoot(modelHash, "model hash");
  throw new UsageError("Pass --model or --model-hash, one of the two.");
}
