import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createReport, MethodDataError, recompute } from "@sahara/attribution/report";
import { contentRoot } from "@sahara/storage";
import { expect } from "chai";
import { smallCorpus } from "../test/smallCorpus.ts";
import { MAILS_FILE, MAILS_PARAMETERS, mailsMethod } from "./mailsMethod.ts";
import { toContributors, valueMails } from "./valueMails.ts";

const accountOf = (id: string) => `0x${id.slice("mail-".length).padStart(40, "0")}`;

describe("mailsMethod", () => {
  const mails = smallCorpus().map((mail, i) => ({ ...mail, id: `mail-${i + 1}` }));
  let folder: string;

  const writeList = (lines: readonly string[]) => {
    writeFileSync(path.join(folder, MAILS_FILE), lines.map((line) => `${line}\n`).join(""));
  };
  const create = () =>
    createReport({
      asset: { id: 1n, version: 1 },
      method: mailsMethod,
      parameters: MAILS_PARAMETERS,
      folder,
    });

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "sahara-mails-"));
    for (const { id, bytes } of mails) writeFileSync(path.join(folder, id), bytes);
    writeList(
      mails.map(({ id, label }) => JSON.stringify({ id, label, contributor: accountOf(id) })),
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("default: reports what valueMails finds, under the content root of the mails", async () => {
    const { report, tree } = await create();

    const { values } = valueMails({ mails });
    expect(tree.leaves).to.deep.equal(toContributors(values, accountOf));
    const files = mails.map(({ id, bytes }) => ({ path: id, content: bytes }));
    expect(report.data.root).to.equal((await contentRoot({ files })).digest);
    expect(await recompute({ report, methods: [mailsMethod], folder })).to.include({ equal: true });
  });

  it("behavior: a mail that was changed shows in the root of the data", async () => {
    const { report } = await create();
    writeFileSync(path.join(folder, "mail-3"), "Subject: x\n\nsomething else");

    const result = await recompute({ report, methods: [mailsMethod], folder });

    expect(result).to.have.nested.property("difference.path", "data.root");
  });

  it("error: names the line, or the mail, that is not as it should be", async () => {
    const good = JSON.stringify({ id: "mail-1", label: "ham", contributor: accountOf("mail-1") });
    const faults = {
      "mails.jsonl, line 2,": ["{", "null", '{"id":"../mail-1","label":"ham","contributor":"0x"}'],
      "mail-99": ['{"id":"mail-99","label":"ham","contributor":"0x"}'],
    };
    for (const [file, lines] of Object.entries(faults)) {
      for (const line of lines) {
        writeList([good, line]);
        const fault = await create().catch((error: unknown) => error);
        expect(fault, line).to.be.instanceOf(MethodDataError).with.property("file", file);
      }
    }
  });
});
