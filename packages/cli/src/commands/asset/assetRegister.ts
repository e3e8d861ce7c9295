import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { takeRegistration, withRegistrationOptions } from "./registrationOptions.ts";
import { refuseUnnamedParents } from "./refuseUnnamedParents.ts";
import { write } from "../shared/write.ts";

export const assetRegister = (cli: Cli) =>
  withRegistrationOptions(
    createCommand({
      name: "register",
      does: "Register a data set, model or agent, with parents, contributors and terms in one transaction.",
      examples: [
        "asset register --kind dataset --content ./mail --metadata mail.json --contributors people.csv",
        "asset register --kind model --content weights.bin --metadata model.json --parent 1:TRAINED_ON:4294967296",
      ],
    }),
  )
    .option(
      "--compare <folder>",
      "refuse if it resembles one of these fingerprints (<asset>.json) and names no such parent",
    )
    .option(...DRY_RUN)
    .action(async ({ dryRun, compare, ...options }) => {
      if (compare !== undefined) {
        const { content, parent: parents } = options;
        await refuseUnnamedParents(cli, { folder: compare, content, parents });
      }
      const registration = await takeRegistration(cli, options);
      const { kind, contentRoot, metadataRoot } = registration;
      const { sahara } = await cli.connect();

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRegisterAsset(registration),
        send: async () => ({
          ...(await sahara.registerAsset(registration)),
          contentRoot,
          metadataRoot,
        }),
        tell: ({ assetId }) => [
          ["Asset", `${assetId} (${kind})`],
          ["Content root", contentRoot],
          ["Metadata root", metadataRoot],
        ],
      });
    });
