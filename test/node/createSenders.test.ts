import { createSenders } from "@sahara/node";
import { expect } from "chai";
import { Wallet } from "ethers";

import { ethers } from "../helpers/chain.ts";
import { loadSdk } from "../sdk/connectSahara.ts";

const TRANSACTIONS = 12;

describe("createSenders", () => {
  it("lets a node and its operator share a key: what they send at once is all mined", async () => {
    const { token, owner: funder } = (await loadSdk()).contracts;
    const { address, privateKey } = Wallet.createRandom();
    await funder.sendTransaction({ to: address, value: 10n ** 18n });
    const senderOf = createSenders({ provider: ethers.provider, confirmations: 1 });
    const [node, operator] = [senderOf(privateKey), senderOf(privateKey)];

    const sent = await Promise.all(
      Array.from({ length: TRANSACTIONS }, (_, i) =>
        (i % 2 === 0 ? node : operator).send((signer) =>
          token.connect(signer).approve(funder, BigInt(i)),
        ),
      ),
    );

    expect(new Set(sent.map(({ hash }) => hash)).size).to.equal(TRANSACTIONS);
    expect(await ethers.provider.getTransactionCount(address)).to.equal(TRANSACTIONS);
  });

  it("keeps the accounts of two keys apart", () => {
    const senderOf = createSenders({ provider: ethers.provider, confirmations: 1 });
    const [one, other] = [Wallet.createRandom(), Wallet.createRandom()];

    expect(senderOf(one.privateKey).address).to.equal(one.address);
    expect(senderOf(other.privateKey).address).to.equal(other.address);
  });
});
