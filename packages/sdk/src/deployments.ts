import type { DeploymentInput } from "./addresses.ts";

/**
 * Deployments that need no `addresses`, by chain id. A local chain's contracts are always at the same place if they are
 * the first that its first account deploys.
 */
export const KNOWN_DEPLOYMENTS: Readonly<Record<string, DeploymentInput>> = {
  "31337": {
    manager: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    timelock: "0x5FC8d32690cc91D4c39d9d3abcBD16989F875707",
    governor: "0x0165878A594ca255338adfa4d48449f69242Eb8F",
    token: "0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9",
    parameters: "0xa513E6E4b8f2a923D98304ec87F64353C4D5C853",
    registry: "0x9A676e781A523b5d0C0e43731313A708CB607508",
    registrar: "0xd8058efe0198ae9dD7D563e1b4938Dcbc86A1F81",
    ledger: "0x9A9f2CCfdE556A7E9Ff0848998Aa4a0CFD8863AE",
    contributorRoots: "0x2b961E3959b79326A8e7F64Ef0d2d825707669b5",
    inboxes: "0x68B1D87F95878fE05B998F19b66F4baba5De1aed",
    licenses: "0xc6e7DF5E7b4f2A278906862b61205850344D4e7d",
    approvals: "0x553BED26A78b94862e53945941e4ad6E4F2497da",
    seats: "0x7a2088a1bFc9d81c55368AE168C2C02570cB814F",
    presets: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
    meter: "0x3Aa5ebB10DC797CAC828524e59A333d0A371443c",
    operators: "0xeC4cFde48EAdca2bC63E94BB437BbeAcE1371bF3",
    offers: "0x4374EEcaAD0Dcaa149CfFc160d5a0552B1D092b0",
    receivers: "0x4A679253410272dd5232B3Ff7cF5dbB88f295319",
    receiptProofs: "0xc3e53F4d16Ae77Db1c982e75a937B9f60FE63690",
    faultProofs: "0xE6E340D132b5f46d1e472DebcD681B2aBc16e57E",
    divergences: "0x67d269191c92Caf3cD7723F116c85e6E9bf55933",
    jobs: "0x95401dc811bb5740090279Ba06cfA8fcF6113778",
    vault: "0x09635F643e140090A9A8Dcd712eD6285858ceBef",
    attributionReports: "0x0B306BF915C4d645ff596e518fAf3F9669b97016",
    subscriptions: "0x1613beB3B2C4f22Ee086B2b38C1476A3cE7f78E8",
    checkout: "0x1291Be112d480055DaFd8a610b7d1e203891C274",
    court: "0xc5a5C42992dECbae36851359345FE25997F5C42d",
    arbitration: "0x70e0bA845a1A0F2DA3359C97E0285013525FFC49",
    auctions: "0xa82fF9aFd8f496c3d6ac40E2a0F282E47488CFc9",
    marketplace: "0x84eA74d481Ee0A5332c457a4d796187F6Ba67fEB",
    lens: "0xa85233C63b9Ee964Add6F2cffe00Fd84eb32338f",
  },
};
