import type { DeploymentInput } from "./addresses.ts";

/**
 * Deployments that need no `addresses`, by chain id. A local chain's contracts are always at the same place if they are
 * the first that its first account deploys.
 */
export const KNOWN_DEPLOYMENTS: Readonly<Record<string, DeploymentInput>> = {
  "31337": {
    manager: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    timelock: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512",
    token: "0x5FC8d32690cc91D4c39d9d3abcBD16989F875707",
    parameters: "0x0165878A594ca255338adfa4d48449f69242Eb8F",
    registry: "0xB7f8BC63BbcaD18155201308C8f3540b07f84F5e",
    registrar: "0x856e4424f806D16E8CBC702B3c0F2ede5468eae5",
    ledger: "0x0DCd1Bf9A1b36cE34237eEaFef220932846BCD82",
    contributorRoots: "0x32467b43BFa67273FC7dDda0999Ee9A12F2AaA08",
    inboxes: "0x9A676e781A523b5d0C0e43731313A708CB607508",
    licenses: "0x959922bE3CAee4b8Cd9a407cc3ac1C251C2007B1",
    approvals: "0x24B3c7704709ed1491473F30393FFc93cFB0FC34",
    seats: "0x4ed7c70F96B99c776995fB64377f0d4aB3B0e1C1",
    presets: "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9",
    meter: "0x0B306BF915C4d645ff596e518fAf3F9669b97016",
    operators: "0x524F04724632eED237cbA3c37272e018b3A7967e",
    offers: "0x16eBC21B3d38Db5e3EE1a022bEBA8Ec87D4CDbe6",
    receivers: "0x59b670e9fA9D0A427751Af201D676719a970857b",
    receiptProofs: "0x09635F643e140090A9A8Dcd712eD6285858ceBef",
    faultProofs: "0x7a2088a1bFc9d81c55368AE168C2C02570cB814F",
    divergences: "0x4A679253410272dd5232B3Ff7cF5dbB88f295319",
    jobs: "0xc3e53F4d16Ae77Db1c982e75a937B9f60FE63690",
    vault: "0x322813Fd9A801c5507c9de605d63CEA4f2CE6c44",
    attributionReports: "0xA51c1fc2f0D1a1b8494Ed1FE312d7C3a78Ed91C0",
    subscriptions: "0x67d269191c92Caf3cD7723F116c85e6E9bf55933",
    checkout: "0x0E801D84Fa97b50751Dbf25036d067dCf18858bF",
    court: "0xa85233C63b9Ee964Add6F2cffe00Fd84eb32338f",
    arbitration: "0x9E545E3C0baAB3E08CdfD552C960A1050f373042",
    lens: "0xc6e7DF5E7b4f2A278906862b61205850344D4e7d",
  },
};
