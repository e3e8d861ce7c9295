import {
  BudgetExceededError,
  type CallParameters,
  type CallResult,
  createCaller,
  createDigests,
  ethersSignatures,
  meterDomain,
} from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { NotFundedError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import type { Session } from "../../session/openSession.ts";
import { describeReceipt } from "../receipt/describeReceipt.ts";
import { STORE, withCallStore } from "../shared/callStore.ts";
import { createCommand, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { describeChoices } from "./describeChoices.ts";
import { parseCallee } from "./parseCallee.ts";
import { takeInput } from "./takeInput.ts";

export const call = (cli: Cli) =>
  createCommand({
    name: "call",
    does: "Call a model: finds the best offer, pays by a voucher, checks the receipt and keeps it. The answer is printed as it came.",
    examples: [
      'call 4 "Which language is this?" --deposit 5',
      'call 4 \'{"input":"text"}\' --max-price 0.01',
      "call 0x5f16…e3a2 --input request.json --route /v1/classify --json",
      'call 4 "text" --dry-run',
    ],
  })
    .argument("<asset>", "id of the asset, or of one offer of it")
    .argument("[input]", "a JSON object, or a text that becomes its `input`")
    .option("--input <file>", "file with that JSON object")
    .option("--route <path>", "route of the node, such as /v1/classify (default: the model's own)")
    .option("--max-price <amount>", "most that the call may cost (default: the offer's cap)")
    .option("--deposit <amount>", "deposit so much first if the account does not cover the call")
    .option(...TOKEN)
    .option(...STORE)
    .option("--dry-run", "show which offers could serve the call; send nothing")
    .action(async (callee, text, { input: file, route, maxPrice, deposit, token, ...rest }) => {
      const { store, dryRun } = rest;
      const wanted = parseCallee(callee);
      const input = await takeInput(cli, { text, file });
      if (dryRun !== true) refuseKeyless(cli);
      const session = await cli.connect();
      if (dryRun === true) {
        cli.answer(await describeChoices(session, wanted));
        return;
      }
      const currency = await session.tokens.find(token);
      await session.requireAccount();
      const price = maxPrice === undefined ? undefined : readAmount(maxPrice, currency);
      const most = deposit === undefined ? 0n : readAmount(deposit, currency);
      const parameters = { ...wanted, input, route, maxPrice: price };
      const money = { token: currency.address, deposit: most };
      cli.progress.update("Waiting for the answer...");
      await answer(cli, store, await makeCall(cli, store, money, parameters));
    });

/** @throws {NotFundedError} When the account does not cover the call and less may be deposited. */
async function makeCall(
  cli: Cli,
  file: string,
  { token, deposit }: { token: string; deposit: bigint },
  parameters: CallParameters,
): Promise<CallResult> {
  const { sahara, tokens } = await cli.connect();
  return await withCallStore(cli, file, async (store) => {
    const before = (await store.load()).reduce(
      (sum, record) => (record.kind === "deposit" ? sum + record.amount : sum),
      0n,
    );
    const budget = { token, limit: before + deposit, topUp: deposit };
    const caller = await createCaller(sahara.clients, { budget, store });
    try {
      const result = await caller.call(parameters);
      // Acknowledged at once: then the operator can redeem, and the receipt be proved.
      await caller.close();
      return result;
    } catch (error) {
      if (!(error instanceof BudgetExceededError)) throw error;
      throw new NotFundedError(await tokens.format(error.needed, token), { cause: error });
    }
  });
}

async function answer(cli: Cli, file: string, result: CallResult): Promise<void> {
  const { sahara, tokens } = await cli.connect();
  const { body, receipt, signature, offerId, operator } = result;
  const text = new TextDecoder().decode(body);
  const { offer } = await sahara.getUsageOffer({ offerId });
  const digest = digestOf(sahara, receipt);
  cli.answer({
    json: { output: parseOutput(text), digest, receipt, signature, offerId, operator, store: file },
    text: `${text}\n\n${fields([
      ["Receipt", digest],
      ["Operator", operator],
      ...(await describeReceipt(tokens, offer.token, receipt)),
      ["Kept in", file],
    ])}`,
  });
}

function digestOf({ clients }: Session["sahara"], receipt: CallResult["receipt"]): string {
  const domain = meterDomain(clients.chainId, clients.addresses.meter);
  return createDigests(domain, ethersSignatures).id("CallReceipt", receipt);
}

/** Answers are mostly JSON; a stream of events is not. */
function parseOutput(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
