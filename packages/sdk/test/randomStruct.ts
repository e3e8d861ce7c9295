import { hexlify, randomBytes } from "ethers";

import { bitsOf, fieldsOf, isSmall, type Struct, type StructName } from "../src/usage/structs.ts";

/** A struct of random members; each integer is zero or the largest at times. */
export function randomStruct<Name extends StructName>(name: Name): Struct<Name> {
  const entries = fieldsOf(name).map(({ name: member, type }) => {
    const bits = bitsOf(type);
    if (bits === undefined) return [member, hexlify(randomBytes(type === "address" ? 20 : 32))];
    const integer = randomInteger(bits);
    return [member, isSmall(bits) ? Number(integer) : integer];
  });
  return Object.fromEntries(entries) as Struct<Name>;
}

function randomInteger(bits: number): bigint {
  const dice = Math.random();
  if (dice < 0.1) return 0n;
  if (dice < 0.2) return 2n ** BigInt(bits) - 1n;
  return BigInt(hexlify(randomBytes(bits / 8)));
}
