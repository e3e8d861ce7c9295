import { createHash } from "node:crypto";
import type { MailText } from "./mailText.ts";
import { keepLetters } from "./tokens.ts";

/**
 * Names what a mail says: the SHA-256 (hex) of the letters of its body in lower case, every run of
 * other bytes being one space. Copies that differ in subject, numbers, punctuation or layout get the
 * same key. A body without letters is replaced by the subject.
 */
export function contentKey({ subject, body }: MailText): string {
  const words = keepLetters(body);
  const hash = createHash("sha256");
  return words.length > 0
    ? hash.update("body ").update(words).digest("hex")
    : hash.update("subject ").update(keepLetters(subject)).digest("hex");
}
