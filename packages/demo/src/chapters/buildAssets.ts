import {
  evaluate,
  fineTune,
  type Sample,
  serialize,
  type SpamModel,
  train,
  weightsHash,
} from "@sahara/models";
import { canonicalJson, contentRoot } from "@sahara/storage";

import { buy } from "../buy.ts";
import type { Cast, Person } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import { register } from "../register.ts";
import { registerPreset } from "../registerPreset.ts";
import type { ModelCard } from "../story.ts";
import type { PreparedData } from "./prepareData.ts";

/** How often the tuned filter sees the mail that is hardest to tell from spam. */
const HARD_HAM_PASSES = 3;

/** What the later chapters need of the assets. */
export type BuiltAssets = {
  dataset: bigint;
  agent: bigint;
  /** From the agent up to the data set's child, as claims settle them. */
  path: bigint[];
  agentTerms: string;
  /** The filter that the agent runs. */
  tuned: SpamModel;
  /** What operators may serve. */
  models: BuiltModel[];
};

/** The data set, and the licence to train on it that the builder of the filter has. */
export type LicensedData = { dataset: bigint; license: bigint };

/** A registered model with the file that it is. */
export type BuiltModel = {
  id: "filter" | "tuned";
  name: string;
  asset: bigint;
  owner: Person;
  file: Uint8Array;
  /** Content root of the file. */
  hash: string;
};

/** Model, tuned model and agent: each registered under a licence of the one before, the first of the data set. */
export async function buildAssets(
  cast: Cast,
  data: PreparedData,
  { dataset, license }: LicensedData,
  book: LedgerBook,
  progress: Progress,
): Promise<BuiltAssets> {
  const { builder, tuner, agentMaker } = cast;
  const { training, holdOut } = data.corpus;

  progress.step("Training a spam filter on the licensed data");
  const base = timed(() => train(training));
  const baseCard = modelCard(
    "Spam filter",
    base,
    holdOut,
    "logistic regression on 32,768 hashed features",
  );
  book.models.push(baseCard);
  progress.fact(
    `hold-out accuracy ${(100 * baseCard.accuracy).toFixed(2)} %, weights ${baseCard.weightsHash}`,
  );
  const baseFile = serialize(base.model);
  const baseRoot = await contentRoot(baseFile);
  const modelTerms = await registerPreset(builder, { preset: "COMMERCIAL_REMIX", ...PLAN.model });
  const model = await register(book, {
    owner: builder,
    kind: "MODEL",
    name: "Spam filter",
    root: baseRoot,
    metadata: { weightsHash: baseCard.weightsHash, accuracy: baseCard.accuracy },
    parents: [
      {
        asset: dataset,
        relation: "TRAINED_ON",
        license,
        royaltyBps: PLAN.dataset.royaltyBps,
      },
    ],
    terms: [modelTerms],
  });

  progress.step("Licensing the filter and fine-tuning it on hard cases");
  const tuneLicense = await buy(book, {
    buyer: tuner,
    asset: model,
    terms: modelTerms,
    what: "licence to fine-tune",
  });
  const tuned = timed(() => fineTune(base.model, stressed(training)));
  const tunedCard = modelCard(
    "Tuned filter",
    tuned,
    holdOut,
    `hard-ham seen ${HARD_HAM_PASSES} times`,
  );
  book.models.push(tunedCard);
  progress.fact(
    `hold-out accuracy ${(100 * tunedCard.accuracy).toFixed(2)} %, weights ${tunedCard.weightsHash}`,
  );
  const tunedFile = serialize(tuned.model);
  const tunedRoot = await contentRoot(tunedFile);
  const tunedTerms = await registerPreset(tuner, { preset: "COMMERCIAL_REMIX", ...PLAN.tuned });
  const tunedModel = await register(book, {
    owner: tuner,
    kind: "MODEL",
    name: "Tuned filter",
    root: tunedRoot,
    metadata: { weightsHash: tunedCard.weightsHash, accuracy: tunedCard.accuracy },
    parents: [
      {
        asset: model,
        relation: "FINETUNED_FROM",
        license: tuneLicense,
        royaltyBps: PLAN.model.royaltyBps,
      },
    ],
    terms: [tunedTerms],
  });

  progress.step("Building an agent on the tuned filter");
  const agentLicense = await buy(book, {
    buyer: agentMaker,
    asset: tunedModel,
    terms: tunedTerms,
    what: "licence to build on",
  });
  const manifest = {
    task: "Sort a mail into ham or spam.",
    model: { asset: tunedModel.toString(), weightsHash: tunedCard.weightsHash },
    pricePerMail: PLAN.pricePerMail.toString(),
  };
  const agentTerms = await registerPreset(agentMaker, { preset: "COMMERCIAL_USE", ...PLAN.agent });
  const agent = await register(book, {
    owner: agentMaker,
    kind: "AGENT",
    name: "Mail agent",
    root: await contentRoot(new TextEncoder().encode(canonicalJson(manifest))),
    metadata: manifest,
    parents: [
      {
        asset: tunedModel,
        relation: "DERIVED_FROM",
        license: agentLicense,
        royaltyBps: PLAN.tuned.royaltyBps,
      },
    ],
    terms: [agentTerms],
  });

  const models: BuiltModel[] = [
    {
      ...{ id: "filter", name: "Spam filter", asset: model, owner: builder },
      ...{ file: baseFile, hash: baseRoot.digest },
    },
    {
      ...{ id: "tuned", name: "Tuned filter", asset: tunedModel, owner: tuner },
      ...{ file: tunedFile, hash: tunedRoot.digest },
    },
  ];
  const path = [agent, tunedModel, model];
  return { dataset, agent, path, agentTerms, tuned: tuned.model, models };
}

type Timed = { model: SpamModel; seconds: number };

function timed(work: () => SpamModel): Timed {
  const start = performance.now();
  const model = work();
  return { model, seconds: (performance.now() - start) / 1_000 };
}

function modelCard(
  name: string,
  { model, seconds }: Timed,
  holdOut: readonly Sample[],
  note: string,
): ModelCard {
  const { accuracy, balancedAccuracy } = evaluate(model, holdOut);
  return {
    name,
    accuracy,
    balancedAccuracy,
    weightsHash: weightsHash(model),
    trainSeconds: seconds,
    note,
  };
}

/** The training mail with the legitimate mail that looks like spam repeated. */
function stressed(training: readonly Sample[]): Sample[] {
  const hard = training.filter(({ group }) => group === "hard-ham-1");
  return [...training, ...Array.from({ length: HARD_HAM_PASSES - 1 }, () => hard).flat()];
}
