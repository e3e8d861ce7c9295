import { expect } from "chai";

import { loadSahara } from "../helpers/deploySahara.ts";

const HOUR = 3_600n;
const DAY = 24n * HOUR;

/** Each parameter with its setter, its event, its value at deployment and its bounds. */
const PARAMETERS = [
  {
    getter: "licenseFeeBps",
    setter: "setLicenseFee",
    event: "LicenseFeeChanged",
    ...{ initial: 0n, min: 0n, max: 500n },
  },
  {
    getter: "usageFeeBps",
    setter: "setUsageFee",
    event: "UsageFeeChanged",
    ...{ initial: 0n, min: 0n, max: 500n },
  },
  {
    getter: "saleFeeBps",
    setter: "setSaleFee",
    event: "SaleFeeChanged",
    ...{ initial: 0n, min: 0n, max: 500n },
  },
  {
    getter: "resaleRoyaltyBps",
    setter: "setResaleRoyalty",
    event: "ResaleRoyaltyChanged",
    ...{ initial: 500n, min: 0n, max: 1_000n },
  },
  {
    getter: "reclaimWindow",
    setter: "setReclaimWindow",
    event: "ReclaimWindowChanged",
    ...{ initial: DAY, min: HOUR, max: 7n * DAY },
  },
] as const;

describe("ProtocolParameters (GOV-3)", () => {
  for (const { getter, setter, event, initial, min, max } of PARAMETERS) {
    describe(setter, () => {
      async function asTimelock() {
        const { parameters, getTimelockSigner } = await loadSahara();
        return { parameters, timelock: parameters.connect(await getTimelockSigner()) };
      }

      it("takes both bounds and tells the change", async () => {
        const { parameters, timelock } = await asTimelock();
        expect(await parameters[getter]()).to.equal(initial);

        await expect(timelock[setter](max)).to.emit(parameters, event).withArgs(initial, max);
        await expect(timelock[setter](min)).to.emit(parameters, event).withArgs(max, min);
        expect(await parameters[getter]()).to.equal(min);
      });

      it("refuses what is beyond them", async () => {
        const { parameters, timelock } = await asTimelock();
        const beyond = min === 0n ? [max + 1n] : [min - 1n, max + 1n];

        for (const value of beyond) {
          await expect(timelock[setter](value))
            .to.be.revertedWithCustomError(parameters, "ProtocolParameters_OutOfBounds")
            .withArgs(value, min, max);
        }
      });

      it("refuses everybody but the timelock", async () => {
        const { parameters, actors } = await loadSahara();

        for (const actor of actors) {
          await expect(parameters.connect(actor)[setter](min))
            .to.be.revertedWithCustomError(parameters, "AccessManagedUnauthorized")
            .withArgs(actor);
        }
      });
    });
  }
});
