/** What an operator can do; the position is the bit on chain. */
export const CAPABILITIES = ["SERVE", "TRAIN", "INFER_IN_BATCHES", "COMPUTE_TO_DATA"] as const;

export type Capability = (typeof CAPABILITIES)[number];
