import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import type { IRegistrar } from "../../typechain-types/contracts/interfaces/IRegistrar.js";
import { ethers } from "./chain.ts";
import type { Actors, SaharaContracts } from "./deploySahara.ts";
import type { createLicensing, Terms } from "./licensing.ts";

export type Registration = IRegistrar.RegistrationStruct;

export const KIND = { dataset: 0n, model: 1n, agent: 2n } as const;
export const RELATION = {
  trainedOn: 0n,
  finetunedFrom: 1n,
  derivedFrom: 2n,
  mergedFrom: 3n,
} as const;

/** Masks of the currencies of the deployment. */
export const NATIVE_BIT = 1n << 0n;
export const SAHARA_BIT = 1n << 1n;

export type AssetOptions = Partial<Registration> & {
  /** Defaults to the owner. */
  owner?: HardhatEthersSigner;
};

export type DerivativeOptions = Omit<AssetOptions, "parents"> & {
  /** Parents in ascending order; each gives a licence under OPEN_TERMS with the royalty and `terms`. */
  parents: { assetId: bigint; royaltyBps: bigint; terms?: Partial<Terms> }[];
};

let contents = 0;

/** A registration of a data set without parents whose roots nobody used before; the tests name what differs. */
export function createRegistration(options: Partial<Registration> = {}): Registration {
  return {
    kind: KIND.dataset,
    contentRoot: ethers.id(`content ${++contents}`),
    metadataRoot: ethers.id("metadata"),
    salt: ethers.ZeroHash,
    currencies: NATIVE_BIT | SAHARA_BIT,
    parents: [],
    contributors: [],
    contributorRoot: ethers.ZeroHash,
    contributorRootUnits: 0n,
    terms: [],
    ...options,
  };
}

/** Helpers that register assets. */
export function createAssets(
  { registrar, registry }: SaharaContracts,
  actors: Actors,
  { registerTerms, offerTerms, buyLicense }: ReturnType<typeof createLicensing>,
) {
  /** Registers an asset and returns its id. */
  async function registerAsset(options: AssetOptions = {}): Promise<bigint> {
    const { owner = actors.owner, ...registration } = options;
    await registrar.connect(owner).register(createRegistration(registration));
    return await registry.assetCount();
  }

  /** Gets the owner a licence of each parent, registers a model derived from them and returns its id. */
  async function registerDerivative(options: DerivativeOptions): Promise<bigint> {
    const { owner = actors.owner, parents, ...rest } = options;
    const links = [];
    for (const { assetId, royaltyBps, terms } of parents) {
      const termsId = await registerTerms({ ...terms, royaltyBps });
      await offerTerms(assetId, termsId);
      const license = await buyLicense({ assetId, termsId, licensee: owner });
      links.push({ asset: assetId, relation: RELATION.derivedFrom, license });
    }
    return await registerAsset({ kind: KIND.model, ...rest, owner, parents: links });
  }

  return { registerAsset, registerDerivative };
}
