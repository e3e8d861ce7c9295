import { expect } from "chai";
import { JsonRpcProvider, Network, VoidSigner, Wallet } from "ethers";

import { refusal } from "../../test/refusal.ts";
import { useFolder } from "../../test/useFolder.ts";
import {
  DevelopmentAccountError,
  FileError,
  InvalidKeyError,
  KeyInsteadOfFileError,
} from "../errors.ts";
import { writeText } from "../files/writeText.ts";
import { openSigner } from "./openSigner.ts";
import type { Settings } from "./settings.ts";

const KEY = `0x${"11".repeat(32)}`;
const ADDRESS = new Wallet(KEY).address;
const FIRST_DEVELOPMENT_ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

describe("openSigner", () => {
  const folder = useFolder();
  const providers: JsonRpcProvider[] = [];

  /** A provider that knows its chain and asks nobody. */
  function providerOf(chainId: number): JsonRpcProvider {
    const staticNetwork = Network.from(chainId);
    const provider = new JsonRpcProvider("http://127.0.0.1:1", staticNetwork, { staticNetwork });
    providers.push(provider);
    return provider;
  }

  afterEach(() => {
    for (const provider of providers.splice(0)) provider.destroy();
  });

  const open = async (
    settings: Settings,
    { key, chainId = 31_337 }: { key?: string; chainId?: number } = {},
  ) =>
    await openSigner(
      { io: { ...folder, env: { SAHARA_KEY: key } }, settings },
      providerOf(chainId),
    );

  it("default: is the key of SAHARA_KEY, with or without 0x", async () => {
    for (const key of [KEY, KEY.slice(2), `${KEY}\n`])
      expect(await (await open({}, { key }))?.getAddress()).to.equal(ADDRESS);
  });

  it("default: is nobody where no account was named", async () => {
    expect(await open({})).to.equal(undefined);
    expect(await open({}, { key: "" })).to.equal(undefined);
  });

  it("args: keyFile: goes before SAHARA_KEY", async () => {
    await writeText(folder, "owner.key", `${KEY}\n`);
    const signer = await open({ keyFile: "owner.key" }, { key: `0x${"22".repeat(32)}` });

    expect(await signer?.getAddress()).to.equal(ADDRESS);
  });

  it("args: account: is a development account, on a local chain only", async () => {
    expect(await (await open({ account: 0 }))?.getAddress()).to.equal(FIRST_DEVELOPMENT_ACCOUNT);
    await refusal(open({ account: 0 }, { chainId: 1 }), DevelopmentAccountError);
  });

  it("args: from: can look and not sign", async () => {
    const signer = await open({ from: ADDRESS });

    expect(signer).to.be.instanceOf(VoidSigner);
    expect(await signer?.getAddress()).to.equal(ADDRESS);
  });

  const NO_KEYS = ["secret words", "0x1234", `0x${"00".repeat(32)}`, `0x${"ff".repeat(32)}`];
  for (const key of NO_KEYS) {
    it(`error: ${key.slice(0, 12)} is no key, and is not shown`, async () => {
      const message = await refusal(open({}, { key }), InvalidKeyError);

      expect(message).to.match(/^SAHARA_KEY holds no private key\./);
      expect(message).not.to.include(key);
    });
  }

  it("error: a key where its file belongs, and it is not shown", async () => {
    for (const keyFile of [KEY, KEY.slice(2)]) {
      const message = await refusal(open({ keyFile }), KeyInsteadOfFileError);
      expect(message).to.match(/^--key-file takes the name of a file/);
      expect(message).not.to.include(KEY.slice(2));
    }
  });

  it("error: a key file that can't be read", async () => {
    expect(await refusal(open({ keyFile: "missing.key" }), FileError)).to.equal(
      "missing.key: the key file can't be read. Check --key-file.",
    );
  });
});
