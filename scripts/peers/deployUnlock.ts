import { Contract, MaxUint256, type Signer } from "ethers";

import { deployNpmContract, readNpmArtifact, send } from "./npmContracts.ts";

const UNLOCK = "@unlock-protocol/contracts/dist/abis/Unlock/UnlockV14.json";
const LOCK = "@unlock-protocol/contracts/dist/abis/PublicLock/PublicLockV15.json";
const PROXY = "@openzeppelin/contracts/build/contracts/TransparentUpgradeableProxy.json";
const LOCK_VERSION = 15;

export type LockOptions = {
  /** Who sells the keys. */
  manager: string;
  durationSeconds: bigint;
  token: string;
  /** Of a key, in base units. */
  price: bigint;
};

/** Deploys Unlock v14 with PublicLock v15 as their package ships them built, behind a proxy as it is everywhere. */
export async function deployUnlock(deployer: Signer) {
  const implementation = await deployNpmContract(UNLOCK, deployer);
  // Its initialiser runs in a proxy's constructor or not at all.
  const start = implementation.interface.encodeFunctionData("initialize", [
    await deployer.getAddress(),
  ]);
  const proxy = await deployNpmContract(PROXY, deployer, implementation, deployer, start);
  const unlock = new Contract(await proxy.getAddress(), implementation.interface, deployer);
  const template = await deployNpmContract(LOCK, deployer);
  await send(unlock, deployer, "addLockTemplate", template, LOCK_VERSION);
  await send(unlock, deployer, "setLockTemplate", template);

  /** What Unlock is called with to create a lock. */
  const encodeLock = ({ manager, durationSeconds, token, price }: LockOptions): string =>
    template.interface.encodeFunctionData("initialize", [
      ...[manager, durationSeconds, token, price, MaxUint256, ""],
    ]);
  const lockAt = (address: string) => new Contract(address, readNpmArtifact(LOCK).abi, deployer);
  return { unlock, encodeLock, lockAt };
}
