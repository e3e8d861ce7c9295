/** One fact about a deployment. Without an expectation it is shown and not judged. */
export type Check = { what: string; found: string; expected?: string };

export const isFailed = ({ found, expected }: Check) =>
  expected !== undefined && expected !== found;

/** A check as a row of a table; what was expected is shown where something else was found. */
export const toRow = (check: Check): string[] => {
  if (check.expected === undefined) return ["    ", check.what, check.found];
  if (!isFailed(check)) return ["ok  ", check.what, check.found];
  return ["FAIL", check.what, `${check.found}, expected ${check.expected}`];
};
