import type { RegistrationParameters } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { readText } from "../../files/readText.ts";
import { table } from "../../output/table.ts";
import { parseRegistrationList, REGISTRATION_FIELDS } from "../../parse/parseRegistrationList.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { takeRegistration } from "./registrationOptions.ts";
import { write } from "../shared/write.ts";

export const assetRegisterMany = (cli: Cli) =>
  createCommand({
    name: "register-many",
    does: "Register several assets in one transaction: all of them or none.",
    examples: ["asset register-many corpora.json", "asset register-many corpora.json --dry-run"],
    file: [["", "a JSON list; each entry has"], ...REGISTRATION_FIELDS],
  })
    .argument("<list>", "JSON file")
    .option(...DRY_RUN)
    .action(async (list, { dryRun }) => {
      const registrations: RegistrationParameters[] = [];
      for (const options of parseRegistrationList(list, await readText(cli.io, list)))
        registrations.push(await takeRegistration(cli, options));
      const { sahara } = await cli.connect();

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRegisterAssets({ registrations }),
        send: () => sahara.registerAssets({ registrations }),
        tell: ({ assetIds }) => {
          const rows = registrations.map(({ kind, contentRoot }, at) => [
            `${assetIds[at] ?? ""}`,
            kind,
            contentRoot,
          ]);
          return [["Assets", table(["Asset>", "Kind", "Content root"], rows)]];
        },
      });
    });
