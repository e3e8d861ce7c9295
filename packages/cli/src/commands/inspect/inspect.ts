import { NATIVE } from "@sahara/sdk";
import { isAddress, isHexString } from "ethers";

import type { Answer, Cli } from "../../cli.ts";
import { NegativeAnswerError, UsageError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { table } from "../../output/table.ts";
import type { Session } from "../../session/openSession.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeAsset } from "../asset/describeAsset.ts";

export const inspect = (cli: Cli) =>
  createCommand({
    name: "inspect",
    does: "Say what something is: an asset by id, an account, a transaction, or a content root.",
    examples: ["inspect 1", "inspect 0x7099…79C8", "inspect 0x5f16…e3a2"],
  })
    .argument("<thing>", "asset id, address, transaction hash or content root")
    .action(async (thing) => {
      const session = await cli.connect();
      cli.answer(await inspectThing(session, thing));
    });

async function inspectThing(session: Session, thing: string): Promise<Answer> {
  const refusal = new UsageError(
    `"${thing}" is nothing to inspect. Pass an asset id, an address, or 32 bytes as 0x and 64 hex digits.`,
  );
  if (/^\d+$/.test(thing)) return await inspectAsset(session, BigInt(thing));
  if (isAddress(thing)) return await inspectAccount(session, thing);
  if (isHexString(thing, 32)) {
    const assetId = await session.sahara.findAssetByContent({ contentRoot: thing });
    return assetId === undefined
      ? await inspectTransaction(session, thing)
      : await inspectAsset(session, assetId);
  }
  throw refusal;
}

/** The asset, and what it has taken in each currency. */
async function inspectAsset({ sahara, tokens }: Session, assetId: bigint): Promise<Answer> {
  const asset = await sahara.getAsset({ assetId });
  const streams = await Promise.all(
    asset.account.active.map(async (token) => ({
      token,
      ...(await sahara.getStream({ assetId, token })),
    })),
  );
  const rows = await Promise.all(
    streams.map(async ({ token, accrued, settled }) => [
      await tokens.format(accrued, token),
      await tokens.format(settled, token),
    ]),
  );
  return {
    json: { ...asset, streams },
    text: `${fields(await describeAsset(tokens, asset))}\n\n${table(["Earned>", "Settled>"], rows)}`,
  };
}

/** What an account has, holds and could claim. */
async function inspectAccount(
  { sahara, provider, tokens }: Session,
  account: string,
): Promise<Answer> {
  const { token } = sahara.clients.addresses;
  const [balance, native, licenses, plan] = await Promise.all([
    sahara.clients.contracts.token.balanceOf(account),
    provider.getBalance(account),
    sahara.licensesOf({ account }),
    sahara.planClaims({ account, token }),
  ]);
  return {
    json: { account, balance, native, licenses, claimable: plan.expected },
    text: fields([
      ["Account", account],
      ["SAHARA", await tokens.format(balance, token)],
      ["Native coin", await tokens.format(native, NATIVE)],
      ["Claimable", await tokens.format(plan.expected, token)],
      [
        "Licences",
        licenses.map(({ licenseId, status }) => `${licenseId} (${status})`).join("\n") || "none",
      ],
    ]),
  };
}

/** The events of a transaction that Sahara's contracts emitted, by name. */
async function inspectTransaction({ sahara, provider }: Session, hash: string): Promise<Answer> {
  const receipt = await provider.getTransactionReceipt(hash);
  if (receipt === null) {
    throw new NegativeAnswerError(
      `No asset has the content root ${hash}, and no transaction the hash.`,
    );
  }
  const contracts = Object.entries(sahara.clients.contracts);
  const addresses = Object.entries(sahara.clients.addresses);
  const events = receipt.logs.flatMap((log) => {
    const name = addresses.find(([, address]) => address === log.address)?.[0];
    const contract = contracts.find(([key]) => key === name)?.[1];
    const parsed = contract?.interface.parseLog(log);
    if (parsed === undefined || parsed === null) return [];
    return [{ contract: name ?? "", event: parsed.name, args: parsed.args.map(String) }];
  });
  const rows = events.map(({ contract, event, args }) => [contract, event, args.join(" ")]);
  const { from, blockNumber, gasUsed, status } = receipt;
  return {
    json: { hash, from, blockNumber, gasUsed, status, events },
    text: `${fields([
      ["Transaction", hash],
      ["From", from],
      ["Block", `${blockNumber}`],
      ["State", status === 1 ? "succeeded" : "failed"],
    ])}\n\n${table(["Contract", "Event", "Values"], rows)}`,
  };
}
