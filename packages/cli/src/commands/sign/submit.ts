import type { Cli } from "../../cli.ts";
import { readText } from "../../files/readText.ts";
import { parseSigned, type Signed } from "../../parse/parseSigned.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const submit = (cli: Cli) =>
  createCommand({
    name: "submit",
    does: "Send what somebody signed with `sign`: a registration, an approval, a payment or an offer. You pay the gas.",
    examples: ["submit signed.json", "submit signed.json --dry-run"],
  })
    .argument("<file>", "file that `sign` wrote")
    .option(...DRY_RUN)
    .action(async (file, { dryRun }) => {
      await submitSigned(cli, parseSigned(file, await readText(cli.io, file)), dryRun);
    });

async function submitSigned(cli: Cli, document: Signed, dryRun: true | undefined): Promise<void> {
  const { sahara, tokens } = await cli.connect();
  switch (document.kind) {
    case "REGISTRATION":
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRegisterAssetFor(document),
        send: () => sahara.registerAssetFor(document),
        tell: ({ assetId }) => [["Asset", `${assetId} of ${document.signed.owner}`]],
      });
      break;
    case "APPROVAL":
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSubmitLicenseApproval(document),
        send: () => sahara.submitLicenseApproval(document),
        tell: () => [["Approved", document.signed.approval.licensee]],
      });
      break;
    case "PAYMENT":
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePayWithAuthorization(document),
        send: () => sahara.payWithAuthorization(document),
        tell: async ({ received }) => [
          ["Credited", await tokens.format(received, document.signed.token)],
        ],
      });
      break;
    case "OFFER": {
      const { offer, signature: ownerSignature } = document.signed;
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePublishOffer({ offer, ownerSignature }),
        send: () => sahara.publishOffer({ offer, ownerSignature }),
        tell: ({ offerId }) => [["Offer", offerId]],
      });
      break;
    }
  }
}
