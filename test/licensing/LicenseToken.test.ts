import { expect } from "chai";

import { cidFromDigest, type Digest } from "../../packages/storage/src/index.ts";
import { shouldBehaveLikeERC721 } from "../behaviors/erc721.behavior.ts";
import { ethers } from "../helpers/chain.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { RULE } from "../helpers/licensing.ts";

const DAY = 24n * 3_600n;
const LEGAL_TEXT = ethers.id("legal text");

describe("LicenseToken", () => {
  shouldBehaveLikeERC721(
    async () => {
      const market = await loadMarket();
      await market.mint();
      return {
        sahara: market,
        collection: await ethers.getContractAt("PackedERC721", market.licenses),
        id: market.firstLicense,
        holder: market.licensee,
      };
    },
    {
      name: "Sahara Licenses",
      symbol: "SHA-LICENSE",
      interfaceIds: { "ERC-5192": "0xb45a3c0e", "ERC-5643": "0x8c65f84d" },
    },
  );

  describe("transfer rules (ERC-5192)", () => {
    it("lock a licence whose terms do not let it move, and say so when it is made", async () => {
      const { licenses, licensee, stranger, firstLicense, mint } = await loadMarket({ rules: 0n });
      await expect(mint()).to.emit(licenses, "Locked").withArgs(firstLicense);
      const asHolder = licenses.connect(licensee);
      await asHolder.approve(stranger, firstLicense);

      expect(await licenses.locked(firstLicense)).to.be.true;
      for (const attempt of [
        () => asHolder.transferFrom(licensee, stranger, firstLicense),
        () => licenses.connect(stranger).transferFrom(licensee, stranger, firstLicense),
        () =>
          asHolder.getFunction("safeTransferFrom(address,address,uint256)")(
            licensee,
            stranger,
            firstLicense,
          ),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(licenses, "LicenseManager_NotTransferable")
          .withArgs(firstLicense);
      }
    });

    it("let others move, and count how often", async () => {
      const { licenses, licensee, stranger, firstLicense, mint } = await loadMarket();
      await expect(mint()).to.not.emit(licenses, "Locked");
      expect(await licenses.locked(firstLicense)).to.be.false;
      expect(await licenses.transferCountOf(firstLicense)).to.equal(0n);

      await licenses.connect(licensee).transferFrom(licensee, stranger, firstLicense);
      await licenses.connect(stranger).transferFrom(stranger, licensee, firstLicense);
      expect(await licenses.transferCountOf(firstLicense)).to.equal(2n);
    });

    it("leave the licence's state to whoever holds it", async () => {
      const { licenses, licensee, stranger, firstLicense, mint } = await loadMarket({
        duration: DAY,
        quota: 5n,
      });
      await mint();
      const { assetId, termsId, expiry } = await licenses.licenseOf(firstLicense);
      await licenses.connect(licensee).transferFrom(licensee, stranger, firstLicense);

      expect(await licenses.licenseOf(firstLicense)).to.deep.equal([
        assetId,
        termsId,
        stranger.address,
        expiry,
        5n,
      ]);
    });
  });

  it("refuses to read licences that do not exist", async () => {
    const { licenses, seats, firstLicense } = await loadMarket();

    for (const call of [
      () => licenses.licenseOf(firstLicense),
      () => licenses.locked(firstLicense),
      () => licenses.expiresAt(firstLicense),
      () => licenses.isRenewable(firstLicense),
      () => licenses.tokenURI(firstLicense),
      () => seats.permits(firstLicense, 1n, ethers.ZeroAddress, 0n),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownLicense")
        .withArgs(firstLicense);
    }
  });

  describe("tokenURI", () => {
    it("describes the licence as JSON", async () => {
      const { licenses, assetId, firstLicense, mint } = await loadMarket({
        duration: DAY,
        seats: 4n,
        royaltyBps: 1_234n,
        rules: RULE.transferable,
        legalTextHash: LEGAL_TEXT,
      });
      await mint();
      const uri = await licenses.tokenURI(firstLicense);
      const prefix = "data:application/json;utf8,";
      const { expiry } = await licenses.licenseOf(firstLicense);

      expect(uri.startsWith(prefix)).to.be.true;
      expect(JSON.parse(uri.slice(prefix.length))).to.deep.equal({
        name: `License 1 of Sahara asset ${assetId}`,
        description: "Use of an AI asset under immutable terms.",
        external_url: `ipfs://${cidFromDigest(LEGAL_TEXT as Digest, "raw")}`,
        attributes: [
          { trait_type: "Asset", value: Number(assetId) },
          { trait_type: "Uses", value: 255 },
          { trait_type: "Royalty (bps)", value: 1_234 },
          { trait_type: "Seats", value: 4 },
          { trait_type: "Expiry", value: Number(expiry) },
        ],
      });
    });
  });
});
