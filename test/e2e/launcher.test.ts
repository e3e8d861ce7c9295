import { spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

/** All that the launcher may use besides Node.js and npm, so that a test can leave either out. */
const UTILITIES = "cat cmp cp dirname ls mkdir mv rm sed sh sleep uname".split(" ");

const LOCK_FILE = {
  lockfileVersion: 3,
  packages: {
    "": {},
    "node_modules/@nomicfoundation/edr": { version: "1.0.0", integrity: "sha512-abc" },
    "node_modules/for-another-platform": { version: "1.0.0", optional: true },
  },
};

const FAKE_NODE = `#!/bin/sh
if [ "$1" = --version ]; then echo "v\${NODE_VERSION-22.20.0}"; exit; fi
exec "${process.execPath}" "$@"
`;

/** Notes its arguments; then fails with a given log, or installs as npm would. */
const FAKE_NPM = `#!/bin/sh
if [ "$1" = --version ]; then echo "\${NPM_VERSION-10.9.4}"; exit; fi
echo "$*" >>"$NPM_CALLS"
sleep "\${NPM_SECONDS-0}"
[ -z "\${NPM_OUTPUT-}" ] || printf '%s\\n' "$NPM_OUTPUT" >&2
[ -z "\${NPM_EXIT-}" ] || exit "$NPM_EXIT"
if [ "$1" = ci ]; then
  rm -rf node_modules
  mkdir node_modules
elif [ "\${NPM_INSTALLS_NODE-yes}" = yes ]; then
  mkdir -p "$3/node_modules/.bin"
  cp "$FAKES/node-of-npm" "$3/node_modules/.bin/node"
fi
`;

const SHOW_CALL = `
console.log(JSON.stringify({
  args: process.argv.slice(2),
  cwd: process.cwd(),
  typedIn: process.env.INIT_CWD,
}));`;

const WAIT_FOR_SIGNAL = `
process.once("SIGTERM", () => process.exit(9));
setInterval(() => {}, 1000);
console.log("ready");`;

type Environment = Record<string, string>;
type Result = { code: number | null; stdout: string; stderr: string };

/** A copy of the launcher in a folder of its own, with a fake Node.js and a fake npm. */
function createCopy() {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "sahara launcher ")));
  const root = path.join(folder, "the repository");
  const fakes = path.join(folder, "fakes");
  const utilities = path.join(folder, "utilities");
  const calls = path.join(folder, "calls");
  for (const each of [root, fakes, utilities, path.join(root, "scripts")]) mkdirSync(each);

  const inRoot = (...parts: string[]) => path.join(root, ...parts);
  copyFileSync("sahara", inRoot("sahara"));
  copyFileSync("scripts/checkInstall.mjs", inRoot("scripts", "checkInstall.mjs"));
  const scripts = {
    show: "node show.mjs",
    wait: "node wait.mjs",
    fail: "exit 7",
    both: "true && node show.mjs",
  };
  const about = { show: "prints how it was called" };
  writeFileSync(inRoot("package.json"), JSON.stringify({ scripts, sahara: { scripts: about } }));
  writeFileSync(inRoot("package-lock.json"), JSON.stringify(LOCK_FILE));
  writeFileSync(inRoot("show.mjs"), SHOW_CALL);
  writeFileSync(inRoot("wait.mjs"), WAIT_FOR_SIGNAL);

  const addFake = (name: string, text: string) => {
    writeFileSync(path.join(fakes, name), text);
    chmodSync(path.join(fakes, name), 0o755);
  };
  addFake("node", FAKE_NODE);
  addFake("npm", FAKE_NPM);
  addFake("node-of-npm", FAKE_NODE.replace("NODE_VERSION-", "NO_SUCH_VARIABLE-"));
  for (const name of UTILITIES) {
    const found = ["/bin", "/usr/bin"].map((each) => path.join(each, name)).find(existsSync);
    symlinkSync(found!, path.join(utilities, name));
  }

  const start = (args: string[], env: Environment = {}, { cwd = root, via = "" } = {}) =>
    spawn(via === "" ? inRoot("sahara") : via, args, {
      cwd,
      env: { PATH: `${fakes}:${utilities}`, FAKES: fakes, NPM_CALLS: calls, ...env },
    });

  return {
    folder,
    inRoot,
    start,
    run: async (...args: Parameters<typeof start>) => await finish(start(...args)),
    npmCalls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : []),
    leaveOut: (name: string) => {
      rmSync(path.join(fakes, name));
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function finish(child: ReturnType<typeof spawn>): Promise<Result> {
  const result: Result = { code: null, stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => (result.stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (result.stderr += chunk.toString()));
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ ...result, code });
    });
  });
}

