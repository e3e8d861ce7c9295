import { readFile } from "node:fs/promises";

import { expect } from "chai";

import { imageSize } from "./imageSize.ts";

/** Start, a comment of 4 bytes, a table, and a baseline frame of 640 x 480. */
const JPEG = Buffer.from(
  "ffd8fffe000461 62ffc40003 00ffc0000b0801e0028001011100".replaceAll(" ", ""),
  "hex",
);

describe("imageSize", () => {
  it("default: reads the size of a PNG", async () => {
    const png = await readFile(new URL("../../test/fixtures/invoice.png", import.meta.url));

    expect(imageSize(png)).to.deep.equal({ width: 420, height: 150 });
  });

  it("default: reads the size of a JPEG behind other segments", () => {
    expect(imageSize(JPEG)).to.deep.equal({ width: 640, height: 480 });
  });

  it("behavior: says nothing of what is neither, or is cut off", () => {
    const cut = [
      JPEG.subarray(0, 20),
      JPEG.subarray(0, 2),
      Buffer.from("ffd80000000000000000", "hex"),
    ];
    for (const bytes of [Buffer.alloc(0), Buffer.from("GIF89a"), Buffer.from("%PDF-1.7"), ...cut]) {
      expect(imageSize(bytes), bytes.toString("hex")).to.equal(undefined);
    }
  });

  it("behavior: ends on any bytes", () => {
    for (let length = 0; length < 64; length++) {
      const noise = Buffer.concat([Buffer.from("ffd8ff", "hex"), Buffer.alloc(length, 0xff)]);

      expect(() => imageSize(noise)).to.not.throw();
      expect(() =>
        imageSize(Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(length)])),
      ).to.not.throw();
    }
  });
});
