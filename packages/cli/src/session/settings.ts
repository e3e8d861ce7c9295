/** The options that every command shares, as typed. */
export type Settings = {
  rpc?: string | undefined;
  addresses?: string | undefined;
  keyFile?: string | undefined;
  /** Number of a development account. */
  account?: number | undefined;
  /** An account that only looks: for dry runs. */
  from?: string | undefined;
  json?: true | undefined;
  verbose?: true | undefined;
};

export const DEFAULT_RPC_URL = "http://127.0.0.1:8545";

/** The first value that says something; an empty variable, as in a copied `.env.example`, does not. */
export function firstSet(...values: (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== "");
}
