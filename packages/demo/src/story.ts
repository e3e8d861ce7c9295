/** What the demo did and measured; the report and the summary are made from it alone. All amounts are base units. */
export type Story = {
  startedAt: string;
  seconds: number;
  chain: { id: number; url: string; blocks: number; transactions: number };
  corpus: {
    cid: string;
    mails: number;
    bytes: number;
    duplicates: number;
    training: number;
    holdOut: number;
  };
  contributors: Contributor[];
  models: ModelCard[];
  assets: AssetCard[];
  income: Income[];
  claims: Claim[];
  gas: GasRow[];
  calls: { made: number; correct: number };
  conservation: Conservation;
};

/** A group of mail, who brought it, and what it earned. */
export type Contributor = {
  name: string;
  account: string;
  mails: number;
  /** Exact Shapley value of the group for hold-out balanced accuracy. */
  shapley: number;
  units: bigint;
  earned: bigint;
};

/** A model that was trained here. */
export type ModelCard = {
  name: string;
  accuracy: number;
  balancedAccuracy: number;
  weightsHash: string;
  trainSeconds: number;
  note: string;
};

/** A registered asset with its place in the provenance. */
export type AssetCard = {
  id: bigint;
  kind: "DATASET" | "MODEL" | "AGENT";
  name: string;
  owner: string;
  cid: string;
  parents: { id: bigint; relation: string; royaltyBps: number }[];
  /** All revenue credited to it. */
  accrued: bigint;
  /** The part of it that went to its parents. */
  passedOn: bigint;
  /** What its owner has claimed. */
  ownerClaimed: bigint;
};

/** Money that came in. */
export type Income = {
  asset: bigint;
  payer: string;
  what: string;
  amount: bigint;
  transaction: string;
};

/** Money that went out. */
export type Claim = {
  who: string;
  asset: bigint;
  amount: bigint;
  hops: number;
  gas: bigint;
  transactions: string[];
};

/** What a step cost, beside the closest figure of a peer. */
export type GasRow = { step: string; gas: bigint; peer?: { name: string; gas: bigint } };

/** The ledger replayed from its logs: paid = claimed + held, to the last base unit. */
export type Conservation = { paid: bigint; claimed: bigint; held: bigint; mismatches: string[] };
