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
  /** Mails that the agent sorted. */
  sorted: { made: number; correct: number };
  operators: OperatorCard[];
  calls: CallsCard;
  receipts: ReceiptsCard;
  slashing: Slashing;
  conservation: Conservation;
  meter: MeterHoldings;
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

/** Who served, and what came of it. */
export type OperatorCard = {
  name: string;
  endpoint: string;
  /** Operating system's id of the node's process. */
  process: number;
  stake: bigint;
  calls: number;
  /** What the operator was paid for them. */
  earned: bigint;
};

/** The calls that customers made to the nodes, and how they were settled. */
export type CallsCard = {
  made: number;
  correct: number;
  seconds: number;
  /** Calls that ended in each of so many equal parts of the time. */
  rate: number[];
  /** Milliseconds from the request to the signed answer, in rising order. */
  latencies: number[];
  offers: { model: string; operator: string; price: bigint; calls: number; gross: bigint }[];
  /** Vouchers that paid for all of them; one a lane. */
  vouchers: number;
  settlements: { hash: string; vouchers: number; gas: bigint }[];
  /** What passing the assets' shares to the ledger cost. */
  passing: { hash: string; gas: bigint }[];
  settled: bigint;
};

/** Receipts that the chain checked. */
export type ReceiptsCard = {
  proved: number;
  /** What a contract pays to check one. */
  gas: bigint;
  /** Receipts that were tampered with, and what the chain said to each. */
  refused: { what: string; error: string }[];
  /** One of the proved ones, to look at. */
  example: {
    customer: string;
    operator: string;
    model: string;
    mail: string;
    label: string;
    digest: string;
    signature: string;
    requestHash: string;
    responseHash: string;
    modelHash: string;
    seq: bigint;
    of: bigint;
    amount: bigint;
    cumulative: bigint;
    root: string;
    siblings: string[];
    settled: boolean;
  };
};

/** What became of the operator that signed two receipts for one place. */
export type Slashing = {
  operator: string;
  reporter: string;
  key: string;
  /** What the two receipts say of the same place. */
  receipts: { digest: string; responseHash: string; amount: bigint; cumulative: bigint }[];
  seq: bigint;
  lane: number;
  stakeBefore: bigint;
  slashed: bigint;
  reward: bigint;
  gas: bigint;
  /** Whether callers still find its offer. */
  listed: boolean;
};

/** All SAHARA that came into the meter, and where it is. */
export type MeterHoldings = {
  deposited: bigint;
  /** Still the payers'. */
  unspent: bigint;
  /** What vouchers took of the accounts. */
  redeemed: bigint;
  toLedger: bigint;
  toOperators: bigint;
  /** Balance of the meter. */
  held: bigint;
};

/** The ledger replayed from its logs: paid = claimed + held, to the last base unit. */
export type Conservation = { paid: bigint; claimed: bigint; held: bigint; mismatches: string[] };
