import { expect } from "chai";
import type { BytesLike } from "ethers";

import { ethers, latestTime, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { createKey, deployOperators, ONE_SAHARA, signPossession } from "../helpers/operators.ts";
import { malleate } from "../helpers/signatures.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";

const DAY = 86_400n;
const STAKE = 5_000n * ONE_SAHARA;
const FAULT = ethers.id("fault");
const KEY = createKey(1);
const NEVER = [0n, 0n, false];

describe("OperatorKeys (OPR-2)", () => {
  const loadOperators = async () => await loadFixture(deployOperators);

  /** `operator` has staked and has a key since `from`. */
  async function withKey() {
    const world = await loadOperators();
    await world.stake(STAKE);
    await world.addKey(KEY);
    return { ...world, from: await latestTime() };
  }

  describe("addKey", () => {
    it("lets a key sign that signed for its operator", async () => {
      const { operators, operator } = await loadOperators();
      const possession = await signPossession(operators, KEY, operator.address);
      const transaction = operators.connect(operator).addKey(KEY.address, possession);
      await transaction;
      const from = await latestTime();

      await expect(transaction)
        .to.emit(operators, "KeyAdded")
        .withArgs(operator, KEY.address, from);
      expect(await operators.keyOf(operator, KEY.address)).to.deep.equal([from, 0n, false]);
      expect(await operators.isKeyAt(operator, KEY.address, from)).to.be.true;
      expect(await operators.isKeyAt(operator, KEY.address, from - 1n)).to.be.false;
      expect(await operators.isKeyAt(operator, KEY.address, 2n ** 40n - 1n)).to.be.true;
    });

    it("takes the signature that wallets make, over the domain that it names (SYS-4)", async () => {
      const { operators, operator } = await loadOperators();
      const domain = await domainOf(operators);

      expect(domain.name).to.equal("OperatorRegistry");
      expect(domain.version).to.equal("1");
      const message = { operator: operator.address, key: KEY.address };
      const digest = ethers.TypedDataEncoder.hash(domain, TYPES.operatorKey, message);
      const { serialized } = KEY.signingKey.sign(digest);
      await operators.connect(operator).addKey(KEY.address, serialized);
    });

    it("refuses a key that did not sign, or for somebody else", async () => {
      const { operators, operator, otherOperator } = await loadOperators();
      const registry = operators.connect(operator);
      const forAnother = await signPossession(operators, KEY, otherOperator.address);
      const message = { operator: operator.address, key: KEY.address };
      const signer = ethers.verifyTypedData(
        await domainOf(operators),
        TYPES.operatorKey,
        message,
        forAnother,
      );

      await expect(registry.addKey(KEY.address, forAnother))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_NotPossessed")
        .withArgs(KEY.address, signer);
    });

    it("refuses a malformed or malleable signature, and the key zero", async () => {
      const { operators, operator } = await loadOperators();
      const registry = operators.connect(operator);
      const possession = await signPossession(operators, KEY, operator.address);
      const malformed: BytesLike[] = [
        "0x",
        ethers.dataSlice(possession, 0, 64),
        malleate(possession),
      ];

      for (const signature of malformed) {
        await expect(registry.addKey(KEY.address, signature))
          .to.be.revertedWithCustomError(operators, "OperatorRegistry_NotPossessed")
          .withArgs(KEY.address, ethers.ZeroAddress);
      }
      await expect(registry.addKey(ethers.ZeroAddress, "0x"))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_NotPossessed")
        .withArgs(ethers.ZeroAddress, ethers.ZeroAddress);
    });

    it("adds a key once, for one operator, even after it ended", async () => {
      const { operators, operator, otherOperator } = await withKey();
      await operators.connect(operator).revokeKey(KEY.address);

      for (const account of [operator, otherOperator]) {
        const possession = await signPossession(operators, KEY, account.address);
        await expect(operators.connect(account).addKey(KEY.address, possession))
          .to.be.revertedWithCustomError(operators, "OperatorRegistry_KeyTaken")
          .withArgs(KEY.address, operator);
      }
    });
  });

  describe("revokeKey", () => {
    it("ends a key from now on, not before", async () => {
      const { operators, operator, from } = await withKey();
      await networkHelpers.time.increase(DAY);
      const transaction = operators.connect(operator).revokeKey(KEY.address);
      await transaction;
      const until = await latestTime();

      await expect(transaction)
        .to.emit(operators, "KeyRevoked")
        .withArgs(operator, KEY.address, until);
      expect(await operators.keyOf(operator, KEY.address)).to.deep.equal([from, until, false]);
      expect(await operators.isKeyAt(operator, KEY.address, from)).to.be.true;
      expect(await operators.isKeyAt(operator, KEY.address, until - 1n)).to.be.true;
      expect(await operators.isKeyAt(operator, KEY.address, until)).to.be.false;
    });

    it("refuses a key that ended, or is not the caller's", async () => {
      const { operators, operator, otherOperator } = await withKey();
      await operators.connect(operator).revokeKey(KEY.address);
      const until = await latestTime();

      await expect(operators.connect(operator).revokeKey(KEY.address))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_KeyEnded")
        .withArgs(KEY.address, until);
      await expect(operators.connect(otherOperator).revokeKey(KEY.address))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_UnknownKey")
        .withArgs(otherOperator, KEY.address);
    });
  });

  describe("keyOf and isKeyAt", () => {
    it("know no key of others, nor of nobody", async () => {
      const { operators, operator, otherOperator, from } = await withKey();
      const unknown = createKey(2).address;

      for (const [account, key] of [
        [otherOperator.address, KEY.address],
        [operator.address, unknown],
        [ethers.ZeroAddress, unknown],
        [ethers.ZeroAddress, ethers.ZeroAddress],
      ] as const) {
        expect(await operators.keyOf(account, key)).to.deep.equal(NEVER);
        expect(await operators.isKeyAt(account, key, from)).to.be.false;
        expect(await operators.isKeyAt(account, key, 0n)).to.be.false;
      }
    });
  });

  describe("slashKey", () => {
    it("takes its part of all stake and ends the key (OPR-1, OPR-5, OPR-6)", async () => {
      const { operators, operator, reporter, timelock, slasher, from } = await withKey();
      await operators.connect(operator).requestUnstake(1_001n);
      const registry = operators.connect(slasher);
      const args = [operator, KEY.address, 5_000n, 3_000n, reporter, FAULT] as const;
      const [amount, reward] = [STAKE / 2n, (STAKE / 2n / 10n) * 3n];
      expect(await registry.slashKey.staticCall(...args)).to.equal(amount);
      const transaction = registry.slashKey(...args);
      await transaction;
      const until = await latestTime();

      await expect(transaction)
        .to.emit(operators, "Slashed")
        .withArgs(operator, KEY.address, reporter, amount, reward, 500n, FAULT);
      await expect(transaction)
        .to.emit(operators, "KeyRevoked")
        .withArgs(operator, KEY.address, until);
      expect(await operators.keyOf(operator, KEY.address)).to.deep.equal([from, until, true]);
      const { stake, thawing } = await operators.operatorOf(operator);
      expect([stake, thawing]).to.deep.equal([STAKE - amount, 500n]);
      expect(await operators.rewardOf(reporter)).to.equal(reward);
      expect(await operators.rewardOf(timelock)).to.equal(amount - reward);
    });

    it("slashes a key that was revoked before, and leaves its end (OPR-5)", async () => {
      const { operators, operator, reporter, slasher, from } = await withKey();
      await operators.connect(operator).revokeKey(KEY.address);
      const until = await latestTime();
      const transaction = operators
        .connect(slasher)
        .slashKey(operator, KEY.address, 10_000n, 0n, reporter, FAULT);

      await expect(transaction)
        .to.emit(operators, "Slashed")
        .withArgs(operator, KEY.address, reporter, STAKE, 0n, 0n, FAULT);
      await expect(transaction).not.to.emit(operators, "KeyRevoked");
      expect(await operators.keyOf(operator, KEY.address)).to.deep.equal([from, until, true]);
    });

    it("slashes each key once", async () => {
      const { operators, operator, reporter, slasher, addKey } = await withKey();
      const registry = operators.connect(slasher);
      const other = createKey(2);
      await addKey(other);
      await registry.slashKey(operator, KEY.address, 5_000n, 0n, reporter, FAULT);

      await expect(registry.slashKey(operator, KEY.address, 5_000n, 0n, reporter, FAULT))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_AlreadySlashed")
        .withArgs(KEY.address);
      await registry.slashKey(operator, other.address, 5_000n, 0n, reporter, FAULT);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE / 4n);
    });

    it("gives no amnesty to a key that was slashed while nothing was staked", async () => {
      const { operators, operator, reporter, slasher, addKey, stake } = await loadOperators();
      await addKey(KEY);
      await operators.connect(slasher).slashKey(operator, KEY.address, 5_000n, 0n, reporter, FAULT);
      await stake(STAKE);

      expect(await operators.isKeyAt(operator, KEY.address, await latestTime())).to.be.false;
    });

    it("refuses a key that is not the operator's, and shares out of bounds", async () => {
      const { operators, operator, otherOperator, reporter, slasher } = await withKey();
      const registry = operators.connect(slasher);

      await expect(registry.slashKey(otherOperator, KEY.address, 1n, 0n, reporter, FAULT))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_UnknownKey")
        .withArgs(otherOperator, KEY.address);
      await expect(registry.slashKey(ethers.ZeroAddress, reporter, 1n, 0n, reporter, FAULT))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_UnknownKey")
        .withArgs(ethers.ZeroAddress, reporter);
      for (const [bps, rewardBps, value, max] of [
        [10_001n, 0n, 10_001n, 10_000n],
        [1n, 5_001n, 5_001n, 5_000n],
      ] as const) {
        await expect(registry.slashKey(operator, KEY.address, bps, rewardBps, reporter, FAULT))
          .to.be.revertedWithCustomError(operators, "OperatorRegistry_OutOfBounds")
          .withArgs(value, max);
      }
    });

    it("is restricted", async () => {
      const { operators, operator, reporter } = await withKey();

      for (const caller of [operator, reporter]) {
        await expect(
          operators.connect(caller).slashKey(operator, KEY.address, 1n, 0n, reporter, FAULT),
        )
          .to.be.revertedWithCustomError(operators, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });
  });
});
