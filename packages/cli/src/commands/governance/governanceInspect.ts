import { formatValue, type Governance } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { proposalFields } from "./proposalFields.ts";

export const governanceInspect = (cli: Cli) =>
  createCommand({
    name: "inspect",
    does: "Show every parameter with its bounds, every restricted function and who may call it; or one proposal.",
    examples: ["governance inspect", "governance inspect 4711…", "governance inspect --json"],
  })
    .argument("[proposal]", "id of a proposal", parseInteger)
    .action(async (proposalId) => {
      const { sahara } = await cli.connect();
      if (proposalId === undefined) {
        const governance = await sahara.getGovernance();
        cli.answer({ json: governance, text: describe(governance) });
        return;
      }
      const proposal = await sahara.getProposal({ proposalId });
      const calls = await sahara.describeProposal({ calls: proposal.calls });
      const told = calls.flatMap(({ text, warnings }, index) => [
        [`Call ${index + 1}`, text] as const,
        ...warnings.map((warning) => ["Mind", warning] as const),
      ]);
      cli.answer({
        json: { ...proposal, described: calls },
        text: fields([...proposalFields(proposal), ...told]),
      });
    });

function describe(governance: Governance): string {
  const { parameters, functions, roles, timelock, guardian, treasury } = governance;
  const values = parameters.map(({ label, unit, value, min, max, contract, setter, changed }) => [
    label,
    ...[value, min, max].map((one) => formatValue(one, unit)),
    `${contract}.${setter}`,
    changed === undefined ? "" : `block ${changed.blockNumber}`,
  ]);
  const restricted = functions.map(({ contract, signature, role, delay }) => [
    `${contract}.${signature}`,
    role,
    formatValue(delay, "seconds"),
  ]);
  const holders = roles.flatMap(({ role, grantDelay, holders: accounts }) =>
    (accounts.length === 0 ? [undefined] : accounts).map((held) => [
      role,
      held === undefined ? "nobody" : held.account,
      held?.name ?? "",
      formatValue(grantDelay, "seconds"),
    ]),
  );
  return [
    "Parameters",
    table(["parameter", "value>", "least>", "most>", "function", "changed"], values),
    "\nRestricted functions",
    table(["function", "role", "delay>"], restricted),
    "\nRoles",
    table(["role", "holder", "name", "delay of a grant>"], holders),
    "\nTimelock",
    fields([
      ["admin", timelock.admin.join(", ")],
      ["proposer", timelock.proposer.join(", ")],
      ["canceller", timelock.canceller.join(", ")],
      ["executor", timelock.executor.map((account) => anyoneOr(account)).join(", ")],
      [
        "guardian",
        guardian === undefined
          ? "nobody"
          : `${guardian.account} until ${formatTime(guardian.until)}`,
      ],
    ]),
    "\nTreasury",
    fields([
      ["has", formatValue(treasury.balance, "SAHARA")],
      ["may move now", formatValue(treasury.freeToMove, "SAHARA")],
      ["more, after", formatValue(treasury.notice, "seconds")],
    ]),
  ].join("\n");
}

const anyoneOr = (account: string) => (/^0x0{40}$/.test(account) ? "anyone" : account);
