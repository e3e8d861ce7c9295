import type { Cli } from "../../cli.ts";
import { parseTime } from "../../parse/times.ts";
import { createCommand } from "../shared/createCommand.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { refusePast } from "../shared/refusePast.ts";
import { takeRegistration, withRegistrationOptions } from "../asset/registrationOptions.ts";
import { OUT, UNTIL, writeSigned } from "./writeSigned.ts";

export const signRegistration = (cli: Cli) =>
  withRegistrationOptions(
    createCommand({
      name: "registration",
      does: "Sign the registration of an asset that will be yours. You need no gas.",
      examples: [
        "sign registration --kind agent --content ./agent --metadata agent.json --out signed.json",
      ],
    }),
  )
    .option(...UNTIL, parseTime)
    .requiredOption(...OUT)
    .action(async ({ out, until: deadline, ...options }) => {
      refuseKeyless(cli);
      const registration = await takeRegistration(cli, options);
      const session = await cli.connect();
      const { sahara, requireAccount } = session;
      const account = await requireAccount();
      await refusePast(session, deadline);
      const signed = await sahara.signRegistration({ ...registration, deadline });
      await writeSigned(cli, {
        out,
        document: { kind: "REGISTRATION", signed },
        until: signed.deadline,
        told: [
          ["Owner", account],
          ["Content root", signed.registration.contentRoot],
          ["Metadata root", signed.registration.metadataRoot],
        ],
      });
    });
