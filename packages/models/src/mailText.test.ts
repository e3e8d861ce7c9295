import { expect } from "chai";
import { bytesOf } from "../test/corpus.ts";
import { readMailText } from "./mailText.ts";

function read(mail: string): { subject: string; body: string } {
  const { subject, body } = readMailText(bytesOf(mail));
  return {
    subject: Buffer.from(subject).toString("latin1"),
    body: Buffer.from(body).toString("latin1"),
  };
}

describe("readMailText", () => {
  it("default: keeps the subject and the body, and no other header", () => {
    const mail = "From: a@b\nSubject: Hello there\nReceived: from c\n\nLine 1\n\nLine 2\n";

    expect(read(mail)).to.deep.equal({ subject: " Hello there", body: "Line 1\n\nLine 2\n" });
  });

  it("behavior: reads lines that end with carriage returns", () => {
    expect(read("A: b\r\nSUBJECT: hi\r\n\r\nbody\n\nmore")).to.deep.equal({
      subject: " hi",
      body: "body\n\nmore",
    });
  });

  it("behavior: joins a subject that is folded over lines", () => {
    expect(read("Subject: one\n\ttwo\n three\nTo: x\n\n").subject).to.equal(" one\n\ttwo\n three");
  });

  it("behavior: takes no subject from the body, and none from a longer name", () => {
    expect(read("X-Subject: no\n\nSubject: no")).to.deep.equal({
      subject: "",
      body: "Subject: no",
    });
  });

  it("behavior: takes a mail without an empty line for headers alone", () => {
    expect(read("Subject: only\nTo: x")).to.deep.equal({ subject: " only", body: "" });
    expect(read("")).to.deep.equal({ subject: "", body: "" });
  });

  it("behavior: keeps every byte, valid UTF-8 or not", () => {
    const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);

    const { body } = readMailText(Buffer.concat([bytesOf("Subject: \xff\xfe\n\n"), allBytes]));

    expect([...body]).to.deep.equal([...allBytes]);
    expect(read("Subject: \xff\xfe\n\n").subject).to.equal(" \xff\xfe");
  });
});
