import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { requireAuction } from "./requireAuction.ts";

export const auctionSettle = (cli: Cli) =>
  createCommand({
    name: "settle",
    does: "Carry out an auction that has ended with a bid: the lot to the winner, fee, royalty and the seller's credit. Anyone may.",
    examples: ["auction settle 3"],
  })
    .argument("<auction>", "id of the auction", parseId)
    .option(...DRY_RUN)
    .action(async (auctionId, { dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { token } = await requireAuction(sahara, auctionId);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSettleAuction({ auctionId }),
        send: () => sahara.settleAuction({ auctionId }),
        tell: async ({ buyer, price, fee, royalty, proceeds }) => [
          ["Winner", buyer],
          ["Price", await tokens.format(price, token)],
          ["Fee", await tokens.format(fee, token)],
          ["Royalty", await tokens.format(royalty, token)],
          ["Seller's credit", await tokens.format(proceeds, token)],
        ],
      });
    });

export const auctionAnnul = (cli: Cli) =>
  createCommand({
    name: "annul",
    does: "End an auction that its seller can't honour, or that nobody settled within 14 days, and give the bid back. Anyone may.",
    examples: ["auction annul 3"],
  })
    .argument("<auction>", "id of the auction", parseId)
    .option(...DRY_RUN)
    .action(async (auctionId, { dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const { token } = await requireAuction(sahara, auctionId);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAnnulAuction({ auctionId }),
        send: () => sahara.annulAuction({ auctionId }),
        tell: async ({ bidder, amount }) => [
          ["Auction", `${auctionId} (ANNULLED)`],
          ["Credit of", bidder],
          ["Amount", await tokens.format(amount, token)],
        ],
      });
    });

export const auctionCancel = (cli: Cli) =>
  createCommand({
    name: "cancel",
    does: "Take your lot back: at a falling price at any time, otherwise before anyone has bid.",
    examples: ["auction cancel 3"],
  })
    .argument("<auction>", "id of the auction", parseId)
    .option(...DRY_RUN)
    .action(async (auctionId, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCancelAuction({ auctionId }),
        send: () => sahara.cancelAuction({ auctionId }),
        tell: () => [["Auction", `${auctionId} (CANCELLED)`]],
      });
    });
