import { expect } from "chai";
import type { TypedDataDomain, TypedDataField } from "ethers";

import { createRegistration } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { signRegistration } from "../helpers/signRegistration.ts";
import { domainOf, splitSignature, TYPES } from "../helpers/typedData.ts";

const VALUE = 5n;
const NONCE = ethers.id("nonce");

/**
 * A deadline compared with the number of the block passes for thousands of years (Ocean). The deadlines here are a second
 * old and far above any block's number, so such a comparison would let them pass.
 */
describe("finding 6: what is signed expires by time", () => {
  async function withPastDeadline() {
    const sahara = await loadSahara();
    await networkHelpers.mine();
    const deadline = BigInt(await networkHelpers.time.latest()) - 1n;
    expect(deadline > BigInt(await ethers.provider.getBlockNumber())).to.be.true;

    const { payer } = sahara;
    const sign = async (
      domain: TypedDataDomain,
      types: Record<string, TypedDataField[]>,
      message: Record<string, unknown>,
    ) => splitSignature(await payer.signTypedData(domain, types, message));
    return { ...sahara, deadline, sign };
  }

  it("a permit", async () => {
    const { token, payer, stranger, deadline, sign } = await withPastDeadline();
    const permit = {
      owner: payer.address,
      spender: stranger.address,
      value: VALUE,
      nonce: 0n,
      deadline,
    };
    const signature = await sign(await domainOf(token), TYPES.permit, permit);

    await expect(token.permit(payer, stranger, VALUE, deadline, ...signature))
      .to.be.revertedWithCustomError(token, "ERC2612ExpiredSignature")
      .withArgs(deadline);
  });

  it("a delegation of votes", async () => {
    const { token, stranger, deadline, sign } = await withPastDeadline();
    const delegation = { delegatee: stranger.address, nonce: 0n, expiry: deadline };
    const signature = await sign(await domainOf(token), TYPES.delegation, delegation);

    await expect(token.delegateBySig(stranger, 0n, deadline, ...signature))
      .to.be.revertedWithCustomError(token, "VotesExpiredSignature")
      .withArgs(deadline);
  });

  for (const type of ["transferWithAuthorization", "receiveWithAuthorization"] as const) {
    it(`a ${type}, expired or not valid yet`, async () => {
      const { token, payer, stranger, deadline, sign } = await withPastDeadline();
      const asStranger = token.connect(stranger);
      for (const [validAfter, validBefore] of [
        [0n, deadline],
        [deadline + 1_000n, deadline + 2_000n],
      ] as const) {
        const authorization = {
          from: payer.address,
          to: stranger.address,
          value: VALUE,
          validAfter,
          validBefore,
          nonce: NONCE,
        };
        const signature = await sign(await domainOf(token), TYPES[type], authorization);

        await expect(
          asStranger[type](payer, stranger, VALUE, validAfter, validBefore, NONCE, ...signature),
        )
          .to.be.revertedWithCustomError(token, "ERC3009InvalidAuthorizationTime")
          .withArgs(validAfter, validBefore);
      }
    });
  }

  it("a payment by authorization", async () => {
    const { token, ledger, payer, deadline, sign, registerAsset } = await withPastDeadline();
    const assetId = await registerAsset();
    const authorization = {
      from: payer.address,
      to: await ledger.getAddress(),
      value: VALUE,
      validAfter: 0n,
      validBefore: deadline,
      nonce: await ledger.authorizationNonce(assetId, NONCE, NONCE),
    };
    const [v, r, s] = await sign(
      await domainOf(token),
      TYPES.receiveWithAuthorization,
      authorization,
    );

    await expect(
      ledger.payWithAuthorization(assetId, token, NONCE, {
        from: payer,
        value: VALUE,
        validAfter: 0n,
        validBefore: deadline,
        salt: NONCE,
        ...{ v, r, s },
      }),
    )
      .to.be.revertedWithCustomError(token, "ERC3009InvalidAuthorizationTime")
      .withArgs(0n, deadline);
  });

  it("an approval of a licensee", async () => {
    const { approvals, owner, licensee, deadline, registerAsset, registerTerms } =
      await withPastDeadline();
    const approval = {
      assetId: await registerAsset(),
      termsId: await registerTerms(),
      licensee: licensee.address,
      salt: NONCE,
      deadline,
    };
    const signature = await owner.signTypedData(
      await domainOf(approvals),
      TYPES.licenseApproval,
      approval,
    );

    await expect(approvals.approveBySignature(approval, signature))
      .to.be.revertedWithCustomError(approvals, "LicenseApprovals_Expired")
      .withArgs(deadline);
  });

  it("a registration", async () => {
    const { registrar, owner, deadline } = await withPastDeadline();
    const registration = createRegistration();
    const signed = { registration, owner: owner.address, deadline };
    const signature = await signRegistration(registrar, owner, signed);

    await expect(registrar.registerFor(registration, owner, deadline, signature))
      .to.be.revertedWithCustomError(registrar, "Registrar_Expired")
      .withArgs(deadline);
  });
});
