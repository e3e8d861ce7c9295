import { expect } from "chai";
import { contentRoot } from "../src/contentRoot.ts";
import { keyStreamFile } from "./kuboFixtures.ts";

// Two seconds each, so they stay out of the unit tests.
describe("contentRoot, kubo's large files", function () {
  this.timeout(60_000);

  it("behavior: fills one node with 1,024 links at 1,024 MiB", async () => {
    const { cid, bytes } = await contentRoot({ content: keyStreamFile(1_024) });

    expect(cid).to.equal("bafybeihmf37wcuvtx4hpu7he5zl5qaf2ineo2lqlfrapokkm5zzw7zyhvm");
    expect(bytes).to.equal(1_024n << 20n);
  });

  it("behavior: adds a level at 1,025 MiB", async () => {
    const { cid } = await contentRoot({ content: keyStreamFile(1_025) });

    expect(cid).to.equal("bafybeihmzokxxjqwxjcryerhp5ezpcog2wcawfryb2xm64xiakgm4a5jue");
  });
});
