import { KIND, NATIVE_BIT, RELATION, SAHARA_BIT } from "./assets.ts";
import { ethers, networkHelpers } from "./chain.ts";
import type { SaharaFixture } from "./deploySahara.ts";
import { RULE } from "./licensing.ts";

const DAY = 24n * 3600n;
const PRICE = 1_000n;

/** What stands in the contracts after `populate`, for tests that need something of everything. */
export type Population = {
  assetIds: bigint[];
  licenseIds: bigint[];
  termsIds: string[];
  contentRoots: string[];
  commitments: string[];
};

/**
 * Fills a deployment: roots and derivatives, a contributor root, a superseded and frozen asset, offers of many kinds,
 * licences live, expired and revoked, seats, an approval, revenue in both currencies, and money in inboxes.
 */
export async function populate(sahara: SaharaFixture): Promise<Population> {
  const { registry, ledger, licenses, token, approvals, seats, inboxes } = sahara;
  const { owner, otherOwner, licensee, payer, contributor, arbiter } = sahara;
  const { registerAsset, registerDerivative, registerTerms, offerTerms, buyLicense } = sahara;
  const currency = await token.getAddress();

  const secret = ethers.id("secret");
  const salt = ethers.id("salt");
  const commitment = await registry.commitmentOf(otherOwner, secret, salt);
  await registry.connect(otherOwner).commit(commitment);
  const copy = await registerAsset({ contentRoot: secret });
  const original = await registerAsset({ contentRoot: secret, salt, owner: otherOwner });

  const root = await registerAsset({
    contributors: [{ account: contributor, units: 20_000_000n }],
    contributorRoot: ethers.id("contributors"),
    contributorRootUnits: 10_000_000n,
  });
  const capped = { revenueCeiling: 10n ** 6n, currency };
  const child = await registerDerivative({
    parents: [{ assetId: root, royaltyBps: 1_000n, terms: capped }],
    currencies: SAHARA_BIT,
    owner: otherOwner,
  });
  const merged = await registerDerivative({
    parents: [original, root].map((assetId) => ({ assetId, royaltyBps: 500n })),
    currencies: NATIVE_BIT,
    kind: KIND.agent,
  });

  const subscription = { price: PRICE, duration: DAY, quota: 10n, seats: 3n };
  const rules = RULE.renewable | RULE.revocable;
  const termsIds = [
    await registerTerms(),
    await registerTerms({ ...subscription, currency, rules: rules | RULE.transferable }),
    await registerTerms({ ...subscription, rules }),
    await registerTerms({ duration: DAY, rules: RULE.exclusive }),
    await registerTerms({ rules: RULE.approvalRequired }),
  ];
  await offerTerms(root, ...termsIds);
  const [open, tokenPriced, nativePriced, exclusive, approved] = termsIds as [
    string,
    string,
    string,
    string,
    string,
  ];
  const alone = await registerAsset();
  await offerTerms(alone, exclusive);
  await approvals.connect(owner).approve(root, approved, licensee, true);

  const licenseIds = [
    await buyLicense({ assetId: root, termsId: tokenPriced, licensee: payer }),
    await buyLicense({ assetId: alone, termsId: exclusive }),
  ];
  await networkHelpers.time.increase(2n * DAY);
  licenseIds.push(
    await buyLicense({ assetId: root, termsId: open }),
    await buyLicense({ assetId: root, termsId: tokenPriced }),
    await buyLicense({ assetId: root, termsId: nativePriced, value: PRICE }),
    await buyLicense({ assetId: root, termsId: nativePriced, value: PRICE }),
  );
  await licenses.connect(owner).revoke(licenseIds.at(-1)!);
  await seats.connect(licensee).assignSeat(licenseIds[3]!, 0n, contributor, DAY * 100_000n);

  for (const assetId of [root, child, original]) {
    await ledger.connect(payer).pay(assetId, currency, 100_003n, ethers.ZeroHash);
    await token.connect(payer).transfer(await inboxes.inboxOf(assetId), 777n);
  }
  for (const assetId of [root, merged]) {
    await ledger
      .connect(payer)
      .pay(assetId, ethers.ZeroAddress, 501n, ethers.ZeroHash, { value: 501n });
  }
  await inboxes.sweep(root, currency);
  await sahara.appointArbiter();
  const month = BigInt(await networkHelpers.time.latest()) + 30n * DAY;
  await ledger.connect(arbiter).freeze(original, month);

  const pending = await registry.commitmentOf(owner, ethers.id("later"), salt);
  await registry.connect(owner).commit(pending);
  const trained = await registerAsset({
    owner: licensee,
    parents: [{ asset: root, relation: RELATION.trainedOn, license: licenseIds[2]! }],
  });
  return {
    assetIds: [copy, original, root, child, merged, alone, trained],
    licenseIds,
    termsIds,
    contentRoots: [secret, ethers.id("later")],
    commitments: [commitment, pending],
  };
}
