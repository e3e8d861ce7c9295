import type { Page, PagePlace } from "../store/BookStore.ts";
import { BookError } from "./BookError.ts";

/** A page as it is sent; `next` goes into the next request, and is null on the last page. */
export function pageToJson<T, Name extends string>(
  name: Name,
  { items, next }: Page<T>,
  toJson: (item: T) => unknown,
) {
  return { [name]: items.map(toJson), next: next === undefined ? null : encodeCursor(next) };
}

/** Where a page ends, for clients to give back as it is. */
export function encodeCursor({ key, serial }: PagePlace): string {
  return Buffer.from(JSON.stringify([key, serial])).toString("base64url");
}

/**
 * @throws {BookError} `bad-request`, when no page ended so.
 */
export function decodeCursor(text: string): PagePlace {
  const [key, serial] = /^[A-Za-z0-9_-]{1,128}$/.test(text) ? parse(text) : [];
  const isKey = typeof key === "string" && /^[0-9]{1,39}$/.test(key);
  if (isKey && typeof serial === "number" && Number.isSafeInteger(serial) && serial >= 0) {
    return { key, serial };
  }
  throw new BookError("bad-request", "The cursor is none that a page ended with.");
}

function parse(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  } catch {
    // Not even JSON: it is refused like any other wrong cursor.
    return [];
  }
}
