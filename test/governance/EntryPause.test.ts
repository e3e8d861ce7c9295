import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

const HOUR = 3_600n;
const MAX_PAUSE = 7n * 24n * HOUR;

/** What the entries of each contract do meanwhile is tested with the contract. */
describe("EntryPause (GOV-4)", () => {
  for (const name of ["ledger", "registrar", "meter", "operators"] as const) {
    describe(`of the ${name}`, () => {
      async function asPauser() {
        const sahara = await loadSahara();
        const contract = sahara[name];
        const timelock = await sahara.getTimelockSigner();
        return {
          ...sahara,
          contract,
          pauser: contract.connect(sahara.council),
          governance: contract.connect(timelock),
        };
      }

      const timestamp = async () => BigInt(await networkHelpers.time.latest());

      it("starts armed and open", async () => {
        const { contract } = await asPauser();

        expect(await contract.pauseArmed()).to.be.true;
        expect(await contract.pausedUntil()).to.equal(0n);
      });

      it("lasts as long as the pauser says and is used up", async () => {
        const { contract, pauser } = await asPauser();
        const transaction = pauser.pause(HOUR);
        await transaction;
        const until = (await timestamp()) + HOUR;

        await expect(transaction).to.emit(contract, "EntriesPaused").withArgs(until);
        expect(await contract.pausedUntil()).to.equal(until);
        expect(await contract.pauseArmed()).to.be.false;
        await expect(pauser.pause(HOUR)).to.be.revertedWithCustomError(
          contract,
          "EntryPause_NotArmed",
        );
      });

      it("cannot be prolonged by the pauser, not even when it has run out", async () => {
        const { contract, pauser } = await asPauser();
        await pauser.pause(MAX_PAUSE);
        await networkHelpers.time.increase(MAX_PAUSE + 1n);

        await expect(pauser.pause(1n)).to.be.revertedWithCustomError(
          contract,
          "EntryPause_NotArmed",
        );
      });

      it("lasts 7 days at most, and not zero seconds", async () => {
        const { contract, pauser } = await asPauser();

        for (const duration of [0n, MAX_PAUSE + 1n, 2n ** 40n - 1n]) {
          await expect(pauser.pause(duration))
            .to.be.revertedWithCustomError(contract, "EntryPause_DurationOutOfBounds")
            .withArgs(duration, MAX_PAUSE);
        }
        expect(await contract.pauseArmed()).to.be.true;
      });

      it("is ended early by governance, and armed again", async () => {
        const { contract, pauser, governance } = await asPauser();
        await pauser.pause(MAX_PAUSE);

        await expect(governance.resume()).to.emit(contract, "EntriesResumed");
        expect(await contract.pausedUntil()).to.equal(0n);
        expect(await contract.pauseArmed()).to.be.false;
        await expect(governance.armPause()).to.emit(contract, "PauseArmed");
        expect(await contract.pauseArmed()).to.be.true;
        await pauser.pause(HOUR);
        expect(await contract.pausedUntil()).to.equal((await timestamp()) + HOUR);
      });

      it("is neither ended nor armed by the pauser, nor used by anyone else", async () => {
        const { contract, pauser, council, stranger } = await asPauser();
        const asStranger = contract.connect(stranger);

        for (const [call, caller] of [
          [() => pauser.resume(), council],
          [() => pauser.armPause(), council],
          [() => asStranger.pause(HOUR), stranger],
          [() => asStranger.resume(), stranger],
          [() => asStranger.armPause(), stranger],
        ] as const) {
          await expect(call())
            .to.be.revertedWithCustomError(contract, "AccessManagedUnauthorized")
            .withArgs(caller);
        }
      });
    });
  }
});
