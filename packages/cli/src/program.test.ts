import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { expect } from "chai";

import { captureIo } from "../test/captureIo.ts";
import { createCli } from "./cli.ts";
import { createProgram } from "./program.ts";
import { run } from "./run.ts";

/** Every command that does something, with the words that lead to it. */
function listCommands(
  command: CommandUnknownOpts,
  words: string[] = [],
): [string[], CommandUnknownOpts][] {
  if (command.commands.length === 0) return [[words, command]];
  return command.commands.flatMap((sub) => listCommands(sub, [...words, sub.name()]));
}

/** Runs a command line that needs no chain. */
async function type(...args: string[]) {
  const io = captureIo();
  return { exitCode: await run(args, io), ...io.written };
}

describe("createProgram", () => {
  const commands = listCommands(createProgram(createCli(captureIo())));

  it("has the commands that the project promises", () => {
    const names = commands.map(([words]) => words.join(" "));

    expect(names).to.include.members([
      ...[
        "asset register",
        "license buy",
        "license permits",
        "terms register",
        "units materialise",
      ],
      ...["pay", "claim", "inspect", "verify-solvency", "submit", "root"],
      ...["operator stake", "operator key add", "offer publish", "account deposit", "call"],
      ...["receipt prove", "job post", "job claim"],
      ...["file", "answer", "rule", "show", "list", "refund", "tag"].map(
        (name) => `dispute ${name}`,
      ),
      ...["governance inspect", "governance propose", "governance vote", "governance delegate"],
      ...["stake", "unstake", "withdraw", "claim", "delegate", "show", "operators"].map(
        (name) => `staking ${name}`,
      ),
      ...["vault custodian", "vault share", "vault rotate", "vault request", "vault releases"],
    ]);
    expect(new Set(names).size).to.equal(names.length);
  });

  for (const [words, command] of commands) {
    it(`${words.join(" ")}: --help says what it does, with examples of itself`, async () => {
      const { exitCode, out, err } = await type(...words, "--help");

      expect({ exitCode, err }).to.deep.equal({ exitCode: 0, err: "" });
      expect(command.description()).to.match(/^[A-Z].*\.$/);
      expect(out).to.include(`\n  ./sahara cli ${words.join(" ")}`);
      expect(out).to.include("--json");
    });
  }

  it("terms register: --help lists the fields of the file", async () => {
    const { out } = await type("terms", "register", "--help");

    expect(out).to.match(/^Fields of the file:\n {2}uses +what is allowed/m);
    for (const field of ["rules", "price", "currency", "duration", "quota", "seats", "royalty"])
      expect(out).to.match(new RegExp(`^ {2}${field} `, "m"));
  });

  it("takes the plural of a group too", async () => {
    const { exitCode, out } = await type("offers", "inspect", "--help");

    expect(exitCode).to.equal(0);
    expect(out).to.include("./sahara cli offer inspect");
  });

  it("takes the options that all commands share before or after the command", async () => {
    const before = await type("--json", "root", import.meta.filename);
    const after = await type("root", import.meta.filename, "--json");

    expect(before).to.deep.equal(after);
    expect(JSON.parse(after.out)).to.include.keys("digest", "cid", "bytes");
  });

  it("says on one line of JSON that no command was named, and which options exclude each other", async () => {
    const named = await type("asset", "--json");
    const both = await type("inspect", "1", "--account", "0", "--key-file", "owner.key");

    expect(named.exitCode).to.equal(2);
    expect(JSON.parse(named.out)).to.deep.equal({
      error: { name: "CommanderError", message: "No command was named. --help lists them." },
    });
    expect(both).to.deep.include({ exitCode: 2, out: "" });
    expect(both.err).to.match(/^error: option '--key-file <file>' cannot be used with /);
  });

  it("tells its version", async () => {
    expect(await type("--version")).to.deep.include({ exitCode: 0, err: "" });
    expect((await type("--version")).out).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  it("refuses what it does not know with exit code 2, and in JSON too", async () => {
    expect(await type("asset", "shw")).to.include({ exitCode: 2, out: "" });
    expect((await type("pay")).err).to.equal("error: missing required argument 'asset'\n");
    expect((await type("pay", "one", "2")).err).to.equal(
      'error: "one" is no id. Pass a number such as 7.\n',
    );
    const { out } = await type("pay", "--json");
    expect(JSON.parse(out)).to.deep.include({
      error: { name: "CommanderError", message: "missing required argument 'asset'" },
    });
  });
});
