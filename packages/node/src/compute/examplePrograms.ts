const fileOf = (name: string) => new URL(`../../programs/build/${name}.wasm`, import.meta.url);

/** Programs that come with the node, compiled; their sources lie in `programs/`. */
export const EXAMPLE_PROGRAMS = {
  /** Mails in folders that are called ham or spam: their number, bytes and lines. Rows are files. */
  mailStatistics: {
    file: fileOf("mailStatistics"),
    counters: ["ham mails", "ham bytes", "ham lines", "spam mails", "spam bytes", "spam lines"],
    countersPerRow: 3,
  },
  /** Rows that hold a text, which the parameters are. */
  rowsWith: { file: fileOf("rowsWith"), counters: ["rows"], countersPerRow: 1 },
} as const;
