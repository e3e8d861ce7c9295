import { expect } from "chai";
import { type TypedDataField, TypedDataEncoder } from "ethers";

import { createRegistration, KIND, RELATION } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { domainOf, splitSignature, TYPES } from "../helpers/typedData.ts";

type Types = Record<string, TypedDataField[]>;

const SALT = ethers.id("salt");

/**
 * A type string in another order than its struct can't be signed by any wallet (x402, Story v1.1 M-2). `signTypedData`
 * hashes as ethers' TypedDataEncoder does; where a signature is accepted, the contract computed the same digest.
 * Each type has at least two elements in each array and no two members alike.
 */
describe("finding 10: typed data in order (SYS-4)", () => {
  async function withDeadline() {
    const sahara = await loadSahara();
    const deadline = BigInt(await networkHelpers.time.latest()) + 3_600n;
    return { ...sahara, deadline };
  }

  it("RegisterFor, with all its arrays filled", async () => {
    const { registry, registrar, owner, contributor, otherContributor, deadline, ...rest } =
      await withDeadline();
    const { registerAsset, registerTerms, offerTerms, buyLicense } = rest;
    const termsIds = [await registerTerms(), await registerTerms({ seats: 1n })];
    const parents = [];
    for (const relation of [RELATION.finetunedFrom, RELATION.mergedFrom]) {
      const asset = await registerAsset();
      await offerTerms(asset, termsIds[0]!);
      const license = await buyLicense({ assetId: asset, termsId: termsIds[0]!, licensee: owner });
      parents.push({ asset, relation, license });
    }
    const registration = createRegistration({
      kind: KIND.agent,
      salt: SALT,
      parents,
      contributors: [
        { account: contributor.address, units: 11n },
        { account: otherContributor.address, units: 13n },
      ],
      contributorRoot: ethers.id("contributors"),
      contributorRootUnits: 17n,
      terms: termsIds,
    });
    const { contentRoot } = registration;
    await registry.connect(owner).commit(await registry.commitmentOf(owner, contentRoot, SALT));
    const message = { owner: owner.address, registration, nonce: 0n, deadline };
    const signature = await owner.signTypedData(
      await domainOf(registrar),
      TYPES.registerFor,
      message,
    );

    await registrar.registerFor(registration, owner, deadline, signature);
    expect(await registry.assetByContentRoot(contentRoot)).to.equal(3n);
  });

  it("LicenseApproval, whose digest the contract names when it was used", async () => {
    const { approvals, owner, licensee, deadline, registerAsset, registerTerms } =
      await withDeadline();
    const approval = {
      assetId: await registerAsset(),
      termsId: await registerTerms(),
      licensee: licensee.address,
      salt: SALT,
      deadline,
    };
    const domain = await domainOf(approvals);
    const signature = await owner.signTypedData(domain, TYPES.licenseApproval, approval);
    await approvals.approveBySignature(approval, signature);

    await expect(approvals.approveBySignature(approval, signature))
      .to.be.revertedWithCustomError(approvals, "LicenseApprovals_SignatureUsed")
      .withArgs(TypedDataEncoder.hash(domain, TYPES.licenseApproval, approval));
  });

  for (const type of ["transferWithAuthorization", "receiveWithAuthorization"] as const) {
    it(`ERC-3009 ${type}`, async () => {
      const { token, payer, stranger, deadline } = await withDeadline();
      const values = [payer.address, stranger.address, 5n, 3n, deadline, SALT] as const;
      const [from, to, value, validAfter, validBefore, nonce] = values;
      const message = { from, to, value, validAfter, validBefore, nonce };
      const signature = await payer.signTypedData(await domainOf(token), TYPES[type], message);
      await token.connect(stranger)[type](...values, ...splitSignature(signature));

      expect(await token.balanceOf(stranger)).to.equal(5n);
    });
  }

  it("ERC-3009 cancelAuthorization", async () => {
    const { token, payer } = await withDeadline();
    const message = { authorizer: payer.address, nonce: SALT };
    const types: Types = TYPES.cancelAuthorization;
    const signature = await payer.signTypedData(await domainOf(token), types, message);
    await token.cancelAuthorization(payer, SALT, ...splitSignature(signature));

    expect(await token.authorizationState(payer, SALT)).to.be.true;
  });

  it("ERC-2612 Permit", async () => {
    const { token, payer, stranger, deadline } = await withDeadline();
    const message = {
      owner: payer.address,
      spender: stranger.address,
      value: 7n,
      nonce: 0n,
      deadline,
    };
    const signature = await payer.signTypedData(await domainOf(token), TYPES.permit, message);
    await token.permit(payer, stranger, 7n, deadline, ...splitSignature(signature));

    expect(await token.allowance(payer, stranger)).to.equal(7n);
  });

  it("Delegation of votes", async () => {
    const { token, payer, stranger, deadline } = await withDeadline();
    const message = { delegatee: stranger.address, nonce: 0n, expiry: deadline };
    const signature = await payer.signTypedData(await domainOf(token), TYPES.delegation, message);
    await token.delegateBySig(stranger, 0n, deadline, ...splitSignature(signature));

    expect(await token.delegates(payer)).to.equal(stranger);
  });
});
