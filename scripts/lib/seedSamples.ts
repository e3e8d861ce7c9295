import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { parseEther, sha256, toUtf8Bytes, ZeroHash } from "ethers";

import type { Network } from "./connectNetwork.ts";
import { connectSahara, type SaharaContracts } from "./connectSahara.ts";
import { copyTerms } from "./copyTerms.ts";
import { Refusal } from "./Refusal.ts";
import { readExport } from "./SaharaExport.ts";
import { type Sample, SAMPLES } from "./samples.ts";

/** Numbers of the presets in contracts/licensing/LicensePresets.sol. */
const OPEN_USE = 0;
const COMMERCIAL_REMIX = 3;

/** The native coin and SAHARA. */
const CURRENCIES = 0b11;

/** Base units of SAHARA for a licence to build on a sample, and of the one payment to the last sample. */
const PRICE = parseEther("10");
const PAYMENT = parseEther("100");
const ROYALTY_BPS = 1_000;

type Terms = { openUse: string; commercialRemix: string };

/** Registers the samples that are not there yet, with terms, and pays the last one when it is new. */
export async function seedSamples(network: Network, file: string): Promise<void> {
  const signers = await network.ethers.getSigners();
  const [payer] = signers;
  if (payer === undefined) throw new Refusal(`network '${network.name}' has no account.`);
  const sahara = connectSahara(readExport(file).addresses, payer);

  const contentRoots = SAMPLES.map(({ name }) => sha256(toUtf8Bytes(`sample: ${name}`)));
  const assetIds: bigint[] = [];
  for (const root of contentRoots) assetIds.push(await sahara.registry.assetByContentRoot(root));
  if (!assetIds.includes(0n)) {
    console.log(`The samples are there already (assets ${assetIds.join(", ")}): nothing was sent.`);
    return;
  }
  await requireSahara(sahara, payer);

  const terms = await registerTerms(sahara);
  for (const [i, sample] of SAMPLES.entries()) {
    if (assetIds[i] !== 0n) continue;
    const owner = signers[i % signers.length] ?? payer;
    const parents = sample.parents.map((parent) => assetIds[parent] ?? 0n);
    const links = await buyLicenses(sahara, { sample, parents, owner, terms });
    await register(sahara, {
      sample,
      contentRoot: contentRoots[i] ?? ZeroHash,
      owner,
      links,
      terms,
    });
    assetIds[i] = await sahara.registry.assetByContentRoot(contentRoots[i] ?? ZeroHash);
    console.log(`Registered asset ${assetIds[i]}: ${sample.name}`);
  }

  const last = assetIds.at(-1) ?? 0n;
  await (await sahara.token.approve(sahara.ledger, PAYMENT)).wait();
  await (await sahara.ledger.pay(last, sahara.token, PAYMENT, ZeroHash)).wait();
  console.log(`Paid asset ${last} 100 SAHARA.`);
}

async function requireSahara({ token }: SaharaContracts, payer: HardhatEthersSigner) {
  const needed = PAYMENT + BigInt(SAMPLES.flatMap(({ parents }) => parents).length) * PRICE;
  if ((await token.balanceOf(payer)) < needed) {
    throw new Refusal(`${payer.address} needs ${needed} base units of SAHARA for licences.`);
  }
}

/** Terms of free use, and of remixing for a price in SAHARA and a royalty. */
async function registerTerms({ licenses, presets, token }: SaharaContracts): Promise<Terms> {
  const registerPreset = async (preset: number) => {
    const terms = copyTerms(await presets.termsOf(preset, PRICE, token, 0, ROYALTY_BPS));
    await (await licenses.registerTerms(terms)).wait();
    return await licenses.registerTerms.staticCall(terms);
  };
  return {
    openUse: await registerPreset(OPEN_USE),
    commercialRemix: await registerPreset(COMMERCIAL_REMIX),
  };
}

type Purchase = { sample: Sample; parents: bigint[]; owner: HardhatEthersSigner; terms: Terms };

/** Buys the owner a licence of each parent, out of the first account's SAHARA. */
async function buyLicenses(sahara: SaharaContracts, { sample, parents, owner, terms }: Purchase) {
  const { licenses, token } = sahara;
  const links = [];
  for (const asset of parents) {
    const termsId = terms.commercialRemix;
    const request = { assetId: asset, termsId, licensee: owner, periods: 1, maxPrice: PRICE };
    await (await token.approve(licenses, PRICE)).wait();
    const license = await licenses.mintLicense.staticCall(request);
    await (await licenses.mintLicense(request)).wait();
    links.push({ asset, relation: sample.relation, license });
  }
  return links;
}

type Entry = {
  sample: Sample;
  contentRoot: string;
  owner: HardhatEthersSigner;
  links: Awaited<ReturnType<typeof buyLicenses>>;
  terms: Terms;
};

async function register({ registrar }: SaharaContracts, entry: Entry): Promise<void> {
  const { sample, contentRoot, owner, links, terms } = entry;
  // Canonical JSON: keys in order, no blanks.
  const metadata = JSON.stringify({ description: sample.description, name: sample.name });
  const transaction = await registrar.connect(owner).register({
    kind: sample.kind,
    contentRoot,
    metadataRoot: sha256(toUtf8Bytes(metadata)),
    salt: ZeroHash,
    currencies: CURRENCIES,
    parents: links,
    contributors: [],
    contributorRoot: ZeroHash,
    contributorRootUnits: 0,
    terms: [terms.openUse, terms.commercialRemix],
  });
  await transaction.wait();
}
