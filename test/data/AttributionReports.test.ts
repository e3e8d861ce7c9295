import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { REPORT_TYPES, reportDomain } from "@sahara/attribution/report";
import { expect } from "chai";

import type { AttributionReportStruct } from "../../typechain-types/contracts/data/AttributionReports.js";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";
import { revertData } from "../helpers/revertData.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";

const DAY = 86_400n;
const WINDOW = 7n * DAY;
const RULING_PERIOD = 14n * DAY;
const BOND = 100n * ONE_SAHARA;
const VERSION = 1n;
const [ROOT, OTHER_ROOT] = [ethers.id("weights"), ethers.id("other weights")];
const STATUS = {
  none: 0n,
  posted: 1n,
  challenged: 2n,
  final: 3n,
  void: 4n,
  lapsed: 5n,
} as const;
const SEED = 43n;
const OPERATIONS = 150;

type Report = AttributionReportStruct;

describe("AttributionReports", () => {
  /** `owner` has an asset, `contributor` writes reports on it, `relayer` challenges; `arbiter` is appointed. */
  async function deployReports() {
    const sahara = await loadSahara();
    const { attributionReports: reports, token, owner, contributor: author, relayer } = sahara;
    const challenger = relayer;
    await sahara.appointArbiter();
    const assetId = await sahara.registerAsset();
    for (const staker of [owner, challenger]) {
      await token.connect(sahara.deployer).transfer(staker, 100n * BOND);
      await token.connect(staker).approve(reports, ethers.MaxUint256);
    }
    const { chainId } = await ethers.provider.getNetwork();
    const domain = reportDomain({ chainId, address: await reports.getAddress() });

    const makeReport = (options: Partial<Report> = {}): Report => ({
      assetId,
      version: VERSION,
      methodHash: ethers.id("method"),
      dataRoot: ethers.id("data"),
      testRoot: ethers.id("tests"),
      weightsRoot: ROOT,
      utility: 10n ** 18n,
      reportRoot: ethers.id("report"),
      ...options,
    });
    const idOf = (report: Report) => ethers.TypedDataEncoder.hash(domain, REPORT_TYPES, report);
    const post = async (report = makeReport(), poster: HardhatEthersSigner = owner) =>
      await reports
        .connect(poster)
        .post(report, author, await author.signTypedData(domain, REPORT_TYPES, report));
    const reportId = idOf(makeReport());
    const challenge = async (id = reportId, otherRoot = OTHER_ROOT) =>
      await reports.connect(challenger).challenge(id, otherRoot);
    const rule = async (isWrong: boolean, id = reportId) =>
      await reports.connect(sahara.arbiter).rule(id, isWrong);
    const statusOf = async (id = reportId) => (await reports.postingOf(id)).status;

    return {
      ...sahara,
      ...{ reports, author, challenger, assetId, domain, reportId },
      ...{ makeReport, idOf, post, challenge, rule, statusOf },
    };
  }

  const load = async () => await loadFixture(deployReports);
  const now = async () => BigInt(await networkHelpers.time.latest());
  const wait = async (seconds: bigint) => {
    await networkHelpers.time.increase(seconds);
  };

  describe("post", () => {
    it("takes a bond for what the author signed, as the package signs it (ATR-1, SYS-4)", async () => {
      const { reports, token, owner, author, assetId, reportId, ...world } = await load();
      const transaction = await world.post();
      const deadline = (await now()) + WINDOW;

      expect(await reports.reportIdOf(world.makeReport())).to.equal(reportId);
      await expect(transaction)
        .to.emit(reports, "ReportPosted")
        .withArgs(reportId, assetId, author, owner, deadline, Object.values(world.makeReport()));
      await expect(transaction).to.changeTokenBalances(
        ethers,
        token,
        [owner, reports],
        [-BOND, BOND],
      );
      expect(await reports.postingOf(reportId)).to.deep.equal([
        ...[owner.address, deadline, STATUS.posted, VERSION, assetId, ROOT],
        ...[ethers.ZeroAddress, ethers.ZeroHash],
      ]);
      expect(await reports.bond()).to.equal(BOND);
    });

    it("takes a report once, even after it is over (ATR-1)", async () => {
      const { reports, reportId, post } = await load();
      await post();

      await expect(post())
        .to.be.revertedWithCustomError(reports, "AttributionReports_WrongStatus")
        .withArgs(reportId, STATUS.posted);
      await wait(WINDOW);
      await reports.settle(reportId);
      await expect(post())
        .to.be.revertedWithCustomError(reports, "AttributionReports_WrongStatus")
        .withArgs(reportId, STATUS.final);
    });

    it("is bound to author, chain, contract and every member (ATR-1)", async () => {
      const { reports, owner, author, domain, makeReport, idOf } = await load();
      const report = makeReport();
      const signature = await author.signTypedData(domain, REPORT_TYPES, report);
      const refused = async (changed: Report, by = author.address, signed = signature) => {
        await expect(reports.connect(owner).post(changed, by, signed))
          .to.be.revertedWithCustomError(reports, "AttributionReports_NotSigned")
          .withArgs(idOf(changed), by);
      };

      for (const name of ["methodHash", "dataRoot", "testRoot", "weightsRoot", "reportRoot"]) {
        await refused({ ...report, [name]: ethers.id("changed") });
      }
      await refused({ ...report, utility: 1n });
      await refused(report, owner.address);
      for (const other of [{ chainId: 1n }, { verifyingContract: owner.address }]) {
        const foreign = { ...domain, ...other };
        await refused(
          report,
          author.address,
          await author.signTypedData(foreign, REPORT_TYPES, report),
        );
      }
    });

    it("is the owner's, about a version that exists, with weights (ATR-2)", async () => {
      const { reports, registry, stranger, assetId, makeReport, post } = await load();

      await expect(post(makeReport(), stranger))
        .to.be.revertedWithCustomError(reports, "AttributionReports_NotAssetOwner")
        .withArgs(assetId, stranger);
      await expect(post(makeReport({ version: 2n })))
        .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownVersion")
        .withArgs(assetId, 2n);
      await expect(
        post(makeReport({ weightsRoot: ethers.ZeroHash })),
      ).to.be.revertedWithCustomError(reports, "AttributionReports_ZeroRoot");
    });
  });

  describe("challenge", () => {
    it("takes an equal bond and gives the arbiter its time (ATR-3)", async () => {
      const { reports, token, challenger, assetId, reportId, post, challenge } = await load();
      await post();
      const transaction = await challenge();
      const deadline = (await now()) + RULING_PERIOD;

      await expect(transaction)
        .to.emit(reports, "ReportChallenged")
        .withArgs(reportId, assetId, challenger, OTHER_ROOT, deadline);
      await expect(transaction).to.changeTokenBalances(
        ethers,
        token,
        [challenger, reports],
        [-BOND, BOND],
      );
    });

    it("is refused after the window, twice, and with the same weights (ATR-3)", async () => {
      const { reports, reportId, post, challenge } = await load();
      await expect(challenge())
        .to.be.revertedWithCustomError(reports, "AttributionReports_WrongStatus")
        .withArgs(reportId, STATUS.none);
      await post();
      const deadline = (await now()) + WINDOW;

      await expect(challenge(reportId, ROOT))
        .to.be.revertedWithCustomError(reports, "AttributionReports_SameRoot")
        .withArgs(ROOT);
      await expect(challenge(reportId, ethers.ZeroHash)).to.be.revertedWithCustomError(
        reports,
        "AttributionReports_ZeroRoot",
      );
      const start = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(challenge())
        .to.be.revertedWithCustomError(reports, "AttributionReports_TooLate")
        .withArgs(reportId, deadline);
      await start.restore();
      await networkHelpers.time.setNextBlockTimestamp(deadline - 1n);
      await challenge();
      await expect(challenge(reportId, ethers.id("third weights")))
        .to.be.revertedWithCustomError(reports, "AttributionReports_WrongStatus")
        .withArgs(reportId, STATUS.challenged);
    });
  });

  describe("rule", () => {
    for (const isWrong of [true, false]) {
      it(`gives half of the loser's bond to ${isWrong ? "challenger" : "poster"} (ATR-4)`, async () => {
        const { reports, timelock, owner, challenger, assetId, reportId, ...world } = await load();
        await world.post();
        await world.challenge();
        const ruling = world.rule(isWrong);
        const [winner, loser] = isWrong ? [challenger, owner] : [owner, challenger];

        if (isWrong) {
          await expect(ruling).to.emit(reports, "ReportVoided").withArgs(reportId, assetId);
        } else {
          await expect(ruling)
            .to.emit(reports, "ReportFinal")
            .withArgs(reportId, assetId, VERSION, ROOT);
        }
        expect(await reports.creditOf(winner)).to.equal((BOND * 3n) / 2n);
        expect(await reports.creditOf(loser)).to.equal(0n);
        expect(await reports.creditOf(timelock)).to.equal(BOND / 2n);
        expect(await world.statusOf()).to.equal(isWrong ? STATUS.void : STATUS.final);
        expect(await reports.finalRootOf(assetId, VERSION)).to.equal(
          isWrong ? ethers.ZeroHash : ROOT,
        );
        await expect(world.rule(isWrong))
          .to.be.revertedWithCustomError(reports, "AttributionReports_WrongStatus")
          .withArgs(reportId, isWrong ? STATUS.void : STATUS.final);
      });
    }

    it("is the arbiter's, about a challenge, in time (ATR-4)", async () => {
      const { reports, stranger, reportId, post, challenge, rule } = await load();
      await post();
      await expect(reports.connect(stranger).rule(reportId, true))
        .to.be.revertedWithCustomError(reports, "AccessManagedUnauthorized")
        .withArgs(stranger);
      await expect(rule(true))
        .to.be.revertedWithCustomError(reports, "AttributionReports_WrongStatus")
        .withArgs(reportId, STATUS.posted);
      await challenge();
      const deadline = (await now()) + RULING_PERIOD;
      await networkHelpers.time.setNextBlockTimestamp(deadline);

      await expect(rule(true))
        .to.be.revertedWithCustomError(reports, "AttributionReports_TooLate")
        .withArgs(reportId, deadline);
    });
  });

  describe("settle", () => {
    it("makes final what nobody challenged, after the window (ATR-5)", async () => {
      const { reports, owner, stranger, assetId, reportId, post } = await load();
      await post();
      const deadline = (await now()) + WINDOW;
      const settle = async () => await reports.connect(stranger).settle(reportId);

      await networkHelpers.time.setNextBlockTimestamp(deadline - 1n);
      await expect(settle())
        .to.be.revertedWithCustomError(reports, "AttributionReports_TooEarly")
        .withArgs(reportId, deadline);
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(settle())
        .to.emit(reports, "ReportFinal")
        .withArgs(reportId, assetId, VERSION, ROOT);
      expect(await reports.creditOf(owner)).to.equal(BOND);
      await expect(settle())
        .to.be.revertedWithCustomError(reports, "AttributionReports_WrongStatus")
        .withArgs(reportId, STATUS.final);
    });

    it("returns both bonds when no arbiter decided, and the report is not final (ATR-5)", async () => {
      const { reports, owner, challenger, assetId, reportId, ...world } = await load();
      await world.post();
      await world.challenge();
      const deadline = (await now()) + RULING_PERIOD;
      await expect(reports.settle(reportId))
        .to.be.revertedWithCustomError(reports, "AttributionReports_TooEarly")
        .withArgs(reportId, deadline);
      await wait(RULING_PERIOD);

      await expect(reports.settle(reportId))
        .to.emit(reports, "ReportLapsed")
        .withArgs(reportId, assetId);
      expect(await reports.creditOf(owner)).to.equal(BOND);
      expect(await reports.creditOf(challenger)).to.equal(BOND);
      expect(await reports.finalRootOf(assetId, VERSION)).to.equal(ethers.ZeroHash);
    });
  });

  describe("final weights", () => {
    it("become the contributor root of the next asset, and change none that exists (ATR-6)", async () => {
      const { reports, contributorRoots, assetId, reportId, ...world } = await load();
      const { post, makeReport, idOf, registerAsset } = world;
      await post();
      await wait(WINDOW);
      await reports.settle(reportId);
      const contributorRoot = await reports.finalRootOf(assetId, VERSION);
      const next = await registerAsset({ contributorRoot, contributorRootUnits: 1_000n });

      const later = makeReport({ weightsRoot: OTHER_ROOT });
      await post(later);
      await wait(WINDOW);
      await reports.settle(idOf(later));
      expect(await reports.finalRootOf(assetId, VERSION)).to.equal(OTHER_ROOT);
      expect(await reports.finalReportOf(assetId, VERSION)).to.equal(idOf(later));
      expect(await contributorRoots.rootOf(next)).to.equal(ROOT);
      expect(await contributorRoots.rootOf(assetId)).to.equal(ethers.ZeroHash);
    });
  });

  describe("setChallengeWindow", () => {
    it("keeps to its bounds and leaves posted reports alone (GOV-3)", async () => {
      const { reports, reportId, post, getTimelockSigner } = await load();
      const asTimelock = reports.connect(await getTimelockSigner());
      await post();
      const { deadline } = await reports.postingOf(reportId);

      for (const window of [DAY - 1n, 30n * DAY + 1n]) {
        await expect(asTimelock.setChallengeWindow(window))
          .to.be.revertedWithCustomError(reports, "AttributionReports_WindowOutOfBounds")
          .withArgs(window, DAY, 30n * DAY);
      }
      await expect(asTimelock.setChallengeWindow(DAY))
        .to.emit(reports, "ChallengeWindowChanged")
        .withArgs(WINDOW, DAY);
      expect(await reports.challengeWindow()).to.equal(DAY);
      expect((await reports.postingOf(reportId)).deadline).to.equal(deadline);
    });
  });

  describe("bonds", () => {
    it("leave once, to whoever they are credited to (ATR-7)", async () => {
      const { reports, token, timelock, challenger, stranger, ...world } = await load();
      await world.post();
      await world.challenge();
      await world.rule(true);
      const asStranger = reports.connect(stranger);

      for (const [account, amount] of [
        [challenger.address, (BOND * 3n) / 2n],
        [await timelock.getAddress(), BOND / 2n],
      ] as const) {
        const transaction = asStranger.release(account);
        await expect(transaction).to.emit(reports, "CreditReleased").withArgs(account, amount);
        await expect(transaction).to.changeTokenBalances(
          ethers,
          token,
          [account, reports],
          [amount, -amount],
        );
        await expect(asStranger.release(account))
          .to.be.revertedWithCustomError(reports, "AttributionReports_NothingToRelease")
          .withArgs(account);
      }
      expect(await token.balanceOf(reports)).to.equal(0n);
    });

    it("leave once from a token that calls back in the middle of its transfers (ATR-7)", async () => {
      const { manager, registry, timelock, owner, author, domain, makeReport } = await load();
      const token = await ethers.deployContract("CallbackToken");
      const reports = await ethers.deployContract("AttributionReports", [
        ...[manager, registry, token, timelock],
      ]);
      await token.getFunction("mint")(owner, 2n * BOND);
      const asOwner = await ethers.getContractAt("CallbackToken", token, owner);
      await asOwner.getFunction("approve")(reports, ethers.MaxUint256);
      const own = { ...domain, verifyingContract: await reports.getAddress() };
      const report = makeReport();
      const signature = await author.signTypedData(own, REPORT_TYPES, report);
      const data = reports.interface.encodeFunctionData("release", [owner.address]);
      const guard = reports.interface.encodeErrorResult("ReentrancyGuardReentrantCall");

      await token.getFunction("callOnTransfer")(reports, data);
      await reports.connect(owner).post(report, author, signature);
      expect(await token.getFunction("lastCallSucceeded")()).to.equal(false);
      expect(await token.getFunction("lastReturned")()).to.equal(guard);
      await wait(WINDOW);
      await reports.settle(await reports.reportIdOf(report));
      await reports.release(owner);
      expect(await token.getFunction("callCount")()).to.equal(2n);
      expect(await token.getFunction("lastReturned")()).to.equal(guard);
      expect(await token.getFunction("balanceOf")(owner)).to.equal(2n * BOND);
    });

    it("are all there after any sequence of calls (ATR-7)", async function () {
      this.timeout(120_000);
      const { reports, token, timelock, owner, challenger, ...world } = await load();
      const random = createSeededRandom(SEED);
      const accounts = [owner.address, challenger.address, await timelock.getAddress()];
      const ids: string[] = [];
      const status = new Map<string, bigint>();
      const credit = new Map<string, bigint>(accounts.map((account) => [account, 0n]));
      const pay = (account: string, amount: bigint) =>
        credit.set(account, credit.get(account)! + amount);

      /** What each accepted call does to the model; which calls are accepted, the statuses say. */
      const operations = {
        post: async () => {
          const report = world.makeReport({ reportRoot: ethers.id(`report ${ids.length}`) });
          await world.post(report);
          ids.push(world.idOf(report));
          status.set(world.idOf(report), STATUS.posted);
        },
        challenge: async (id: string) => {
          await world.challenge(id);
          expect(status.get(id)).to.equal(STATUS.posted);
          status.set(id, STATUS.challenged);
        },
        rule: async (id: string) => {
          const isWrong = random.below(2) === 0;
          await world.rule(isWrong, id);
          expect(status.get(id)).to.equal(STATUS.challenged);
          pay(isWrong ? challenger.address : owner.address, (BOND * 3n) / 2n);
          pay(accounts[2]!, BOND / 2n);
          status.set(id, isWrong ? STATUS.void : STATUS.final);
        },
        settle: async (id: string) => {
          await reports.settle(id);
          const challenged = status.get(id) === STATUS.challenged;
          pay(owner.address, BOND);
          if (challenged) pay(challenger.address, BOND);
          else expect(status.get(id)).to.equal(STATUS.posted);
          status.set(id, challenged ? STATUS.lapsed : STATUS.final);
        },
        release: async () => {
          const account = random.pick(accounts);
          await reports.release(account);
          expect(credit.get(account)).to.be.greaterThan(0n);
          credit.set(account, 0n);
        },
        wait: async () => {
          await wait(BigInt(1 + random.below(5)) * DAY);
        },
      };
      const names = Object.keys(operations) as (keyof typeof operations)[];
      let accepted = 0;
      for (let i = 0; i < OPERATIONS; ++i) {
        const [name, id] =
          ids.length === 0
            ? (["post", ethers.ZeroHash] as const)
            : [random.pick(names), random.pick(ids)];
        try {
          await operations[name](id);
          ++accepted;
        } catch (error) {
          const refusal = reports.interface.parseError(revertData(error) ?? "0x");
          if (refusal?.name.startsWith("AttributionReports_") !== true) throw error;
        }

        const statuses = [...status.values()];
        const open = statuses.filter((value) => value === STATUS.posted).length;
        const disputed = statuses.filter((value) => value === STATUS.challenged).length;
        const credits = [...credit.values()].reduce((sum, amount) => sum + amount, 0n);
        expect(await token.balanceOf(reports)).to.equal(
          BigInt(open + 2 * disputed) * BOND + credits,
        );
      }
      for (const id of ids) expect(await world.statusOf(id)).to.equal(status.get(id));
      expect(accepted).to.be.greaterThan(OPERATIONS / 3);
    });
  });
});
