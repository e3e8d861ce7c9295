import { expect } from "chai";
import type { AddressLike } from "ethers";

import { changesState, readFunctions, signatureOf } from "../helpers/abiItems.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { domainOf, splitSignature, TYPES } from "../helpers/typedData.ts";

const TOTAL_SUPPLY = 10_000_000_000n * 10n ** 18n;
const AMOUNT = 1_000n;
const HOUR = 3_600n;

const now = async () => BigInt(await networkHelpers.time.latest());

describe("SaharaToken", () => {
  describe("supply (TOK-1, TOK-2)", () => {
    it("is ten thousand million tokens of 18 decimals, all made at deployment", async () => {
      const { token, actors } = await loadSahara();
      const balances = await Promise.all(actors.map(async (actor) => await token.balanceOf(actor)));

      expect(await token.totalSupply()).to.equal(TOTAL_SUPPLY);
      expect(await token.TOTAL_SUPPLY()).to.equal(TOTAL_SUPPLY);
      expect(balances.reduce((sum, balance) => sum + balance)).to.equal(TOTAL_SUPPLY);
      expect([await token.name(), await token.symbol(), await token.decimals()]).to.deep.equal([
        "Sahara",
        "SAHARA",
        18n,
      ]);
    });

    it("has no function to mint, burn, pause or own it", async () => {
      const functions = (await readFunctions("SaharaToken")).filter(changesState);

      expect(functions.map(signatureOf).sort()).to.deep.equal([
        "approve(address,uint256)",
        "cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)",
        "delegate(address)",
        "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)",
        "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
        "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
        "transfer(address,uint256)",
        "transferFrom(address,address,uint256)",
        "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
      ]);
    });
  });

  describe("permit", () => {
    async function permitFixture() {
      const { token, payer, relayer, stranger } = await loadSahara();
      const deadline = (await now()) + HOUR;
      const permit = {
        owner: payer.address,
        spender: relayer.address,
        value: AMOUNT,
        nonce: await token.nonces(payer),
        deadline,
      };
      const signature = splitSignature(
        await payer.signTypedData(await domainOf(token), TYPES.permit, permit),
      );
      const send = async (value = AMOUNT) =>
        await token.connect(stranger).permit(payer, relayer, value, deadline, ...signature);
      return { token, payer, relayer, send };
    }

    it("sets the allowance for whoever relays it", async () => {
      const { token, payer, relayer, send } = await permitFixture();

      await expect(send()).to.emit(token, "Approval").withArgs(payer, relayer, AMOUNT);
      expect(await token.allowance(payer, relayer)).to.equal(AMOUNT);
      expect(await token.nonces(payer)).to.equal(1n);
    });

    it("counts once", async () => {
      const { token, send } = await permitFixture();
      await send();

      await expect(send()).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
    });

    it("covers only what was signed", async () => {
      const { token, send } = await permitFixture();

      await expect(send(AMOUNT + 1n)).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
    });
  });

  describe("votes", () => {
    it("count by time", async () => {
      const { token } = await loadSahara();

      expect(await token.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await token.clock()).to.equal(await now());
    });

    it("are the delegate's from the second of the delegation on", async () => {
      const { token, payer, stranger } = await loadSahara();
      const balance = await token.balanceOf(payer);
      await token.connect(payer).delegate(stranger);
      const delegatedAt = await now();
      await networkHelpers.time.increase(100);

      expect(await token.getVotes(stranger)).to.equal(balance);
      expect(await token.getPastVotes(stranger, delegatedAt)).to.equal(balance);
      expect(await token.getPastVotes(stranger, delegatedAt - 1n)).to.equal(0n);
      expect(await token.getPastTotalSupply(delegatedAt)).to.equal(TOTAL_SUPPLY);
    });

    it("follow the tokens", async () => {
      const { token, payer, relayer, stranger } = await loadSahara();
      const balance = await token.balanceOf(payer);
      await token.connect(payer).delegate(stranger);
      await token.connect(payer).transfer(relayer, AMOUNT);

      expect(await token.getVotes(stranger)).to.equal(balance - AMOUNT);
    });

    it("of the future are refused", async () => {
      const { token, stranger } = await loadSahara();
      const later = (await now()) + HOUR;

      await expect(token.getPastVotes(stranger, later))
        .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
        .withArgs(later, await now());
    });
  });

  describe("transfers by authorization (ERC-3009)", () => {
    const NONCE = ethers.id("any 32 bytes, in any order");

    async function authorizationFixture(
      type: "transferWithAuthorization" | "receiveWithAuthorization",
      to: (actors: Awaited<ReturnType<typeof loadSahara>>) => AddressLike & { address: string },
    ) {
      const sahara = await loadSahara();
      const { token, payer } = sahara;
      const authorization = {
        from: payer.address,
        to: to(sahara).address,
        value: AMOUNT,
        validAfter: 0n,
        validBefore: (await now()) + HOUR,
        nonce: NONCE,
      };
      const signature = splitSignature(
        await payer.signTypedData(await domainOf(token), TYPES[type], authorization),
      );
      const { from, value, validAfter, validBefore, nonce } = authorization;
      const send = async (caller: typeof payer, changes: { value?: bigint } = {}) => {
        const sent = changes.value ?? value;
        const asCaller = token.connect(caller);
        return await asCaller[type](
          from,
          authorization.to,
          sent,
          validAfter,
          validBefore,
          nonce,
          ...signature,
        );
      };
      return { ...sahara, send };
    }

    const transferFixture = async () =>
      await authorizationFixture("transferWithAuthorization", ({ stranger }) => stranger);
    const receiveFixture = async () =>
      await authorizationFixture("receiveWithAuthorization", ({ stranger }) => stranger);

    it("move tokens without a transaction of the payer", async () => {
      const { token, payer, stranger, relayer, send } = await transferFixture();
      const transfer = send(relayer);

      await expect(transfer).to.changeTokenBalances(
        ethers,
        token,
        [payer, stranger],
        [-AMOUNT, AMOUNT],
      );
      await expect(transfer).to.emit(token, "AuthorizationUsed").withArgs(payer, NONCE);
      expect(await token.authorizationState(payer, NONCE)).to.be.true;
    });

    it("count once", async () => {
      const { token, payer, relayer, send } = await transferFixture();
      await send(relayer);

      await expect(send(relayer))
        .to.be.revertedWithCustomError(token, "ERC3009UsedAuthorization")
        .withArgs(payer, NONCE);
    });

    it("cover only what was signed", async () => {
      const { token, relayer, send } = await transferFixture();

      await expect(send(relayer, { value: AMOUNT + 1n })).to.be.revertedWithCustomError(
        token,
        "ERC3009InvalidSignature",
      );
    });

    it("can be bound to the receiver, so that nobody else can bring them forward", async () => {
      const { token, stranger, relayer, send } = await receiveFixture();

      await expect(send(relayer))
        .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
        .withArgs(stranger);
      await expect(send(stranger)).to.changeTokenBalance(ethers, token, stranger, AMOUNT);
    });

    it("can be cancelled before they are used", async () => {
      const { token, payer, relayer, send } = await transferFixture();
      const cancellation = { authorizer: payer.address, nonce: NONCE };
      const signature = splitSignature(
        await payer.signTypedData(await domainOf(token), TYPES.cancelAuthorization, cancellation),
      );

      await expect(token.connect(relayer).cancelAuthorization(payer, NONCE, ...signature))
        .to.emit(token, "AuthorizationCanceled")
        .withArgs(payer, NONCE);
      await expect(send(relayer))
        .to.be.revertedWithCustomError(token, "ERC3009UsedAuthorization")
        .withArgs(payer, NONCE);
    });

    it("are cancelled by their signer alone", async () => {
      const { token, payer, stranger } = await loadSahara();
      const cancellation = { authorizer: payer.address, nonce: NONCE };
      const signature = splitSignature(
        await stranger.signTypedData(
          await domainOf(token),
          TYPES.cancelAuthorization,
          cancellation,
        ),
      );

      await expect(
        token.connect(stranger).cancelAuthorization(payer, NONCE, ...signature),
      ).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
    });
  });
});
