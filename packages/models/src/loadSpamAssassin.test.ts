import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentRoot } from "@sahara/storage";
import { expect } from "chai";
import { CorpusIncompleteError, loadSpamAssassin } from "./loadSpamAssassin.ts";
import type { Progress } from "./mail.ts";
import { corpusFiles, groupFiles, type MailGroup, SPAM_ASSASSIN_GROUPS } from "./spamAssassin.ts";

/** The content ids of the published data, by which anyone can fetch and check it. */
const GROUP_CIDS = {
  "easy-ham-1": "bafybeihx3v5qyf32xvvvqcbnmenxnh4nqk7i4cb2yn5tv7r2apypw65wmi",
  "easy-ham-2": "bafybeieptbcbfyvidxrja7ywohet7qny7qdvhbayjhv3qfbnuajwnf2byi",
  "hard-ham-1": "bafybeiexbb2rsrruo4j4ncx543wup6jequjpkpjkyqz3kcpskaezfpt57e",
  "spam-1": "bafybeibdqoa2ebq34h63g3h3fqea6wzms37p5hxgb3kyiq2bdti7sqarka",
  "spam-2": "bafybeidmdfiyhwth4hy6jb5teu6uccf2jeptxdd6cywwmzowaeypkptgve",
};
const CORPUS_CID = "bafybeicyqy4yng7sxiu7ww4b3ssgpk3x2pybxadyah65g2tlgribxopeem";

describe("loadSpamAssassin", function () {
  this.timeout(30_000);
  let groups: MailGroup[];

  before(async () => {
    groups = await loadSpamAssassin();
  });

  it("default: reads 6,046 mails in five groups", () => {
    const found = groups.map(({ name, label, mails }) => ({ name, label, mails: mails.length }));

    expect(found).to.deep.equal(SPAM_ASSASSIN_GROUPS);
  });

  it("default: gives every mail an id, the group and label of its group, and its bytes", () => {
    for (const { name, label, mails } of groups) {
      const wrong = mails.filter(
        (mail) => mail.group !== name || mail.label !== label || mail.bytes.length === 0,
      );
      expect(wrong).to.deep.equal([]);
    }
    const ids = groups.flatMap(({ mails }) => mails.map(({ id }) => id));
    expect(new Set(ids).size).to.equal(6_046);
    expect(ids[0]).to.equal("easy-ham-1/00001.7c53336b37003a9286aba55d2945844c.txt");
  });

  it("args: onProgress: counts up to all mails", async () => {
    const reports: Progress[] = [];

    await loadSpamAssassin({ onProgress: (progress) => reports.push(progress) });

    expect(reports.length).to.be.above(10);
    expect(reports.at(-1)).to.deep.equal({ done: 6_046, total: 6_046 });
  });

  context("given a folder of one's own", () => {
    let directory: string;

    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), "sahara-corpus-"));
    });
    afterEach(() => {
      rmSync(directory, { recursive: true });
    });

    async function refusal(): Promise<unknown> {
      return loadSpamAssassin({ directory }).catch((error: unknown) => error);
    }

    it("error: refuses a folder without the groups", async () => {
      const error = await refusal();

      expect(error).to.be.instanceOf(CorpusIncompleteError);
      expect(error).to.include({ group: "easy-ham-1", expected: 2_500, found: 0 });
    });

    it("error: refuses a group with mails missing", async () => {
      mkdirSync(join(directory, "easy-ham-1"));
      for (const file of ["1.txt", "2.txt", "1.json"]) {
        writeFileSync(join(directory, "easy-ham-1", file), "Subject: x\n\n");
      }

      expect(await refusal()).to.include({ group: "easy-ham-1", found: 2 });
    });
  });

  describe("groupFiles", () => {
    it("default: gives the files of each group from which its content id follows", async () => {
      for (const group of groups) {
        const { cid } = await contentRoot({ files: groupFiles(group) });

        expect(cid).to.equal(GROUP_CIDS[group.name]);
      }
    });
  });

  describe("corpusFiles", () => {
    it("default: gives all files, from which the content id of the data set follows", async () => {
      const { cid, bytes } = await contentRoot({ files: corpusFiles(groups) });

      expect(cid).to.equal(CORPUS_CID);
      expect(bytes).to.equal(32_506_017n);
    });

    it("behavior: is sorted by path, in whatever order the groups come", () => {
      const paths = corpusFiles(groups.toReversed()).map(({ path }) => path);

      expect(paths).to.deep.equal(paths.toSorted());
      expect(paths).to.deep.equal(corpusFiles(groups).map(({ path }) => path));
    });
  });
});
