import { serveGateway } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { createCommand } from "../shared/createCommand.ts";
import { parsePort, tellFailures, untilInterrupted } from "./serving.ts";
import { openStore, STORE } from "./vaultOptions.ts";

export const vaultServe = (cli: Cli) =>
  createCommand({
    name: "serve",
    does: "Serve a store to everyone as an IPFS trustless gateway, until it is interrupted. Needs no chain.",
    examples: ["vault serve", "vault serve --store /data --host 0.0.0.0 --port 8080"],
  })
    .option(...STORE)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", "port to listen on", parsePort, 8_080)
    .action(async ({ store, host, port }) => {
      const gateway = await serveGateway({
        ...{ source: openStore(cli, store), host, port },
        onFailure: tellFailures(cli),
      });
      cli.answer({ json: { url: gateway.url }, text: fields([["URL", gateway.url]]) });
      await untilInterrupted();
      await gateway.stop();
    });
