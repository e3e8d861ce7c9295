import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { captureIo } from "../../../test/captureIo.ts";
import { refusal } from "../../../test/refusal.ts";
import { useFolder } from "../../../test/useFolder.ts";
import { FileError, UsageError } from "../../errors.ts";
import { takeInput } from "./takeInput.ts";

describe("takeInput", () => {
  const place = useFolder();
  const take = async (text: string | undefined, file?: string) =>
    await takeInput({ io: captureIo(place) }, { text, file });
  const write = async (file: string, content: string) => {
    await writeFile(path.join(place.cwd, file), content);
  };

  it("takes a typed object as it is, any other text as its input, and nothing as nothing", async () => {
    expect(await take('{"question":1}')).to.deep.equal({ question: 1 });
    expect(await take("[1]")).to.deep.equal({ input: "[1]" });
    expect(await take("Bonjour")).to.deep.equal({ input: "Bonjour" });
    expect(await take(undefined)).to.deep.equal({});
  });

  it("args: file: takes the object in it", async () => {
    await write("request.json", '{"question":2}');

    expect(await take(undefined, "request.json")).to.deep.equal({ question: 2 });
  });

  it("error: refuses both, what only begins like an object, and a file with something else", async () => {
    await write("list.json", "[1]");

    expect(await refusal(take("text", "list.json"), UsageError)).to.include("not both");
    expect(await refusal(take("{question:1}"), UsageError)).to.include("Check its quotes");
    expect(await refusal(take(undefined, "list.json"), FileError)).to.equal(
      "list.json: it holds no JSON object.",
    );
  });
});