/** Expects one line on stderr, said by the launcher, and returns it. */
function onlyLine({ stderr }: Result): string {
  const lines = stderr.trimEnd().split("\n");
  expect(lines, stderr).to.have.length(1);
  expect(lines[0]).to.match(/^sahara: /);
  return lines[0]!;
}

/** The same after the line that announces the installation. */
function lineAfterProgress({ stderr }: Result): string {
  const lines = stderr.trimEnd().split("\n");
  expect(lines, stderr).to.have.length(2);
  expect(lines[0]).to.match(/^sahara: .*installing .*\.\.\.$/);
  return lines[1]!;
}

describe("launcher", () => {
  let copy: ReturnType<typeof createCopy>;

  beforeEach(() => {
    copy = createCopy();
  });

  afterEach(() => {
    copy.remove();
  });

  describe("without a script to run", () => {
    it("lists the scripts with what they do, and installs nothing", async () => {
      for (const args of [[], ["help"], ["--help"]]) {
        const { code, stdout, stderr } = await copy.run(args);

        expect(stdout)
          .to.include("  show  prints how it was called\n")
          .and.include("  fail  exit 7");
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      }
      expect(copy.npmCalls()).to.deep.equal([]);
    });

    it("refuses an unknown script in one line, and installs nothing", async () => {
      const result = await copy.run(["shwo"]);

      expect(onlyLine(result)).to.include("no script named 'shwo'").and.include("./sahara help");
      expect(result.code).to.equal(2);
      expect(copy.npmCalls()).to.deep.equal([]);
    });
  });

  describe("running", () => {
    it("installs once, with one line of progress, and passes arguments and folder on", async () => {
      const args = ["a b", "$HOME", "it's", '"q"', "*", "--json", ""];
      const first = await copy.run(["show", ...args], {}, { cwd: copy.folder });
      const second = await copy.run(["show"]);

      expect(onlyLine(first)).to.match(/installing the packages/);
      expect(JSON.parse(first.stdout)).to.deep.equal({
        args,
        cwd: copy.inRoot(),
        typedIn: copy.folder,
      });
      expect({ code: second.code, stderr: second.stderr }).to.deep.equal({ code: 0, stderr: "" });
      expect(copy.npmCalls()).to.have.length(1);
      expect(copy.npmCalls()[0]).to.match(/^ci --include=dev --include=optional /);
    });

    it("passes arguments to the last command of several", async () => {
      const { stdout } = await copy.run(["both", "a b"]);

      expect(JSON.parse(stdout)).to.deep.include({ args: ["a b"] });
    });

    it("works through a symbolic link", async () => {
      const via = path.join(copy.folder, "link");
      symlinkSync("the repository/sahara", via);

      const { stdout } = await copy.run(["show"], {}, { cwd: "/", via });

      expect(JSON.parse(stdout)).to.deep.equal({ args: [], cwd: copy.inRoot(), typedIn: "/" });
    });

    it("ends with the script's exit code", async () => {
      expect((await copy.run(["fail"])).code).to.equal(7);
    });

    it("lets a signal reach the script", async () => {
      const child = copy.start(["wait"]);
      child.stdout.once("data", () => child.kill("SIGTERM"));

      expect((await finish(child)).code).to.equal(9);
    });
  });

  describe("deciding what to install", () => {
    it("installs again when the lock file or the major version of Node.js changed", async () => {
      await copy.run(["show"]);
      writeFileSync(copy.inRoot("package-lock.json"), JSON.stringify({ ...LOCK_FILE, name: "x" }));
      await copy.run(["show"]);
      await copy.run(["show"], { NODE_VERSION: "24.1.0" });

      expect(copy.npmCalls()).to.have.length(3);
    });

    it("installs again after an installation that did not end", async () => {
      await copy.run(["show"]);
      rmSync(copy.inRoot("node_modules"), { recursive: true });
      mkdirSync(copy.inRoot("node_modules", "half"), { recursive: true });
      await copy.run(["show"]);

      expect(copy.npmCalls()).to.have.length(2);
      expect(existsSync(copy.inRoot("node_modules", "half"))).to.equal(false);
    });

    it("keeps fitting packages that somebody installed by hand", async () => {
      const edr = copy.inRoot("node_modules", "@nomicfoundation", "edr");
      mkdirSync(edr, { recursive: true });
      writeFileSync(path.join(edr, "index.js"), "");
      const { "node_modules/for-another-platform": _, ...here } = LOCK_FILE.packages;
      writeFileSync(
        copy.inRoot("node_modules", ".package-lock.json"),
        JSON.stringify({ packages: here }),
      );

      const { code, stderr } = await copy.run(["show"]);

      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      expect(copy.npmCalls()).to.deep.equal([]);
    });

    it("installs a Node.js of its own when the machine's is too old, and only once", async () => {
      const first = await copy.run(["show"], { NODE_VERSION: "20.20.2" });
      const second = await copy.run(["show"], { NODE_VERSION: "20.20.2" });

      expect(first.stderr).to.match(/^sahara: Node.js 20.20.2 is too old .*\n.*\n$/);
      expect({ code: second.code, stderr: second.stderr }).to.deep.equal({ code: 0, stderr: "" });
      expect(copy.npmCalls()).to.have.length(2);
      expect(copy.npmCalls()[0]).to.match(/^install --prefix .*\.toolchain .*node-.*@22\.\d+\.\d+/);
    });

    it("lets one of two launchers install while the other waits", async () => {
      const results = await Promise.all([
        copy.run(["show"], { NPM_SECONDS: "0.3" }),
        copy.run(["show"], { NPM_SECONDS: "0.3" }),
      ]);

      expect(results.map(({ code }) => code)).to.deep.equal([0, 0]);
      expect(copy.npmCalls()).to.have.length(1);
      expect(existsSync(copy.inRoot(".toolchain", "lock"))).to.equal(false);
    });

    it("takes over from a launcher that was killed", async () => {
      const killed = spawn("true");
      await finish(killed);
      mkdirSync(copy.inRoot(".toolchain", "lock"), { recursive: true });
      writeFileSync(copy.inRoot(".toolchain", "lock", "pid"), `${killed.pid!}\n`);

      expect((await copy.run(["show"])).code).to.equal(0);
      expect(existsSync(copy.inRoot(".toolchain", "lock"))).to.equal(false);
    });
  });

  describe("when the installation fails", () => {
    const failures = [
      {
        given: "no network",
        output:
          "npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error errno ENOTFOUND\n" +
          "npm error network request to https://registry.example/edr failed, reason: getaddrinfo " +
          "ENOTFOUND registry.example\nnpm error network This is a problem related to network connectivity.",
        says: /npm cannot reach its registry.*\(ENOTFOUND\)/,
      },
      {
        given: "no name service, as older npm says it",
        output: "npm ERR! code EAI_AGAIN\nnpm ERR! errno EAI_AGAIN",
        says: /npm cannot reach its registry.*\(EAI_AGAIN\)/,
      },
      {
        given: "a full disk",
        output:
          "npm error code ENOSPC\nnpm error syscall write\nnpm error errno -28\n" +
          "npm error nospc ENOSPC: no space left on device, write",
        says: /the disk is full.*\(ENOSPC\)/,
      },
      {
        given: "a full disk that npm only warns about",
        output: "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write",
        exit: "",
        says: /the disk is full/,
      },
      {
        given: "a full disk that fails a package's own script",
        output:
          "npm error code 1\nnpm error path /repo/node_modules/esbuild\nnpm error command sh -c node " +
          "install.js\nnpm error ENOSPC: no space left on device, write",
        says: /the disk is full/,
      },
      {
        given: "a folder of another owner",
        output: "npm error code EACCES\nnpm error syscall mkdir",
        says: /npm may not write/,
      },
      {
        given: "a proxy with its own certificate",
        output: "npm error code SELF_SIGNED_CERT_IN_CHAIN\nnpm error self-signed certificate",
        says: /does not trust/,
      },
      {
        given: "a lock file of another state",
        output: "npm error code EUSAGE\nnpm error `npm ci` can only install packages when",
        says: /package-lock\.json disagree.*npm install/,
      },
      {
        given: "a damaged package",
        output: "npm error code EINTEGRITY\nnpm error sha512-abc integrity checksum failed",
        says: /checksum.*npm cache clean/,
      },
      { given: "a missing package", output: "npm error code E404", says: /lacks a package/ },
      { given: "too little memory", output: "", exit: "137", says: /killed by signal 9/ },
      { given: "anything else", output: "npm error oh", exit: "3", says: /exit code 3/ },
    ];

    const started: Promise<{ at: ReturnType<typeof createCopy>; result: Result }>[] = [];

    // All at once, because each takes several processes.
    before(() => {
      for (const { output, exit = "1" } of failures) {
        const at = createCopy();
        const running = at.run(["show"], { NPM_OUTPUT: output, NPM_EXIT: exit });
        started.push(running.then((result) => ({ at, result })));
      }
    });

    after(async () => {
      for (const { at } of await Promise.all(started)) at.remove();
    });

    for (const [index, { given, output, says }] of failures.entries()) {
      it(`given ${given}: says in one line what happened, and keeps npm's log`, async () => {
        const { at, result } = await started[index]!;

        const line = lineAfterProgress(result);
        expect(line)
          .to.match(/^sahara: the packages could not be installed: /)
          .and.match(says);
        const log = /then run this again\. Log: (.*)$/.exec(line)?.[1];
        expect(readFileSync(log!, "utf8")).to.equal(`${output}\n`);
        expect({ code: result.code, stdout: result.stdout }).to.deep.equal({ code: 1, stdout: "" });
        expect(existsSync(at.inRoot("node_modules", ".sahara"))).to.equal(false);
        expect(existsSync(at.inRoot(".toolchain", "lock"))).to.equal(false);
      });
    }

    it("given no network and an old Node.js: names Node.js", async () => {
      const offline = { NPM_OUTPUT: "npm error code ENOTFOUND", NPM_EXIT: "1" };
      const result = await copy.run(["show"], { NODE_VERSION: "18.19.0", ...offline });

      expect(lineAfterProgress(result)).to.match(
        /Node\.js 22\.\d+\.\d+ could not be installed: npm/,
      );
      expect(result.code).to.equal(1);
    });

    it("given a Node.js package that does not run here: says so", async () => {
      const broken = { NODE_VERSION: "20.20.2", NPM_INSTALLS_NODE: "no" };
      const result = await copy.run(["show"], broken);

      expect(lineAfterProgress(result)).to.match(/does not run on this machine\. Install Node\.js/);
      expect(result.code).to.equal(1);
    });

    it("given an old npm: says which one is needed", async () => {
      const result = await copy.run(["show"], { NPM_VERSION: "6.14.18" });

      expect(lineAfterProgress(result)).to.match(/npm 6\.14\.18 is too old, 9 or newer is needed/);
      expect(result.code).to.equal(1);
      expect(copy.npmCalls()).to.deep.equal([]);
    });

    it("given no npm: says how to get it", async () => {
      copy.leaveOut("npm");
      const result = await copy.run(["show"]);

      expect(lineAfterProgress(result)).to.match(/npm was not found.*Install Node\.js 22/);
      expect(result.code).to.equal(1);
    });

    it("given no Node.js: says how to get it", async () => {
      copy.leaveOut("node");
      const result = await copy.run(["show"]);

      expect(onlyLine(result)).to.match(/Node\.js was not found.*Install Node\.js 22/);
      expect(result.code).to.equal(1);
    });

    it("given nowhere to write: says where", async () => {
      writeFileSync(copy.inRoot(".toolchain"), "in the way");
      const result = await copy.run(["show"]);

      expect(onlyLine(result)).to.include(`cannot create ${copy.inRoot(".toolchain")}`);
      expect(result.code).to.equal(1);
    });

    it("given an unreadable package.json: says so", async () => {
      writeFileSync(copy.inRoot("package.json"), "{");
      const result = await copy.run(["show"]);

      expect(onlyLine(result)).to.include("cannot read").and.include("package.json");
      expect(result.code).to.equal(1);
    });
  });
});
