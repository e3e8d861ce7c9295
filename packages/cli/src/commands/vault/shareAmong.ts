import {
  type CustodianDescription,
  custodyPolicy,
  type CustodyPlace,
  depositShares,
  type FileKey,
  shareKey,
} from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { unixNow } from "../shared/unixNow.ts";
import { write } from "../shared/write.ts";
import { writeCustody } from "./custodyFile.ts";

export type SharePlan = {
  place: CustodyPlace;
  key: FileKey;
  custodians: readonly CustodianDescription[];
  ownerDirect: boolean;
  /** Where the custody goes. */
  out: string;
  dryRun: true | undefined;
};

/** So long custodians may take with the deposit. */
const DEPOSIT_SECONDS = 300n;

/** Shares a key, hands the shares out, and sets the release policy under which they count. */
export async function shareAmong(
  cli: Cli,
  { place, key, custodians, ownerDirect, out, dryRun }: SharePlan,
): Promise<void> {
  const { sahara, requireSigner } = await cli.connect();
  const { custody, shares } = await shareKey({ ...place, key, custodians });
  const policy = { ...custodyPolicy(custody), ownerDirect };

  await write(cli, {
    dryRun,
    prepare: () => sahara.prepareSetReleasePolicy(policy),
    send: async () => {
      const deadline = unixNow() + DEPOSIT_SECONDS;
      await depositShares({ custody, shares, signer: requireSigner(), deadline });
      // Before the policy that ends the custody before: nobody could ask for the key without this one.
      await writeCustody(cli, out, custody);
      return { ...(await sahara.setReleasePolicy(policy)), custody: out };
    },
    tell: ({ epoch }) => [
      ["Version", `${custody.version} of asset ${custody.assetId}`],
      ["Policy", `${epoch}`],
      ["Shares", `any ${custody.threshold} of ${custody.seats.length} give the key`],
      ["Custodians", custodians.map(({ account, url }) => `${account} ${url}`).join("\n")],
      ["Custody", out],
    ],
  });
}
