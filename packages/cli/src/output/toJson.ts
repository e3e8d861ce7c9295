/** One JSON document, two spaces deep; a bigint becomes its decimal text. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, item: unknown) => (typeof item === "bigint" ? `${item}` : item),
    2,
  );
}
