/** The field of 256 elements with the polynomial of AES, x^8 + x^4 + x^3 + x + 1. */
const POLYNOMIAL = 0x1b;

/** Product. Takes the same steps for all values, without tables, so that its time tells nothing about a secret. */
export function multiply(a: number, b: number): number {
  let [factor, rest, product] = [a, b, 0];
  for (let bit = 0; bit < 8; bit++) {
    product ^= -(rest & 1) & factor;
    const carry = -(factor >> 7) & POLYNOMIAL;
    factor = ((factor << 1) & 0xff) ^ carry;
    rest >>= 1;
  }
  return product;
}

/** The element whose product with `a` is 1; 0 for 0. It is a^254. */
export function invert(a: number): number {
  let [power, inverse] = [a, 1];
  for (let bit = 1; bit < 8; bit++) {
    power = multiply(power, power);
    inverse = multiply(inverse, power);
  }
  return inverse;
}
