/**
 * Node.js 22 calls its SQLite experimental, in a warning that nobody who runs a program can do anything about. It is
 * written on the import, so that one warning is held back there and all others pass.
 */
export async function importSqlite() {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes("SQLite is an experimental feature")) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return await import("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
