/** Gas of named scenarios: whole transactions, 21,000 and calldata included. */
export type Gas = Record<string, bigint>;
