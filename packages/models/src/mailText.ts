/** The parts of a mail that the filter reads. */
export type MailText = { subject: Uint8Array; body: Uint8Array };

const SUBJECT_LINE = /^subject:(.*(?:\r?\n[ \t].*)*)/im;

/**
 * Drops every header but the subject: the others name the recipient and the route, which would tell
 * the groups of a corpus apart without reading a word. A mail without an empty line has no body.
 */
export function readMailText(mail: Uint8Array): MailText {
  const bytes = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  const { headerEnd, bodyStart } = findBody(bytes);
  const subject = SUBJECT_LINE.exec(bytes.toString("latin1", 0, headerEnd))?.[1] ?? "";

  return { subject: Buffer.from(subject, "latin1"), body: bytes.subarray(bodyStart) };
}

function findBody(mail: Buffer): { headerEnd: number; bodyStart: number } {
  const breaks = ["\n\n", "\n\r\n"]
    .map((emptyLine) => ({ headerEnd: mail.indexOf(emptyLine), length: emptyLine.length }))
    .filter(({ headerEnd }) => headerEnd !== -1)
    .sort((a, b) => a.headerEnd - b.headerEnd);
  const first = breaks[0] ?? { headerEnd: mail.length, length: 0 };
  return { headerEnd: first.headerEnd, bodyStart: first.headerEnd + first.length };
}
