/** The options of every script that talks to a chain, and what --help says of them. */
export const NETWORK_OPTIONS = {
  network: { type: "string" },
  url: { type: "string" },
  "deployment-id": { type: "string" },
} as const;

export const NETWORK_USAGE = `  --network <name>      a network of hardhat.config.ts: localhost, or sahara (set by .env, see .env.example)
  --url <url>           another JSON-RPC endpoint for that network
  --deployment-id <id>  the folder in deploy/deployments/ (default chain-<chain id>)`;

export type NetworkValues = {
  network?: string | undefined;
  url?: string | undefined;
  "deployment-id"?: string | undefined;
};
