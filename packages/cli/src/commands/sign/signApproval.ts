import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { parseTime } from "../../parse/times.ts";
import { createCommand } from "../shared/createCommand.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { refusePast } from "../shared/refusePast.ts";
import { OUT, UNTIL, writeSigned } from "./writeSigned.ts";

export const signApproval = (cli: Cli) =>
  createCommand({
    name: "approval",
    does: "Sign, as an asset's owner, that an account may buy one licence. You need no gas.",
    examples: ["sign approval 1 0x5f16…e3a2 0x7099…79C8 --out signed.json"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<terms>", "id of the terms")
    .argument("<licensee>", "who may buy")
    .option(...UNTIL, parseTime)
    .requiredOption(...OUT)
    .action(async (assetId, termsId, licensee, { out, until: deadline }) => {
      refuseKeyless(cli);
      const session = await cli.connect();
      const { sahara, requireAccount } = session;
      const account = await requireAccount();
      await refusePast(session, deadline);
      const signed = await sahara.signLicenseApproval({ assetId, termsId, licensee, deadline });
      await writeSigned(cli, {
        out,
        document: { kind: "APPROVAL", signed },
        until: signed.approval.deadline,
        told: [
          ["Owner", account],
          ["Licensee", signed.approval.licensee],
        ],
      });
    });
