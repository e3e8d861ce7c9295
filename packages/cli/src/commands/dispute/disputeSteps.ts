import type { PreparedTransaction, Sahara, Written } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

type Step = {
  name: string;
  does: string;
  prepare: (sahara: Sahara, claim: { claimId: bigint }) => Promise<PreparedTransaction>;
  send: (sahara: Sahara, claim: { claimId: bigint }) => Promise<Written>;
};

/** A command that moves a claim on and needs nothing but its id. */
const createStep =
  ({ name, does, prepare, send }: Step) =>
  (cli: Cli) =>
    createCommand({ name, does, examples: [`dispute ${name} 3`, `dispute ${name} 3 --dry-run`] })
      .argument("<claim>", "id of the claim", parseId)
      .option(...DRY_RUN)
      .action(async (claimId, { dryRun }) => {
        const { sahara } = await cli.connect();
        await write(cli, {
          dryRun,
          prepare: () => prepare(sahara, { claimId }),
          send: () => send(sahara, { claimId }),
          tell: async () => [
            ["Claim", `${claimId} (${(await sahara.getClaim({ claimId }))?.stage ?? "unknown"})`],
          ],
        });
      });

export const disputeWithdraw = createStep({
  name: "withdraw",
  does: "Take a claim back before it is ruled on, as its claimant.",
  prepare: (sahara, claim) => sahara.prepareWithdrawClaim(claim),
  send: (sahara, claim) => sahara.withdrawClaim(claim),
});

export const disputeHear = createStep({
  name: "hear",
  does: "Have the income of an asset held whose owner was silent on a claim. Anyone may.",
  prepare: (sahara, claim) => sahara.prepareHearClaim(claim),
  send: (sahara, claim) => sahara.hearClaim(claim),
});

export const disputeAdmit = createStep({
  name: "admit",
  does: "Have the income of an asset held whose owner answered a claim, as the council.",
  prepare: (sahara, claim) => sahara.prepareAdmitClaim(claim),
  send: (sahara, claim) => sahara.admitClaim(claim),
});

export const disputeLapse = createStep({
  name: "lapse",
  does: "End a claim that nobody ruled on in time; the bonds go back. Anyone may.",
  prepare: (sahara, claim) => sahara.prepareLapseClaim(claim),
  send: (sahara, claim) => sahara.lapseClaim(claim),
});

export const disputeLift = createStep({
  name: "lift",
  does: "End the hold of an upheld claim, as the council, or as anyone once its remedy is done.",
  prepare: (sahara, claim) => sahara.prepareLiftClaim(claim),
  send: (sahara, claim) => sahara.liftClaim(claim),
});
