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
  contributors: ContributorsCard;
  copycat: CopycatCard;
  vault: VaultCard;
  compute: ComputeCard;
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
  unitSale: UnitSaleCard;
  auction: AuctionCard;
  theft: TheftCard;
  vote: VoteCard;
  conservation: Conservation;
  meter: MeterHoldings;
  market: MarketHoldings;
};

/** Everybody who brought a mail, and what came of it. */
export type ContributorsCard = {
  /** Merkle root of all that earn. */
  root: string;
  /** Of all leaves together. */
  units: bigint;
  /** The best first. */
  earners: Earner[];
  crowds: Crowd[];
  /** Mails that say what an earlier one says. */
  copies: number;
  /** Mails whose value is below zero. */
  misleading: number;
  /** All that the data set earned: claimed, what the others could claim now, and what rounding leaves in the ledger. */
  earned: bigint;
  claimed: bigint;
  claimable: bigint;
  rounding: bigint;
};

/** Who brought one mail that is worth something. */
export type Earner = {
  mail: string;
  account: string;
  units: bigint;
  earned: bigint;
  /** Whether it was paid in this run; for the others the claim was tried. */
  claimed: boolean;
};

/** The contributors of one part of the corpus. */
export type Crowd = { name: string; mails: number; earning: number; units: bigint; earned: bigint };

/** Somebody who lives off others' mails, or tries to. */
export type CopycatCard = {
  name: string;
  /** Disguised copies that it brought, and those that were taken for copies of what they are copies of. */
  submitted: number;
  recognised: number;
  units: bigint;
  /** Units of the mails that it copied. */
  worthOfOriginals: bigint;
  /** Other mails whose units its copies changed. */
  changed: number;
  /** What else it tried, and what the chain said. */
  refused: { what: string; error: string }[];
};

/** What is said of a custodian that gave its share; any other text says why it gave none. */
export const RELEASED = "released its share";

/** The encrypted corpus, who keeps its key, and who got it. */
export type VaultCard = {
  cid: string;
  gateway: string;
  files: number;
  plaintextBytes: number;
  vaultBytes: number;
  segments: number;
  blocks: number;
  /** To encrypt it. */
  seconds: number;
  /** Number of the release policy. */
  epoch: bigint;
  threshold: number;
  custodians: {
    name: string;
    url: string;
    account: string;
    /** What it did when the licensee asked, and when somebody without a licence did. */
    toLicensee: string;
    toStranger: string;
  }[];
  licensee: string;
  license: bigint;
  stranger: string;
  /** To get the key, and until the corpus was decrypted and checked. */
  requestSeconds: number;
  openSeconds: number;
  /** Digest that the decrypted corpus has, and the registry. */
  contentRoot: string;
  /** The log on chain. */
  releases: {
    account: string;
    custodian: string;
    licenseId: bigint;
    blockNumber: number;
    requestHash: string;
  }[];
};

/** What an analyst learned of the corpus without seeing a mail. */
export type ComputeCard = {
  analyst: string;
  operator: string;
  /** Hash of the program. */
  code: string;
  jobId: bigint;
  /** From the question to the answer on chain. */
  seconds: number;
  /** What the data set earned by it. */
  paid: bigint;
  /** Of the answer, and of the budget that is left, in millionths. */
  epsilon: bigint;
  before: bigint;
  after: bigint;
  minGroupSize: bigint;
  resultRoot: string;
  /** What was answered, beside what the owner knows; undefined where too few mails stand behind it. */
  counters: { name: string; answer: string | undefined; exact: number }[];
  /** What the chain said to an answer beyond the budget. */
  refused: string;
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

/** A model that went to the highest bid, with who got what of it. */
export type AuctionCard = {
  asset: bigint;
  name: string;
  seller: string;
  winner: string;
  /** Unix times: the start, and the end that bids may have moved. */
  startedAt: number;
  endsAt: number;
  reserve: bigint;
  bids: { bidder: string; amount: bigint; at: number }[];
  price: bigint;
  fee: bigint;
  royalty: bigint;
  /** What of the royalty each asset of the ancestry kept, the one sold first. */
  ancestry: { asset: bigint; name: string; kept: bigint }[];
  /** What the seller pulled. */
  proceeds: bigint;
  /** What each that was outdone pulled. */
  refunds: { bidder: string; amount: bigint }[];
};

/** Units that were sold by an order which their holder signed. */
export type UnitSaleCard = {
  asset: bigint;
  name: string;
  seller: string;
  buyer: string;
  units: bigint;
  price: bigint;
  fee: bigint;
  /** By how much the seller's balance rose. */
  received: bigint;
  orderHash: string;
};

/** A copy under another name, and what became of it. */
export type TheftCard = {
  thief: string;
  owner: string;
  original: bigint;
  copy: bigint;
  originalHash: string;
  copyHash: string;
  /** Weights of both that are the same, and mails that both judge alike. */
  weights: { same: number; of: number };
  mails: { same: number; of: number };
  evidenceRoot: string;
  claimId: bigint;
  bond: bigint;
  buyer: string;
  license: bigint;
  price: bigint;
  refunded: bigint;
  /** Units that were the thief's and are the owner's. */
  units: bigint;
  refused: { who: string; error: string };
  steps: { at: number; who: string; what: string; held: boolean }[];
  /** What went back to each side when the bonds were shared, and to the treasury. */
  bonds: { who: string; amount: bigint }[];
};

/** A vote of those who hold SAHARA on the protocol's first fee, and who earns that fee. */
export type VoteCard = {
  title: string;
  proposalId: bigint;
  proposer: string;
  /** What each call does, in words, and how it went when it was tried before the vote. */
  calls: { text: string; tried: string }[];
  voters: {
    name: string;
    held: bigint;
    staked: bigint;
    support: "FOR" | "AGAINST";
    weight: bigint;
  }[];
  votes: { for: bigint; against: bigint };
  /** Votes for, and abstentions, that it took. */
  quorum: bigint;
  steps: { at: number; who: string; what: string }[];
  /** The fee on licences in basis points, before and after. */
  feeBps: { before: bigint; after: bigint };
  /** What customers' licences brought the protocol from then on, and the part of it that went to the stakers. */
  fees: bigint;
  harvested: bigint;
  stakers: { name: string; staked: bigint; claimed: bigint }[];
  /** Stake that was called back: it answers for slashes until then. */
  thaw: { who: string; worth: bigint; until: number };
};

/** What came into auction house and court, and where it is. */
export type MarketHoldings = {
  house: {
    taken: bigint;
    refunded: bigint;
    fee: bigint;
    royalty: bigint;
    proceeds: bigint;
    held: bigint;
  };
  court: { taken: bigint; released: bigint; refunded: bigint; held: bigint };
};
