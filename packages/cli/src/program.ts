import { Command } from "@commander-js/extra-typings";

import type { Cli } from "./cli.ts";
import { addresses } from "./commands/addresses.ts";
import { assetCommit } from "./commands/assetCommit.ts";
import { assetFind } from "./commands/assetFind.ts";
import { assetPublish } from "./commands/assetPublish.ts";
import { assetRegister } from "./commands/assetRegister.ts";
import { assetShow } from "./commands/assetShow.ts";
import { claim } from "./commands/claim.ts";
import { inboxShow } from "./commands/inboxShow.ts";
import { inboxSweep } from "./commands/inboxSweep.ts";
import { inspect } from "./commands/inspect.ts";
import { licenseApprove } from "./commands/licenseApprove.ts";
import { licenseBuy } from "./commands/licenseBuy.ts";
import { licenseList } from "./commands/licenseList.ts";
import { licenseOffer } from "./commands/licenseOffer.ts";
import { licenseRenew } from "./commands/licenseRenew.ts";
import { licenseRevoke } from "./commands/licenseRevoke.ts";
import { licenseShow } from "./commands/licenseShow.ts";
import { licenseWithdraw } from "./commands/licenseWithdraw.ts";
import { pay } from "./commands/pay.ts";
import { provenancePath } from "./commands/provenancePath.ts";
import { provenanceAncestors, provenanceDescendants } from "./commands/provenanceRelatives.ts";
import { provenanceTree } from "./commands/provenanceTree.ts";
import { rootShow } from "./commands/rootShow.ts";
import { settle } from "./commands/settle.ts";
import { termsPreset } from "./commands/termsPreset.ts";
import { termsShow } from "./commands/termsShow.ts";
import { unitsRelease, unitsTransfer } from "./commands/unitsMove.ts";
import { unitsShow } from "./commands/unitsShow.ts";
import { unitsTree } from "./commands/unitsTree.ts";
import { verifySolvency } from "./commands/verifySolvency.ts";
import { parseInteger } from "./parse/numbers.ts";

/** Every command, by group. */
const GROUPS = [
  {
    name: "asset",
    does: "Register assets and look at them.",
    commands: [assetRegister, assetPublish, assetCommit, assetShow, assetFind],
  },
  {
    name: "provenance",
    does: "What an asset was made from, and what was made from it.",
    commands: [provenanceAncestors, provenanceDescendants, provenancePath, provenanceTree],
  },
  { name: "terms", does: "Rules of use, by content address.", commands: [termsPreset, termsShow] },
  {
    name: "license",
    does: "Offer, buy and end licences.",
    commands: [
      licenseOffer,
      licenseWithdraw,
      licenseBuy,
      licenseRenew,
      licenseShow,
      licenseList,
      licenseRevoke,
      licenseApprove,
    ],
  },
  {
    name: "units",
    does: "Shares of an asset's revenue; the whole is 100,000,000.",
    commands: [unitsShow, unitsTransfer, unitsRelease, unitsTree],
  },
  { name: "inbox", does: "Plain transfers to an asset.", commands: [inboxShow, inboxSweep] },
] as const;

const SINGLE = [pay, settle, claim, inspect, verifySolvency, rootShow, addresses] as const;

/** The whole command line. Errors are thrown, not exited with. */
export function createProgram(cli: Cli): Command {
  const program = new Command("sahara cli")
    .description("Sahara from the command line. Every command has --help with an example.")
    .option("--rpc <url>", "node to talk to (default: SAHARA_RPC_URL, or http://127.0.0.1:8545)")
    .option("--addresses <file>", "deployment to use, as exportDeployment writes it")
    .option("--key-file <file>", "file with the private key (default: SAHARA_KEY)")
    .option("--account <number>", "development account of a local chain", (text) =>
      Number(parseInteger(text)),
    )
    .option("--from <address>", "account to rehearse as, with --dry-run")
    .option("--json", "answer with one JSON document; amounts are decimal strings")
    .option("--verbose", "show where an error came from")
    .hook("preAction", (_, command) => {
      cli.settings = command.optsWithGlobals();
    });

  for (const { name, does, commands } of GROUPS) {
    const group = new Command(name).description(does);
    for (const create of commands) group.addCommand(asSubcommand(create(cli)));
    program.addCommand(group);
  }
  for (const create of SINGLE) program.addCommand(asSubcommand(create(cli)));
  return quiet(program, cli);
}

/** The options that all commands share may stand before or after the command. */
const asSubcommand = (command: { name: () => string }): Command => command as unknown as Command;

/** Throws instead of exiting, and writes through the command line's own output. */
function quiet(command: Command, cli: Cli): Command {
  command.exitOverride().configureOutput({ writeOut: cli.io.out, writeErr: cli.io.err });
  command.commands.forEach((sub) => quiet(sub as unknown as Command, cli));
  return command;
}
