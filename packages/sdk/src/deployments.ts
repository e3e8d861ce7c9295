import type { DeploymentInput } from "./addresses.ts";

/**
 * Deployments that need no `addresses`, by chain id. A local chain's contracts are always at the same place if they are
 * the first that its first account deploys.
 */
export const KNOWN_DEPLOYMENTS: Readonly<Record<string, DeploymentInput>> = {
  "31337": {
    manager: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    timelock: "0x5FC8d32690cc91D4c39d9d3abcBD16989F875707",
    governor: "0xc3e53F4d16Ae77Db1c982e75a937B9f60FE63690",
    token: "0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9",
    parameters: "0xa513E6E4b8f2a923D98304ec87F64353C4D5C853",
    registry: "0x0DCd1Bf9A1b36cE34237eEaFef220932846BCD82",
    registrar: "0xd8058efe0198ae9dD7D563e1b4938Dcbc86A1F81",
    ledger: "0x0B306BF915C4d645ff596e518fAf3F9669b97016",
    contributorRoots: "0x524F04724632eED237cbA3c37272e018b3A7967e",
    inboxes: "0x959922bE3CAee4b8Cd9a407cc3ac1C251C2007B1",
    licenses: "0x68B1D87F95878fE05B998F19b66F4baba5De1aed",
    approvals: "0x5E3d0fdE6f793B3115A9E7f5EBC195bbeeD35d6C",
    seats: "0x4A679253410272dd5232B3Ff7cF5dbB88f295319",
    presets: "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0",
    meter: "0x9A9f2CCfdE556A7E9Ff0848998Aa4a0CFD8863AE",
    operators: "0x2b961E3959b79326A8e7F64Ef0d2d825707669b5",
    offers: "0x532323de74BAb864b7005D910E5bD8562D038b9b",
    receivers: "0xa85233C63b9Ee964Add6F2cffe00Fd84eb32338f",
    receiptProofs: "0xE6E340D132b5f46d1e472DebcD681B2aBc16e57E",
    faultProofs: "0x67d269191c92Caf3cD7723F116c85e6E9bf55933",
    divergences: "0xc5a5C42992dECbae36851359345FE25997F5C42d",
    jobs: "0x8f86403A4DE0BB5791fa46B8e795C547942fE4Cf",
    vault: "0x7a2088a1bFc9d81c55368AE168C2C02570cB814F",
    attributionReports: "0x9A676e781A523b5d0C0e43731313A708CB607508",
    auctions: "0xf5059a5D33d5853360D16C683c16e67980206f36",
    subscriptions: "0x95401dc811bb5740090279Ba06cfA8fcF6113778",
    checkout: "0x7bc06c482DEAd17c0e297aFbC32f6e63d3846650",
    court: "0x09635F643e140090A9A8Dcd712eD6285858ceBef",
    arbitration: "0x5eb3Bc0a489C5A8288765d2336659EbCA68FCd00",
    marketplace: "0x84eA74d481Ee0A5332c457a4d796187F6Ba67fEB",
    distributor: "0x0165878A594ca255338adfa4d48449f69242Eb8F",
    incentives: "0x36C02dA8a0983159322a80FFE9F24b1acfF8B570",
    lens: "0x4ed7c70F96B99c776995fB64377f0d4aB3B0e1C1",
    stakingPool: "0x322813Fd9A801c5507c9de605d63CEA4f2CE6c44",
    stakingRewards: "0xF1823bc4243b40423b8C8c3F6174e687a4C690b8",
  },
};
