import type { Mail } from "@sahara/models";

/** Every so many words, one is replaced. */
const WORDS_BETWEEN = 50;
const HEADERS = [
  "From: Collector <collector@copies.example>",
  "Subject: My own collection",
  "Date: Fri, 1 Jan 2027 00:00:00 +0000",
].join("\n");

/**
 * A mail as somebody passes it off as another one: under new headers, with a word replaced here and there and a line at
 * the end. Headers that say how the text is to be read stay.
 */
export function disguise(mail: Mail, index: number): Mail {
  const text = Buffer.from(mail.bytes).toString("latin1");
  const end = /\r?\n\r?\n/.exec(text);
  const split = end === null ? 0 : end.index;
  const kept = text.slice(0, split).match(/^(content|mime)-[^\n]*(\n[ \t][^\n]*)*/gim) ?? [];
  const body = text.slice(split).split(" ");
  const changed = body.map((word, at) =>
    at % WORDS_BETWEEN === WORDS_BETWEEN - 1 && /^[a-z]+$/.test(word) ? "indeed" : word,
  );
  const head = [HEADERS, `Message-Id: <${index}@copies.example>`, ...kept].join("\n");
  const bytes = Buffer.from(`${head}${changed.join(" ")}\nCollected for you.\n`, "latin1");
  return { ...mail, id: `copies/${index}.txt`, group: "copies", bytes };
}
