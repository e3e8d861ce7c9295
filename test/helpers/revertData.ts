/** What a refused call answered, as hex; undefined if it was not refused by a contract. */
export function revertData(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("data" in error)) return undefined;
  const { data } = error;
  if (typeof data === "string") return data;
  // Some calls wrap the answer once more.
  return revertData(data);
}
