import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { hexlify, randomBytes } from "ethers";

import { randomStruct } from "../../../test/randomStruct.ts";
import { MalformedMessageError } from "../../errors/usageErrors.ts";
import type { CallRecord } from "./CallStore.ts";
import { type FileCallStore, openFileCallStore } from "./openFileCallStore.ts";

const hash = () => hexlify(randomBytes(32));
const signed = () => ({
  receipt: randomStruct("CallReceipt"),
  signature: hexlify(randomBytes(65)),
});
const place = { accountId: hash(), offerId: hash(), lane: 2 ** 32 - 1, epoch: 3 };
const RECORDS: CallRecord[] = [
  { kind: "deposit", accountId: hash(), token: hexlify(randomBytes(20)), amount: 2n ** 90n },
  { kind: "lane", place, account: randomStruct("AccountTerms"), offer: randomStruct("Offer") },
  {
    ...{ kind: "request", place, seq: 7n, requestHash: hash() },
    ...{ maxPrice: 2n ** 100n, maxCumulative: 2n ** 127n },
  },
  { kind: "receipt", place, signed: signed(), seen: true, latencyMs: 12 },
  { kind: "fault", place, fault: "price", signed: signed(), against: undefined },
  { kind: "fault", place, fault: "equivocation", signed: signed(), against: signed() },
  { kind: "retired", place, reason: "It forgot — everything." },
];

describe("openFileCallStore", () => {
  let folder: string;
  let file: string;
  const opened: FileCallStore[] = [];
  const openStore = async () => {
    const store = await openFileCallStore(file);
    opened.push(store);
    return store;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "calls-"));
    file = path.join(folder, "calls.jsonl");
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await rm(folder, { recursive: true });
  });

  it("default: has after a restart what was appended before", async () => {
    const store = await openStore();
    for (const record of RECORDS) await store.append(record);

    expect(await store.load()).to.deep.equal(RECORDS);
    expect(await (await openStore()).load()).to.deep.equal(RECORDS);
  });

  it("behavior: appends at the same time keep their order", async () => {
    const store = await openStore();

    await Promise.all(RECORDS.map((record) => store.append(record)));

    expect(await (await openStore()).load()).to.deep.equal(RECORDS);
  });

  it("behavior: drops a last line that a crash cut short, and goes on behind", async () => {
    const store = await openStore();
    await store.append(RECORDS[0]!);
    await store.append(RECORDS[6]!);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.slice(0, -10));

    const again = await openStore();
    await again.append(RECORDS[1]!);

    expect(await (await openStore()).load()).to.deep.equal([RECORDS[0], RECORDS[1]]);
  });

  it("error: a whole line that is none of ours", async () => {
    await writeFile(file, '{"kind":"surprise"}\n');
    const store = await openStore();

    expect(() => store.load()).to.throw(MalformedMessageError);
  });
});
