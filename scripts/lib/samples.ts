/** Numbers of the kinds and relations in contracts/types/Provenance.sol. */
const DATASET = 0;
const MODEL = 1;
const AGENT = 2;
const TRAINED_ON = 0;
const DERIVED_FROM = 2;

export type Sample = {
  name: string;
  description: string;
  kind: number;
  /** How it was made from each parent. */
  relation: number;
  /** Indices of earlier samples, in ascending order. */
  parents: readonly number[];
};

/** Assets that a fresh chain shows to whoever develops against it. */
export const SAMPLES: readonly Sample[] = [
  {
    name: "Weather of ten cities",
    description: "Hourly temperature, wind and rain of ten cities over five years.",
    kind: DATASET,
    relation: DERIVED_FROM,
    parents: [],
  },
  {
    name: "Letters to the editor",
    description: "Twenty thousand letters, each with the topic that its editor gave it.",
    kind: DATASET,
    relation: DERIVED_FROM,
    parents: [],
  },
  {
    name: "Rain within the hour",
    description: "Says how likely rain is in the next hour.",
    kind: MODEL,
    relation: TRAINED_ON,
    parents: [0],
  },
  {
    name: "Field planner",
    description: "Plans a farm's week and explains why.",
    kind: AGENT,
    relation: DERIVED_FROM,
    parents: [1, 2],
  },
];
