/** The data of the revert that made a request of the in-process chain fail; any other failure is thrown on. */
export function readRevertData(error: unknown): string {
  const data = error instanceof Error && "data" in error ? error.data : undefined;
  if (typeof data === "string") return data;
  if (typeof data === "object" && data !== null && "data" in data) return String(data.data);
  throw error;
}
