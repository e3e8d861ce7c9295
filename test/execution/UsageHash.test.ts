import { expect } from "chai";
import type { TypedDataField } from "ethers";

import { ethers, loadFixture } from "../helpers/chain.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";
import { TYPES } from "../helpers/typedData.ts";

const SAMPLES = 8;
const random = createSeededRandom(712n);

/** A value of each member, as likely small as large. */
function randomMessage(fields: readonly TypedDataField[]): Record<string, string | bigint> {
  return Object.fromEntries(
    fields.map(({ name, type }): [string, string | bigint] => {
      if (type === "address") return [name, ethers.getAddress(random.bytes(20))];
      if (type === "bytes32") return [name, random.bytes(32)];
      return [name, random.bits(1 + random.below(Number(type.slice("uint".length))))];
    }),
  );
}

describe("UsageHash (SYS-4)", () => {
  const deployProbe = async () => await ethers.deployContract("UsageHashProbe");

  for (const [name, typeName] of [
    ["accountTerms", "AccountTerms"],
    ["offer", "Offer"],
    ["usageVoucher", "UsageVoucher"],
    ["callReceipt", "CallReceipt"],
    ["sessionKey", "SessionKey"],
    ["refund", "Refund"],
  ] as const) {
    it(`hashes ${typeName} as wallets do`, async () => {
      const probe = await loadFixture(deployProbe);
      const types: Record<string, TypedDataField[]> = TYPES[name];
      const fields = types[typeName] ?? [];

      for (let i = 0; i < SAMPLES; i++) {
        const message = randomMessage(fields);
        const values = fields.map((field) => message[field.name]);
        const args = name === "refund" ? values : [values];
        expect(await probe.getFunction(name)(...args)).to.equal(
          ethers.TypedDataEncoder.hashStruct(typeName, types, message),
        );
      }
    });
  }
});
