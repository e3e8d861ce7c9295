import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import type { PackedERC721 } from "../../typechain-types/index.js";
import { ethers } from "../helpers/chain.ts";
import type { SaharaFixture } from "../helpers/deploySahara.ts";

/** A token of the collection and its holder, in a fresh deployment. */
export type Erc721Subject = {
  sahara: SaharaFixture;
  collection: PackedERC721;
  id: bigint;
  holder: HardhatEthersSigner;
};

export type Erc721Expectations = {
  name: string;
  symbol: string;
  /** Ids of the ERC-165 interfaces it must know beside ERC-165, ERC-721 and its metadata. */
  interfaceIds: Readonly<Record<string, string>>;
};

const SAFE_TRANSFER = "safeTransferFrom(address,address,uint256)";
const SAFE_TRANSFER_WITH_DATA = "safeTransferFrom(address,address,uint256,bytes)";
const UNKNOWN_ID = 10n ** 30n;
const MANNER = { accept: 0n, answerWrongly: 1n, revert: 2n } as const;
const STANDARD_INTERFACES = {
  "ERC-165": "0x01ffc9a7",
  "ERC-721": "0x80ac58cd",
  "ERC-721 metadata": "0x5b5e139f",
};

/** What every ERC-721 of Sahara does, over one transferable token. */
export function shouldBehaveLikeERC721(
  load: () => Promise<Erc721Subject>,
  { name, symbol, interfaceIds }: Erc721Expectations,
): void {
  describe("as an ERC-721", () => {
    it("has a name, a symbol and its interfaces", async () => {
      const { collection } = await load();

      expect(await collection.name()).to.equal(name);
      expect(await collection.symbol()).to.equal(symbol);
      for (const id of Object.values({ ...STANDARD_INTERFACES, ...interfaceIds })) {
        expect(await collection.supportsInterface(id), id).to.be.true;
      }
      expect(await collection.supportsInterface("0xffffffff")).to.be.false;
    });

    it("says who holds what", async () => {
      const { collection, id, holder } = await load();

      expect(await collection.ownerOf(id)).to.equal(holder);
      expect(await collection.balanceOf(holder)).to.equal(1n);
      await expect(collection.ownerOf(UNKNOWN_ID)).to.be.revertedWithCustomError(
        collection,
        "TokenDoesNotExist",
      );
      await expect(collection.balanceOf(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        collection,
        "BalanceQueryForZeroAddress",
      );
    });

    describe("transferFrom", () => {
      it("moves the token and drops its approval", async () => {
        const { sahara, collection, id, holder } = await load();
        const { stranger, relayer } = sahara;
        await collection.connect(holder).approve(relayer, id);

        await expect(collection.connect(holder).transferFrom(holder, stranger, id))
          .to.emit(collection, "Transfer")
          .withArgs(holder, stranger, id);
        expect(await collection.ownerOf(id)).to.equal(stranger);
        expect(await collection.balanceOf(holder)).to.equal(0n);
        expect(await collection.getApproved(id)).to.equal(ethers.ZeroAddress);
      });

      it("revives no approval when the token comes back", async () => {
        const { sahara, collection, id, holder } = await load();
        const { stranger, relayer } = sahara;
        await collection.connect(holder).approve(relayer, id);
        await collection.connect(holder).transferFrom(holder, stranger, id);
        await collection.connect(stranger).transferFrom(stranger, holder, id);

        expect(await collection.getApproved(id)).to.equal(ethers.ZeroAddress);
        await expect(
          collection.connect(relayer).transferFrom(holder, relayer, id),
        ).to.be.revertedWithCustomError(collection, "NotOwnerNorApproved");
      });

      it("counts what each account has, also when it sends to itself", async () => {
        const { sahara, collection, id, holder } = await load();
        const { stranger } = sahara;
        await collection.connect(holder).transferFrom(holder, holder, id);
        expect(await collection.balanceOf(holder)).to.equal(1n);
        await collection.connect(holder).transferFrom(holder, stranger, id);

        expect(await collection.balanceOf(holder)).to.equal(0n);
        expect(await collection.balanceOf(stranger)).to.equal(1n);
        expect(await collection.ownerOf(id)).to.equal(stranger);
      });

      it("is open to an approved account and to an operator", async () => {
        const { sahara, collection, id, holder } = await load();
        const { stranger, relayer } = sahara;
        await expect(collection.connect(holder).approve(relayer, id))
          .to.emit(collection, "Approval")
          .withArgs(holder, relayer, id);
        await collection.connect(relayer).transferFrom(holder, stranger, id);

        await expect(collection.connect(stranger).setApprovalForAll(relayer, true))
          .to.emit(collection, "ApprovalForAll")
          .withArgs(stranger, relayer, true);
        await collection.connect(relayer).transferFrom(stranger, holder, id);

        expect(await collection.ownerOf(id)).to.equal(holder);
        expect(await collection.isApprovedForAll(stranger, relayer)).to.be.true;
      });

      it("refuses strangers, wrong owners and the zero address", async () => {
        const { sahara, collection, id, holder } = await load();
        const { stranger, relayer } = sahara;
        const refusals = [
          [stranger, holder, stranger, id, "NotOwnerNorApproved"],
          [holder, relayer, stranger, id, "TransferFromIncorrectOwner"],
          [holder, holder, ethers.ZeroAddress, id, "TransferToZeroAddress"],
        ] as const;

        for (const [caller, from, to, tokenId, error] of refusals) {
          await expect(
            collection.connect(caller).transferFrom(from, to, tokenId),
          ).to.be.revertedWithCustomError(collection, error);
        }
      });
    });

    describe("approve", () => {
      it("is open to an operator, and can be taken back", async () => {
        const { sahara, collection, id, holder } = await load();
        const { stranger, relayer } = sahara;
        await collection.connect(holder).setApprovalForAll(relayer, true);
        await collection.connect(relayer).approve(stranger, id);
        expect(await collection.getApproved(id)).to.equal(stranger);
        await collection.connect(holder).approve(ethers.ZeroAddress, id);

        expect(await collection.getApproved(id)).to.equal(ethers.ZeroAddress);
        await expect(
          collection.connect(stranger).transferFrom(holder, stranger, id),
        ).to.be.revertedWithCustomError(collection, "NotOwnerNorApproved");
      });

      it("refuses strangers and unknown tokens", async () => {
        const { sahara, collection, id } = await load();
        const { stranger } = sahara;
        const asStranger = collection.connect(stranger);

        await expect(asStranger.approve(stranger, id)).to.be.revertedWithCustomError(
          collection,
          "NotOwnerNorApproved",
        );
        await expect(asStranger.approve(stranger, UNKNOWN_ID)).to.be.revertedWithCustomError(
          collection,
          "TokenDoesNotExist",
        );
        await expect(asStranger.getApproved(UNKNOWN_ID)).to.be.revertedWithCustomError(
          collection,
          "TokenDoesNotExist",
        );
      });
    });

    describe("safeTransferFrom", () => {
      const deployReceiver = async () => await ethers.deployContract("ScriptedReceiver");

      it("tells a contract what it got", async () => {
        const { collection, id, holder } = await load();
        const receiver = await deployReceiver();
        const transfer = collection.connect(holder).getFunction(SAFE_TRANSFER_WITH_DATA)(
          holder,
          receiver,
          id,
          "0x1234",
        );

        await expect(transfer).to.emit(receiver, "Received").withArgs(holder, holder, id, "0x1234");
        expect(await collection.ownerOf(id)).to.equal(receiver);
      });

      it("leaves the token where it is when the contract refuses", async () => {
        const { sahara, collection, id, holder } = await load();
        const receiver = await deployReceiver();
        const send = async (to: typeof receiver | typeof sahara.token) =>
          await collection.connect(holder).getFunction(SAFE_TRANSFER)(holder, to, id);

        await receiver.getFunction("setManner")(MANNER.revert);
        await expect(send(receiver))
          .to.be.revertedWithCustomError(receiver, "ScriptedReceiver_Refused")
          .withArgs(id);
        await receiver.getFunction("setManner")(MANNER.answerWrongly);
        await expect(send(receiver)).to.be.revertedWithCustomError(
          collection,
          "TransferToNonERC721ReceiverImplementer",
        );
        await expect(send(sahara.token)).to.be.revertedWithCustomError(
          collection,
          "TransferToNonERC721ReceiverImplementer",
        );
        expect(await collection.ownerOf(id)).to.equal(holder);
      });

      it("has moved the token before the contract can call back", async () => {
        const { sahara, collection, id, holder } = await load();
        const receiver = await deployReceiver();
        const moveOn = collection.interface.encodeFunctionData("transferFrom", [
          await receiver.getAddress(),
          sahara.stranger.address,
          id,
        ]);
        await receiver.getFunction("callFirst")(collection, moveOn);

        await collection.connect(holder).getFunction(SAFE_TRANSFER)(holder, receiver, id);

        expect(await collection.ownerOf(id)).to.equal(sahara.stranger);
        expect(await collection.balanceOf(receiver)).to.equal(0n);
        expect(await collection.balanceOf(holder)).to.equal(0n);
      });

      it("gives nothing twice to a contract that calls back", async () => {
        const { collection, id, holder } = await load();
        const receiver = await deployReceiver();
        const again = collection.interface.encodeFunctionData("transferFrom", [
          holder.address,
          await receiver.getAddress(),
          id,
        ]);
        await receiver.getFunction("callFirst")(collection, again);

        await expect(
          collection.connect(holder).getFunction(SAFE_TRANSFER)(holder, receiver, id),
        ).to.be.revertedWithCustomError(collection, "TransferFromIncorrectOwner");
      });
    });

    it("refuses value, which would be lost", async () => {
      const { sahara, collection, id, holder } = await load();
      const { stranger } = sahara;
      const asHolder = collection.connect(holder);
      const value = { value: 7n };
      const calls = [
        () => asHolder.approve(stranger, id, value),
        () => asHolder.transferFrom(holder, stranger, id, value),
        () => asHolder.getFunction(SAFE_TRANSFER)(holder, stranger, id, value),
        () => asHolder.getFunction(SAFE_TRANSFER_WITH_DATA)(holder, stranger, id, "0x", value),
      ];

      for (const call of calls) {
        await expect(call())
          .to.be.revertedWithCustomError(collection, "PackedERC721_ValueRefused")
          .withArgs(7n);
      }
    });
  });
}
