import { type Mail, type MailValue, valueMails } from "@sahara/models";
import { contributorProof } from "@sahara/sdk";

import type { Cast } from "../cast.ts";
import { disguise } from "../disguise.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import { refusalOf } from "../refusalOf.ts";
import type { CopycatCard } from "../story.ts";
import type { PreparedData } from "./prepareData.ts";
import type { Dataset } from "./registerDataset.ts";

/**
 * Somebody brings the best earners' mails again, disguised; registers the same bytes under its own name; and shows a
 * neighbour's proof as its own.
 */
export async function catchCopycat(
  cast: Cast,
  data: PreparedData,
  { asset }: Dataset,
  progress: Progress,
): Promise<CopycatCard> {
  const { copycat } = cast;
  progress.step(`${copycat.name} brings ${PLAN.mailsCopied} neighbours' mails again, disguised`);
  const best = byUnits(data.values.values).slice(0, PLAN.mailsCopied);
  const forged = best.map(({ id }, index) => disguise(mailOf(data, id), index));
  const { values } = valueMails({
    mails: [...data.mails, ...forged],
    onProgress: ({ done, total }) => progress.part(done, total),
  });
  const submitted = values.slice(data.mails.length);
  const others = values.slice(0, data.mails.length);
  const changed = others.filter(({ units }, place) => units !== data.values.values[place]?.units);
  const recognised = submitted.filter(({ copyOf }, index) => copyOf === best[index]?.id).length;
  const units = submitted.reduce((sum, value) => sum + value.units, 0n);
  progress.fact(
    `${recognised} of ${forged.length} recognised, together worth ${units} units; ${changed.length} others changed`,
  );

  const [victim] = best;
  const place = data.values.values.findIndex(({ id }) => id === victim?.id);
  const proof = contributorProof(data.tree, BigInt(place));
  const refused = [
    {
      what: "registered the same bytes as a data set of its own",
      error: await refusalOf(() =>
        copycat.sahara.registerAsset({
          ...{ kind: "DATASET", contentRoot: data.root.digest, metadataRoot: data.root.digest },
        }),
      ),
    },
    {
      what: "showed the best earner's proof with its own account in the leaf",
      error: await refusalOf(() =>
        copycat.sahara.materialiseUnits({ ...proof, assetId: asset, account: copycat.account }),
      ),
    },
  ];
  for (const { what, error } of refused) progress.fact(`${what}: ${error}`);
  return {
    ...{ name: copycat.name, submitted: forged.length, recognised, units, refused },
    worthOfOriginals: best.reduce((sum, value) => sum + value.units, 0n),
    changed: changed.length,
  };
}

/** Mails that earn, the best first. */
export function byUnits(values: readonly MailValue[]): MailValue[] {
  return values.filter(({ units }) => units > 0n).sort((a, b) => Number(b.units - a.units));
}

function mailOf({ mails }: PreparedData, id: string): Mail {
  const mail = mails.find((each) => each.id === id);
  if (mail === undefined) throw new Error(`There is no mail ${id}.`);
  return mail;
}
