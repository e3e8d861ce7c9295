import type { Label, Mail } from "../src/mail.ts";
import { bytesOf } from "./corpus.ts";

/** A mail of somebody, with nothing but a body. */
export function mailOf(label: Label, body: string, id: string): Mail {
  return { id, group: "test", label, bytes: bytesOf(`Subject: x\n\n${body}`) };
}

/** Forty mails that say much the same, in words of their kind and some of their own. */
export function smallCorpus(): Mail[] {
  const words = {
    ham: "meeting report review agenda minutes notes",
    spam: "win cash prize now free offer",
  };
  return Array.from({ length: 40 }, (_, i) => {
    const label = i % 2 === 0 ? "ham" : "spam";
    const own = ["a", "b", "c", "d"].map((letter) => letter.repeat(1 + ((i * 7) % 11))).join(" ");
    return mailOf(label, `${words[label]} ${own} ${"xyz".repeat(1 + i)}`, `mail-${i}`);
  });
}
