// Exits with 0 if node_modules holds what package-lock.json names, whoever installed it. Called by ./sahara before
// it installs anything, so it is plain JavaScript and needs no package.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @param {string} file */
const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

const wanted = packagesOf("package-lock.json");
const installed = packagesOf("node_modules/.package-lock.json");

for (const [path, { version, integrity, optional, devOptional }] of Object.entries(wanted)) {
  if (!path.includes("node_modules/")) continue;
  const found = installed[path];
  if (found === undefined && (optional || devOptional)) continue;
  if (found === undefined || found.version !== version || found.integrity !== integrity) {
    throw new Error(`${path} is not the one that package-lock.json names`);
  }
}

// npm leaves this native package out, without a word, if it runs under a Node.js that Hardhat does not support.
createRequire(`${process.cwd()}/`)("@nomicfoundation/edr");
