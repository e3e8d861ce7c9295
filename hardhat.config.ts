import "dotenv/config";
import { fileURLToPath } from "node:url";

import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";

import { strictBuild } from "./scripts/hardhat/strictBuild.ts";

const chainId = process.env.SAHARA_CHAIN_ID;

/** Instrumented code is larger and dearer than the real one; it goes by other rules and into other folders. */
const underCoverage =
  process.argv.includes("--coverage") || process.env.HARDHAT_COVERAGE === "true";

/** No exemption from any limit of the EVM, and the gas cap of EIP-7825 for a single transaction. */
const limits = {
  blockGasLimit: 30_000_000n,
  transactionGasCap: 2n ** 24n,
  allowUnlimitedContractSize: false,
};

/** The in-process chain stands in for the Sahara L1. */
const likeTheL1 = {
  type: "edr-simulated",
  chainType: "l1",
  hardfork: "osaka",
  initialBaseFeePerGas: 1_000_000_000n,
  ...(underCoverage ? {} : limits),
} as const;

/**
 * One build for all commands. For `ignition deploy` Hardhat would make another, of each file by itself, and its chain
 * can't read the build of a file that has no contract.
 */
const build = {
  version: "0.8.30",
  // The compiler is the npm package (WebAssembly), so nothing is downloaded at build time.
  path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
  settings: {
    // First: Hardhat puts it there for `production`, and takes another order for another build.
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "cancun",
    viaIR: true,
    // A comment edit must not change the generated factories.
    metadata: { bytecodeHash: "none" },
  },
  isolated: false,
  toolVersionsInBuildInfo: true,
} as const;

export default defineConfig({
  plugins: [strictBuild, hardhatToolboxMochaEthers],
  solidity: {
    profiles: { default: build, production: build },
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
  },
  // The committed factories hold the real bytecode, never the instrumented one.
  typechain: { outDir: "typechain-types", dontOverrideCompile: underCoverage },
  // Deploying everything takes its time on a busy machine, most of all when the code is instrumented.
  test: { mocha: { timeout: 120_000 } },
  paths: {
    sources: "contracts",
    tests: { mocha: "test", solidity: "test" },
    ignition: "deploy",
    ...(underCoverage ? { artifacts: "coverage/artifacts", cache: "coverage/cache" } : {}),
  },
  networks: {
    default: likeTheL1,
    node: likeTheL1,
    localhost: { type: "http", chainType: "l1", url: "http://127.0.0.1:8545" },
    sahara: {
      type: "http",
      chainType: "generic",
      url: configVariable("SAHARA_RPC_URL"),
      ...(chainId === undefined || chainId === "" ? {} : { chainId: Number(chainId) }),
      accounts: [configVariable("SAHARA_DEPLOYER_KEY")],
    },
  },
});
