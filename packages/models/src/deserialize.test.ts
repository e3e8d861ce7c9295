import { createHash } from "node:crypto";
import { expect } from "chai";
import { sampleOf } from "../test/corpus.ts";
import {
  deserialize,
  ModelFileError,
  type ModelFileFault,
  ModelHashMismatchError,
} from "./deserialize.ts";
import { serialize, weightsHash } from "./serialize.ts";
import { train } from "./train.ts";

const model = train([sampleOf("ham", "meet me for lunch"), sampleOf("spam", "buy pills now")]);
const file = Buffer.from(serialize(model));

/** The file with one byte changed and, as an attacker would, the checksum made to match. */
function forge(position: number, byte: number): Buffer {
  const forged = Buffer.from(file);
  forged[position] = byte;
  createHash("sha256")
    .update(forged.subarray(0, -32))
    .digest()
    .copy(forged, forged.length - 32);
  return forged;
}

function expectFault(bytes: Uint8Array, fault: ModelFileFault, message?: string): void {
  expect(() => deserialize(bytes), message)
    .to.throw(ModelFileError)
    .with.property("fault", fault);
}

describe("deserialize", () => {
  it("default: reads what serialize wrote", () => {
    expect(deserialize(file)).to.deep.equal(model);
  });

  it("behavior: reads a file that lies inside a larger buffer", () => {
    const larger = Buffer.concat([Buffer.from("abc"), file, Buffer.from("def")]);

    expect(deserialize(larger.subarray(3, -3))).to.deep.equal(model);
  });

  it("args: expectedHash: accepts the file that it names", () => {
    expect(deserialize(file, { expectedHash: weightsHash(model) })).to.deep.equal(model);
  });

  it("error: refuses an intact file that is not the one expected", () => {
    const other = forge(42, (file[42] ?? 0) ^ 1);
    const [expected, actual] = [weightsHash(model), weightsHash(deserialize(other))];

    expect(() => deserialize(other, { expectedHash: expected }))
      .to.throw(ModelHashMismatchError)
      .that.includes({ expected, actual });
  });

  it("error: refuses a file with any one bit flipped", () => {
    const positions = [...Array(48).keys(), 1_000, 40_000, 65_577, 65_578, file.length - 1];
    for (const position of positions) {
      const corrupt = Buffer.from(file);
      corrupt[position] = (corrupt[position] ?? 0) ^ 0x10;

      expect(() => deserialize(corrupt), `byte ${position}`).to.throw(ModelFileError);
    }
  });

  it("error: says which part is at fault", () => {
    expectFault(new Uint8Array(), "length");
    expectFault(file.subarray(0, -1), "length");
    expectFault(Buffer.concat([file, Buffer.alloc(1)]), "length");
    expectFault(forge(0, 0x58), "magic");
    expectFault(forge(4, 2), "version");
    expectFault(Buffer.from(file).fill(0, file.length - 32), "checksum");
  });

  it("error: refuses a header that makes no sense, even with a checksum that matches", () => {
    expectFault(forge(5, 16), "header", "16 feature bits");
    expectFault(forge(6, 16), "header", "16 fraction bits");
    expectFault(forge(7, 2), "header", "two parents");
    expectFault(forge(8, 1), "header", "the hash of a parent that is not there");
  });
});
