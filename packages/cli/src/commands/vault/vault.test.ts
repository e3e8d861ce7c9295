import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { createFolderStore, serveGateway } from "@sahara/storage";
import { expect } from "chai";

import { captureIo } from "../../../test/captureIo.ts";
import { useFolder } from "../../../test/useFolder.ts";
import { run } from "../../run.ts";

describe("vault", function () {
  this.timeout(60_000);
  const folder = useFolder();
  const at = (...names: string[]) => path.join(folder.cwd, ...names);

  async function type(...args: string[]) {
    const io = captureIo({ cwd: folder.cwd });
    const exitCode = await run(["vault", ...args], io);
    return { exitCode, ...io.written };
  }
  async function answer<T>(...args: string[]): Promise<T> {
    const { exitCode, out, err } = await type(...args, "--json");
    expect({ exitCode, err }).to.deep.equal({ exitCode: 0, err: "" });
    return JSON.parse(out) as T;
  }
  async function addMails() {
    await mkdir(at("mail", "ham"), { recursive: true });
    await writeFile(at("mail", "ham", "1.txt"), "hello");
    await writeFile(at("mail", "2.txt"), "world");
    return await answer<{ root: string }>("add", "mail", "--vault-key", "mail.key");
  }

  it("add, export, import and get: a folder comes back from another store", async () => {
    const { root } = await addMails();
    await answer("export", root, "mail.car");
    const imported = await answer<{ roots: string[] }>("import", "mail.car", "--store", "other");
    await answer("get", root, "again", "--vault-key", "mail.key", "--store", "other");

    expect(imported.roots).to.deep.equal([root]);
    expect(await readFile(at("again", "ham", "1.txt"), "utf8")).to.equal("hello");
    expect((await readdir(at("again"))).sort()).to.deep.equal(["2.txt", "ham"]);
  });

  it("get and replicate: from a gateway, into the store", async () => {
    const { root } = await addMails();
    const source = createFolderStore({ folder: at("vault") });
    const gateway = await serveGateway({ source });
    try {
      const from = ["--gateway", gateway.url];
      const copied = await answer<{ copiedBlocks: number }>(
        ...["replicate", root, ...from, "--store", "replica"],
      );
      await answer("get", root, "again", "--vault-key", "mail.key", ...from, "--store", "cache");

      expect(copied.copiedBlocks).to.equal(1);
      expect(await readFile(at("again", "2.txt"), "utf8")).to.equal("world");
    } finally {
      await gateway.stop();
    }
  });

  it("add: keeps the key where only its owner reads it, and takes the one that is there", async () => {
    await writeFile(at("one.txt"), "one");
    const { out, err } = await type("add", "one.txt", "--vault-key", "one.key");
    const key = await readFile(at("one.key"), "utf8");
    const { root } = await answer<{ root: string }>("add", "one.txt", "--vault-key", "one.key");
    await answer("get", root, "again.txt", "--vault-key", "one.key");

    expect((await stat(at("one.key"))).mode & 0o777).to.equal(0o600);
    expect(out + err).to.not.include(key.trim().slice(2));
    expect(await readFile(at("one.key"), "utf8")).to.equal(key);
    expect(await readFile(at("again.txt"), "utf8")).to.equal("one");
    expect(await readdir(at("vault", "adding"))).to.deep.equal([]);
  });

  it("refuses in one line: another key, no key, no vault, a target that exists", async () => {
    const { root } = await addMails();
    await writeFile(at("other.key"), `0x${"11".repeat(32)}`);
    await writeFile(at("no.key"), "secret");
    const refused: [string[], RegExp][] = [
      [["get", root, "out", "--vault-key", "other.key"], /^error: The vault can't be opened: /],
      [["get", root, "out", "--vault-key", "no.key"], /^error: no\.key holds no private key/],
      [["get", root, "mail", "--vault-key", "mail.key"], /^error: .* exists\./],
      [["get", root, "out", "--vault-key", "mail.key", "--store", "none"], /^error: Block baf/],
      [["get", "bafy", "out", "--vault-key", "mail.key"], /^error: Cannot use "bafy"/],
      [["add", "nothing", "--vault-key", "x.key"], /^error: nothing: there is no such file/],
      [["import", "nothing.car"], /^error: nothing\.car: the file can't be read/],
    ];
    for (const [args, message] of refused) {
      const { exitCode, out, err } = await type(...args);
      expect({ exitCode, out }, args.join(" ")).to.deep.equal({ exitCode: 1, out: "" });
      expect(err).to.match(message);
      expect(err).to.not.include("secret");
    }
    expect(await readdir(folder.cwd)).to.not.include("out");
  });
});
