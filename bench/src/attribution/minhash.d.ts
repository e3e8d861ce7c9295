/** The package brings no types. */
declare module "minhash" {
  export class Minhash {
    constructor(options?: { numPerm?: number; seed?: number });
    update(member: string): void;
    jaccard(other: Minhash): number;
  }
  export class LshIndex {
    constructor(options?: { bandSize?: number });
    insert(key: string, signature: Minhash): void;
    query(signature: Minhash): string[];
  }
}
