import type { Asset } from "@sahara/sdk";

import type { Field } from "../../output/fields.ts";
import { formatBps, formatUnitCount } from "../../output/format.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";

/** An asset for people. */
export async function describeAsset(tokens: TokenBook, asset: Asset): Promise<Field[]> {
  const { account } = asset;
  const currencies = await Promise.all(account.currencies.map(tokens.at));
  return [
    ["Asset", `${asset.assetId} (${asset.kind})`],
    ["Owner", asset.owner],
    ["Version", `${asset.latestVersion}`],
    ["Content root", asset.contentRoot],
    ["Metadata root", asset.metadataRoot],
    ["Made from", orNothing(asset.parents.map(describeParent))],
    [
      "Owes",
      orNothing(account.royalties.map(({ parent, bps }) => `${formatBps(bps)} to asset ${parent}`)),
    ],
    ["Units of owner", formatUnitCount(account.ownerUnits)],
    ["Units under root", account.rootUnits === 0n ? undefined : formatUnitCount(account.rootUnits)],
    ["Contributor root", account.contributorRoot],
    ["Accepts", currencies.map(({ symbol }) => symbol).join(", ")],
    ["Inbox", asset.inbox],
    ["Frozen", account.frozen ? "yes: its revenue is held for a dispute" : undefined],
    [
      "Superseded",
      asset.superseded ? "yes: an earlier commitment holds its content root" : undefined,
    ],
  ];
}

const describeParent = ({ asset, relation, license }: Asset["parents"][number]) =>
  `${relation} asset ${asset}, licence ${license}`;

const orNothing = (lines: readonly string[]) => (lines.length === 0 ? undefined : lines.join("\n"));
