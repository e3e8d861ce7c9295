import {
  CONTRACT_NAMES,
  ContractRevertError,
  createSahara,
  IncompleteDeploymentError,
  InvalidAddressError,
  MissingSignerError,
  NotDeployedError,
  UnknownDeploymentError,
  WrongChainError,
} from "@sahara/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { network } from "hardhat";

import Sahara from "../../deploy/modules/Sahara.ts";
import { ethers } from "../helpers/chain.ts";
import { freshRoots, loadSdk, registerRoot } from "./connectSahara.ts";
import { expectRejection } from "./expectRejection.ts";

const { provider } = ethers;

describe("SDK: errors", () => {
  describe("createSahara", () => {
    it("names the contracts that a deployment lacks", async () => {
      const { addresses } = await loadSdk();
      const { ledger, lens, ...rest } = addresses;
      expect([ledger, lens]).not.to.include(undefined);

      const error = await expectRejection(
        createSahara({ provider, addresses: rest }),
        IncompleteDeploymentError,
      );

      expect(error.missing).to.deep.equal(["ledger", "lens"]);
    });

    it("names an address that is none", async () => {
      const { addresses } = await loadSdk();

      const error = await expectRejection(
        createSahara({ provider, addresses: { ...addresses, seats: "0x12" } }),
        InvalidAddressError,
      );

      expect(error).to.include({ what: "seats", value: "0x12" });
    });

    it("refuses a deployment of another chain", async () => {
      const { addresses } = await loadSdk();

      const error = await expectRejection(
        createSahara({ provider, addresses: { chainId: 1, addresses } }),
        WrongChainError,
      );

      expect(error).to.include({ connected: 31_337n, expected: 1n });
    });

    it("says that there is no contract where it looked", async () => {
      const { addresses } = await loadSdk();
      const nowhere = Wallet.createRandom().address;

      const error = await expectRejection(
        createSahara({ provider, addresses: { ...addresses, ledger: nowhere } }),
        NotDeployedError,
      );

      expect(error.address).to.equal(nowhere);
    });

    it("says that it knows no deployment of the chain", async () => {
      const { ethers: elsewhere } = await network.create({ override: { chainId: 4_242 } });

      const error = await expectRejection(
        createSahara({ provider: elsewhere.provider }),
        UnknownDeploymentError,
      );

      expect(error.chainId).to.equal(4_242n);
    });

    it("knows where the first deployment of a local chain is", async () => {
      const { ethers: local, ignition } = await network.create();
      const deployed = await ignition.deploy(Sahara);

      const { clients } = await createSahara({ provider: local.provider });

      const names = Object.keys(deployed) as (keyof typeof deployed)[];
      for (const name of names) {
        expect(clients.addresses[name]).to.equal(await deployed[name].getAddress());
      }
      expect(names.length).to.equal(CONTRACT_NAMES.length);
    });
  });

  it("a write without a signer says what is missing", async () => {
    const { addresses } = await loadSdk();
    const reader = await createSahara({ provider, addresses });

    await expectRejection(registerRoot(reader), MissingSignerError);
  });

  it("an address is checked before anything is sent", async () => {
    const { sdk } = await loadSdk();
    const contributors = [{ account: "0xabc", units: 1n }];

    const error = await expectRejection(
      sdk.owner.registerAsset({ kind: "DATASET", ...freshRoots(), contributors }),
      InvalidAddressError,
    );

    expect(error.what).to.equal("contributor 0");
  });

  it("a revert keeps its data, its cause, and says what to do", async () => {
    const { sdk } = await loadSdk();

    const error = await expectRejection(sdk.owner.getAsset({ assetId: 3n }), ContractRevertError);

    expect(error.data).to.match(/^0x[0-9a-f]{72}$/);
    expect(error.cause).to.be.instanceOf(Error);
    expect(error.message).to.equal(
      "AssetRegistry_UnknownAsset(assetId: 3). There is no such asset. Check the id and the network.",
    );
  });

  it("finds every contract of the deployment", async () => {
    const { sdk } = await loadSdk();

    expect(Object.keys(sdk.owner.clients.contracts).sort()).to.deep.equal(
      [...CONTRACT_NAMES].sort(),
    );
  });
});
