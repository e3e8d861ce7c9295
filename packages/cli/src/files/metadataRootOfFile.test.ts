import { metadataRoot, NotJsonError } from "@sahara/storage";
import { expect } from "chai";

import { refusal } from "../../test/refusal.ts";
import { useFolder } from "../../test/useFolder.ts";
import { FileError } from "../errors.ts";
import { metadataRootOfFile } from "./metadataRootOfFile.ts";
import { writeText } from "./writeText.ts";

describe("metadataRootOfFile", () => {
  const io = useFolder();

  it("default: commits to the canonical form, not to the file's layout", async () => {
    await writeText(io, "a.json", '{ "name": "mail",\n  "count": 2 }\n');
    await writeText(io, "b.json", '{"count":2,"name":"mail"}');

    const root = await metadataRootOfFile(io, "a.json");
    expect(root).to.deep.equal(metadataRoot({ name: "mail", count: 2 }));
    expect(await metadataRootOfFile(io, "b.json")).to.deep.equal(root);
  });

  it("error: a file that is no JSON, by its name", async () => {
    await writeText(io, "mail.json", "name: mail");

    const message = await refusal(metadataRootOfFile(io, "mail.json"), FileError);
    expect(message).to.equal("mail.json: it is not JSON.");
  });

  it("error: a value that has no canonical form", async () => {
    await writeText(io, "mail.json", '{ "count": 1e400 }');

    await refusal(metadataRootOfFile(io, "mail.json"), NotJsonError);
  });
});
