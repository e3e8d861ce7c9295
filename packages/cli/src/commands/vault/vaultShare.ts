import { USES } from "@sahara/sdk";
import { cidDigest } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { parseName } from "../../parse/names.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { CUSTODIAN, meetCustodians, parseCustodianName } from "./meetCustodians.ts";
import { shareAmong } from "./shareAmong.ts";
import { readVaultKey } from "./vaultKeyFile.ts";
import { ASSET_VERSION, CUSTODY_OUT, VAULT_KEY } from "./vaultOptions.ts";

const DEFAULT_THRESHOLD = 2n;

export const vaultShare = (cli: Cli) =>
  createCommand({
    name: "share",
    does: "Share the key of an asset's vault among custodians, and say on chain to whom they release it.",
    examples: [
      "vault share 1 bafybei... --vault-key mail.key --custodian http://127.0.0.1:8081 http://127.0.0.1:8082",
      "vault share 1 bafybei... --vault-key mail.key --custodian 0x7099…79C8@https://custodian.example 0x3C44…93BC@https://other.example --use train access",
      "vault share 1 bafybei... --vault-key mail.key --owner-direct",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<cid>", "content id of its vault")
    .requiredOption(...VAULT_KEY)
    .option(...CUSTODIAN)
    .option("--threshold <number>", "shares that give the key (default: 2)", parseInteger)
    .option("--use <use...>", `what a licence has to grant: ${USES.join(", ")}`, ["ACCESS"])
    .option("--owner-direct", "the owner may also hand out the key itself, by `vault grant`")
    .option(...ASSET_VERSION)
    .option(...CUSTODY_OUT)
    .option(...DRY_RUN)
    .action(
      async (assetId, root, { vaultKey, custodian = [], ownerDirect, dryRun, ...options }) => {
        const uses = options.use.map((use) => parseName(USES, use));
        const key = await readVaultKey(cli, vaultKey);
        const session = await cli.connect();
        const { sahara } = session;
        const { chainId, addresses } = sahara.clients;
        const { version } = await sahara.getVersion({ assetId, version: options.assetVersion });

        if (custodian.length === 0) {
          if (ownerDirect === undefined) {
            throw new UsageError(
              "Nobody would release the key. Name custodians by --custodian, or pass --owner-direct.",
            );
          }
          const payload = { assetId, version, uses, payloadRoot: cidDigest(root) };
          const policy = { ...payload, threshold: 0n, ownerDirect: true, custodians: [] };
          await write(cli, {
            dryRun,
            prepare: () => sahara.prepareSetReleasePolicy(policy),
            send: () => sahara.setReleasePolicy(policy),
            tell: ({ epoch }) => [["Policy", `${epoch}`]],
          });
          return;
        }
        const threshold = Number(options.threshold ?? DEFAULT_THRESHOLD);
        const place = {
          chainId,
          contract: addresses.vault,
          assetId,
          version,
          root,
          uses,
          threshold,
        };
        await shareAmong(cli, {
          ...{ place, key, dryRun, out: options.out },
          custodians: await meetCustodians(session, custodian.map(parseCustodianName)),
          ownerDirect: ownerDirect === true,
        });
      },
    );
