import { type CallInput, CONTRACT_NAMES, type ContractName } from "@sahara/sdk";

import { UsageError } from "../errors.ts";

const EXAMPLE = "parameters.setUsageFee(100)";

/**
 * Reads a call as `contract.function(arguments)`. Arguments are separated by commas; lists are in brackets.
 *
 * @throws {UsageError} When the text has another form, or the deployment has no such contract.
 */
export function parseCall(text: string): CallInput {
  const match = /^(\w+)\.(\w+)\((.*)\)$/s.exec(text.trim());
  const [, contract, method, list] = match ?? [];
  if (contract === undefined || method === undefined || list === undefined) {
    throw new UsageError(`"${text}" is no call. Pass one such as ${EXAMPLE}.`);
  }
  if (!isContractName(contract)) {
    throw new UsageError(`There is no contract "${contract}". See ./sahara cli addresses.`);
  }
  return { contract, method, args: parseArguments(list) };
}

/** Collects calls that are given one after the other. */
export function collectCalls(text: string, before: readonly CallInput[] = []): CallInput[] {
  return [...before, parseCall(text)];
}

const isContractName = (name: string): name is ContractName =>
  (CONTRACT_NAMES as readonly string[]).includes(name);

type Argument = string | boolean | Argument[];

function parseArguments(list: string): Argument[] {
  return splitOutside(list).map((text) => {
    const trimmed = text.trim();
    if (trimmed.startsWith("[") && trimmed.endsWith("]"))
      return parseArguments(trimmed.slice(1, -1));
    if (trimmed === "true" || trimmed === "false") return trimmed === "true";
    return trimmed;
  });
}

/** Splits at commas that are in no bracket. */
function splitOutside(list: string): string[] {
  if (list.trim() === "") return [];
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  for (const character of list) {
    if (character === "[") depth++;
    if (character === "]") depth--;
    if (character === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part];
}
