import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";

/** @throws {UsageError} When the account was named by `--from`, which can look and not sign. */
export function refuseKeyless({ settings }: Pick<Cli, "settings">): void {
  if (settings.from === undefined) return;
  throw new UsageError(
    "--from names an account without its key. Add --dry-run, or pass --key-file instead.",
  );
}
