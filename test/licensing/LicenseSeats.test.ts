import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { RULE, type Terms, USE } from "../helpers/licensing.ts";

const DAY = 24n * 3_600n;
const SEATS = 3n;
const MAX_UINT40 = 2n ** 40n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
const NOBODY = [ethers.ZeroAddress, 0n];

describe("LicenseSeats (LIC-9)", () => {
  /** `licensee` holds a licence of SEATS seats. */
  async function withLicense(terms: Partial<Terms> = {}) {
    const market = await loadMarket({
      seats: SEATS,
      rules: RULE.transferable | RULE.revocable,
      ...terms,
    });
    await market.mint();
    const { seats, licensee, firstLicense: license } = market;
    const until = BigInt(await networkHelpers.time.latest()) + DAY;
    return { ...market, license, until, asHolder: seats.connect(licensee) };
  }

  describe("assignSeat", () => {
    it("lets a user use the licence until the time given", async () => {
      const { seats, contributor, license, assetId, until, asHolder } = await withLicense();
      const transaction = asHolder.assignSeat(license, 2n, contributor, until);

      await expect(transaction)
        .to.emit(seats, "SeatAssigned")
        .withArgs(license, 2n, contributor, until);
      await expect(transaction).to.not.emit(seats, "UpdateUser");
      expect(await seats.seatOf(license, 2n)).to.deep.equal([contributor.address, until]);
      expect(await seats.permits(license, assetId, contributor, USE.infer)).to.be.true;
      await networkHelpers.time.increaseTo(until + 1n);
      expect(await seats.seatOf(license, 2n)).to.deep.equal(NOBODY);
      expect(await seats.permits(license, assetId, contributor, USE.infer)).to.be.false;
    });

    it("puts a new user in the place of the old one", async () => {
      const { seats, contributor, stranger, license, assetId, until, asHolder } =
        await withLicense();
      await asHolder.assignSeat(license, 1n, contributor, until);
      await asHolder.assignSeat(license, 1n, stranger, until);

      expect(await seats.permits(license, assetId, contributor, USE.infer)).to.be.false;
      expect(await seats.permits(license, assetId, stranger, USE.infer)).to.be.true;
    });

    it("has no more seats than the terms", async () => {
      const { seats, contributor, license, until, asHolder } = await withLicense();

      await expect(asHolder.assignSeat(license, SEATS, contributor, until))
        .to.be.revertedWithCustomError(seats, "LicenseSeats_NoSuchSeat")
        .withArgs(license, SEATS, SEATS);
      const none = await withLicense({ seats: 0n });
      await expect(none.asHolder.assignSeat(none.license, 0n, contributor, until))
        .to.be.revertedWithCustomError(seats, "LicenseSeats_NoSuchSeat")
        .withArgs(none.license, 0n, 0n);
    });

    it("is the holder's alone", async () => {
      const { seats, owner, contributor, license, until } = await withLicense();

      await expect(seats.connect(owner).assignSeat(license, 0n, contributor, until))
        .to.be.revertedWithCustomError(seats, "LicenseSeats_NotHolder")
        .withArgs(license, owner);
    });

    it("is emptied by a transfer, and not filled again by one back", async () => {
      const { seats, licenses, licensee, stranger, contributor, license, assetId, ...rest } =
        await withLicense();
      await rest.asHolder.assignSeat(license, 0n, contributor, rest.until);
      await rest.asHolder.assignSeat(license, 1n, contributor, rest.until);
      await licenses.connect(licensee).transferFrom(licensee, stranger, license);

      for (const seat of [0n, 1n]) {
        expect(await seats.seatOf(license, seat)).to.deep.equal(NOBODY);
      }
      await licenses.connect(stranger).transferFrom(stranger, licensee, license);
      expect(await seats.permits(license, assetId, contributor, USE.infer)).to.be.false;
    });
  });

  describe("as ERC-4907", () => {
    it("rents out seat 0", async () => {
      const { seats, contributor, license, until, asHolder } = await withLicense();

      await expect(asHolder.setUser(license, contributor, until))
        .to.emit(seats, "UpdateUser")
        .withArgs(license, contributor, until);
      expect(await seats.userOf(license)).to.equal(contributor);
      expect(await seats.userExpires(license)).to.equal(until);
      expect(await seats.seatOf(license, 0n)).to.deep.equal([contributor.address, until]);
    });

    it("tells of seat 0 however it is assigned", async () => {
      const { seats, contributor, license, until, asHolder } = await withLicense();

      await expect(asHolder.assignSeat(license, 0n, contributor, until))
        .to.emit(seats, "UpdateUser")
        .withArgs(license, contributor, until);
    });

    it("takes any time", async () => {
      const { seats, contributor, license, asHolder } = await withLicense();
      await asHolder.setUser(license, contributor, MAX_UINT64);

      expect(await seats.userExpires(license)).to.equal(MAX_UINT40);
    });

    it("knows nobody before and after", async () => {
      const { seats, contributor, license, until, asHolder } = await withLicense();
      expect([await seats.userOf(license), await seats.userExpires(license)]).to.deep.equal(NOBODY);
      await asHolder.setUser(license, contributor, until);
      await networkHelpers.time.increaseTo(until + 1n);

      expect([await seats.userOf(license), await seats.userExpires(license)]).to.deep.equal(NOBODY);
    });

    it("says which interfaces it has", async () => {
      const { seats } = await withLicense();

      expect(await seats.supportsInterface("0xad092b5c")).to.be.true;
      expect(await seats.supportsInterface("0x01ffc9a7")).to.be.true;
      expect(await seats.supportsInterface("0xffffffff")).to.be.false;
    });
  });

  describe("permits", () => {
    it("lets the holder put the asset to the uses granted, all of them", async () => {
      const uses = USE.access | USE.infer;
      const { seats, licensee, stranger, license, assetId } = await withLicense({ uses });

      expect(await seats.permits(license, assetId, licensee, USE.infer)).to.be.true;
      expect(await seats.permits(license, assetId, licensee, uses)).to.be.true;
      expect(await seats.permits(license, assetId, licensee, uses | USE.rag)).to.be.false;
      expect(await seats.permits(license, assetId, stranger, USE.infer)).to.be.false;
      expect(await seats.permits(license, assetId + 1n, licensee, USE.infer)).to.be.false;
    });

    it("lets nobody use a licence that expired or was revoked", async () => {
      const { seats, licensee, license, assetId } = await withLicense({ duration: DAY });
      await networkHelpers.time.increase(DAY);
      expect(await seats.permits(license, assetId, licensee, USE.infer)).to.be.false;

      const revoked = await withLicense();
      await revoked.licenses.connect(revoked.owner).revoke(revoked.license);
      expect(await seats.permits(revoked.license, assetId, licensee, USE.infer)).to.be.false;
    });

    it("takes an empty seat for nobody", async () => {
      const { seats, license, assetId } = await withLicense();

      expect(await seats.permits(license, assetId, ethers.ZeroAddress, USE.infer)).to.be.false;
    });
  });
});
