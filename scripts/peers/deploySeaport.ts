import type { Contract, Signer } from "ethers";

import { deployNpmContract } from "./npmContracts.ts";

const ARTIFACTS = "@opensea/seaport-js/src/artifacts/seaport/contracts";

/** Deploys Seaport 1.6 as OpenSea's package ships it built, with the controller of conduits that it asks for. */
export async function deploySeaport(deployer: Signer): Promise<Contract> {
  const controller = `${ARTIFACTS}/conduit/ConduitController.sol/LocalConduitController.json`;
  const conduits = await deployNpmContract(controller, deployer);
  return await deployNpmContract(`${ARTIFACTS}/Seaport.sol/Seaport.json`, deployer, conduits);
}
