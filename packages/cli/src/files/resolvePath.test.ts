import { expect } from "chai";

import { resolvePath } from "./resolvePath.ts";

describe("resolvePath", () => {
  it("default: starts at the folder in which the command was typed", () => {
    expect(resolvePath({ cwd: "/home/ada" }, "mail/1.txt")).to.equal("/home/ada/mail/1.txt");
    expect(resolvePath({ cwd: "/home/ada" }, "../bob")).to.equal("/home/bob");
  });

  it("behavior: leaves an absolute path alone", () => {
    expect(resolvePath({ cwd: "/home/ada" }, "/srv/mail")).to.equal("/srv/mail");
  });
});
