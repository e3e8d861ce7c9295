import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { Addresses, Parent, RegistrationParameters, Sahara } from "@sahara/sdk";
import { CONTRACT_NAMES, createSahara } from "@sahara/sdk";
import { id } from "ethers";

import { loadFixture } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

export type SdkFixture = Awaited<ReturnType<typeof deployAndConnect>>;

/** A deployment with the SDK on top, restored to where it ended. */
export const loadSdk = async (): Promise<SdkFixture> => await loadFixture(deployAndConnect);

/** Free terms that allow every derivative at a royalty. */
export const DERIVABLE = {
  uses: ["ACCESS", "DERIVATIVE", "TRAIN", "FINETUNE"],
  rules: ["TRANSFERABLE"],
} as const;

async function deployAndConnect() {
  const contracts = await loadSahara();
  const named = await Promise.all(
    CONTRACT_NAMES.map(async (name) => [name, await contracts[name].getAddress()] as const),
  );
  // Every name is there.
  const addresses = Object.fromEntries(named) as Addresses;
  const connect = (signer: HardhatEthersSigner) => createSahara({ signer, addresses });

  const sdk = {
    owner: await connect(contracts.owner),
    otherOwner: await connect(contracts.otherOwner),
    contributor: await connect(contracts.contributor),
    otherContributor: await connect(contracts.otherContributor),
    licensee: await connect(contracts.licensee),
    payer: await connect(contracts.payer),
    relayer: await connect(contracts.relayer),
    stranger: await connect(contracts.stranger),
    council: await connect(contracts.council),
  };
  return { contracts, addresses, sdk };
}

let contents = 0;

/** Roots that nobody used before. */
export const freshRoots = () => ({
  contentRoot: id(`sdk content ${++contents}`),
  metadataRoot: id("sdk metadata"),
});

/** Registers a data set of `sahara`'s signer and returns its id. */
export async function registerRoot(
  sahara: Sahara,
  options: Partial<RegistrationParameters> = {},
): Promise<bigint> {
  const { assetId } = await sahara.registerAsset({ kind: "DATASET", ...freshRoots(), ...options });
  return assetId;
}

/** A model of `child`'s signer made from assets of `parents`' signers, each of which is owed a royalty. */
export async function registerChild(
  child: Sahara,
  parents: { sahara: Sahara; assetId: bigint; royaltyBps: bigint }[],
  options: Partial<RegistrationParameters> = {},
): Promise<bigint> {
  const links: Parent[] = [];
  for (const { sahara, assetId, royaltyBps } of parents) {
    const terms = { uses: [...DERIVABLE.uses], rules: [...DERIVABLE.rules], royaltyBps };
    const { termsId } = await sahara.registerTerms(terms);
    await sahara.offerTerms({ assetId, termsIds: [termsId] });
    const { licenseId } = await child.buyLicense({ assetId, termsId });
    links.push({ asset: assetId, relation: "FINETUNED_FROM", license: licenseId });
  }
  const registration = { kind: "MODEL" as const, ...freshRoots(), parents: links, ...options };
  return (await child.registerAsset(registration)).assetId;
}
