import {
  type CallInput,
  ContractRevertError,
  createSahara,
  UnknownCallError,
  UnknownProposalError,
} from "@sahara/sdk";
import { expect } from "chai";

import { AUTHORITY_DELAY, ROLES } from "../../deploy/modules/Roles.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk } from "./connectSahara.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";

const SAHARA = 10n ** 18n;
const DAY = 86_400n;
const EACH = 1_000_000_000n * SAHARA;
const FEE: CallInput = { contract: "parameters", method: "setUsageFee", args: [100n] };

describe("SDK: governance", () => {
  /** Payer and licensee hold a tenth of the supply each, and the deployer the rest. */
  async function load() {
    const { sdk, contracts, addresses } = await loadSdk();
    await sdk.payer.delegateVotes();
    await sdk.licensee.delegateVotes();
    await networkHelpers.mine();
    const deployer = await createSahara({ signer: contracts.deployer, addresses });
    const waitFor = async (time: bigint) => {
      await networkHelpers.time.increaseTo(time);
    };
    /** Takes a proposal of the payer's through the vote and the timelock; the deployer's votes are enough. */
    async function pass(proposalId: bigint) {
      await waitFor((await sdk.payer.getProposal({ proposalId })).voteStart + 1n);
      await deployer.castVote({ proposalId, support: "FOR" });
      await sdk.stranger.queueProposal({ proposalId });
      await waitFor((await sdk.payer.getProposal({ proposalId })).executableFrom ?? 0n);
      await sdk.stranger.executeProposal({ proposalId });
    }
    await deployer.delegateVotes();
    await networkHelpers.mine();
    return { sdk, contracts, addresses, deployer, waitFor, pass };
  }

  it("takes a proposal from its words to its effect", async () => {
    const { sdk, contracts, deployer, waitFor } = await load();
    const { payer, licensee, stranger } = sdk;
    expect(await stranger.describeProposal({ calls: [FEE] })).to.deep.equal([
      { text: "Sets the fee on usage from 0 % to 1 %.", warnings: [] },
    ]);

    const { proposalId } = await payer.propose({ calls: [FEE], title: "A fee" });
    const made = await stranger.getProposal({ proposalId });
    expect(made).to.deep.include({ proposalId, state: "PENDING", needs: undefined });
    expect(made.description).to.equal(`A fee #proposer=${contracts.payer.address.toLowerCase()}`);
    await waitFor(made.voteStart + 1n);
    expect(await payer.castVote({ proposalId, support: "VETO", reason: "No." })).to.include({
      weight: EACH,
    });
    await licensee.castVote({ proposalId, parts: { against: 1n, for: EACH - 3n, abstain: 2n } });
    await deployer.castVote({ proposalId, support: "FOR" });
    const voted = await stranger.getProposal({ proposalId });
    expect(voted.votes).to.deep.equal({
      ...{ against: EACH + 1n, for: 9n * EACH - 3n, abstain: 2n, veto: EACH },
    });
    expect(voted.needs).to.deep.equal({
      ...{ quorum: (10n * EACH * 4n) / 100n, superQuorum: 4n * EACH, vetoBps: 10_000n },
    });
    expect(voted.state).to.equal("SUCCEEDED");

    await stranger.queueProposal({ proposalId });
    const { executableFrom } = await stranger.getProposal({ proposalId });
    await waitFor(executableFrom ?? 0n);
    await stranger.executeProposal({ proposalId });

    expect(await contracts.parameters.usageFeeBps()).to.equal(100n);
    expect(
      (await stranger.findProposals({ state: "EXECUTED" })).map((one) => one.proposalId),
    ).to.deep.equal([proposalId]);
    expect(await stranger.findProposals({ proposer: contracts.licensee.address })).to.deep.equal(
      [],
    );
  });

  it("cancels, and says what can't be done", async () => {
    const { sdk, contracts } = await load();
    const { payer, stranger } = sdk;
    await expectRevert(
      stranger.propose({ calls: [FEE], title: "Mine" }),
      "GovernorInsufficientProposerVotes",
      { proposer: contracts.stranger.address, votes: 0n, threshold: 10_000_000n * SAHARA },
    );
    await expectRejection(
      payer.propose({ calls: [{ ...FEE, method: "setNothing" }], title: "" }),
      UnknownCallError,
    );
    await expectRejection(stranger.getProposal({ proposalId: 7n }), UnknownProposalError);

    const { proposalId } = await payer.propose({ calls: [FEE], title: "A fee" });
    await payer.cancelProposal({ proposalId });
    expect((await stranger.getProposal({ proposalId })).state).to.equal("CANCELED");
  });

  it("announces what the manager wants announced, and makes it when it is due", async () => {
    const { sdk, contracts, addresses, waitFor, pass } = await load();
    const { manager, ledger } = contracts;
    await networkHelpers.time.increase(AUTHORITY_DELAY);
    const { selector } = ledger.interface.getFunction("pause");
    const change: CallInput = {
      contract: "manager",
      method: "setTargetFunctionRole",
      args: [addresses.ledger, [selector], ROLES.arbiter],
    };

    const words = await sdk.stranger.describeProposal({ calls: [change] });
    expect(words.map(({ text }) => text)).to.deep.equal([
      "Announces to the manager: Has ledger hear arbiter in pause.",
      "Has the governor act: Schedules for 5 d later: Has ledger hear arbiter in pause.",
    ]);
    const { proposalId } = await sdk.payer.propose({ calls: [change], title: "Pauses" });
    await pass(proposalId);
    const early = await expectRejection(
      sdk.stranger.executeAnnounced({ proposalId }),
      ContractRevertError,
    );
    expect(early.errorName).to.equal("TimelockUnexpectedOperationState");
    await waitFor(BigInt(await networkHelpers.time.latest()) + 5n * DAY);
    await sdk.stranger.executeAnnounced({ proposalId });

    expect(await manager.getTargetFunctionRole(ledger, selector)).to.equal(ROLES.arbiter);
  });

  it("warns of what it sees, and tries what it can", async () => {
    const { sdk, contracts, addresses } = await load();
    const { stranger: account } = contracts;
    const calls: CallInput[] = [
      { contract: "token", method: "transfer", args: [account.address, 5n * SAHARA] },
      { contract: "parameters", method: "setUsageFee", args: [501n] },
      { contract: "governor", method: "setVotingDelay", args: [2n * DAY] },
      { contract: "manager", method: "grantRole", args: [ROLES.admin, account.address, 0n] },
      { contract: "ledger", method: "armPause", args: [] },
      { to: account.address, data: "0x12345678", value: 1n },
    ];
    const described = await sdk.stranger.describeProposal({ calls });

    expect(described.map(({ text }) => text)).to.deep.equal([
      `Sends 5 SAHARA of the treasury to ${account.address}.`,
      "Sets the fee on usage from 0 % to 5.01 %.",
      "Sets the delay before a vote from 1 d to 2 d.",
      `Makes ${account.address} admin, held once the role's grant delay has passed.`,
      "Calls ledger.armPause().",
      `Calls something unknown at ${account.address}.`,
    ]);
    expect(described.map(({ warnings }) => warnings.length)).to.deep.equal([2, 1, 0, 2, 0, 2]);
    const outcomes = async (snapshot: boolean) =>
      (await sdk.stranger.simulateProposal({ calls: calls.slice(0, 5), snapshot })).map((one) =>
        one.outcome === "REFUSED" ? one.error.message.split("(")[0] : one.outcome,
      );
    const expected = [
      ...["ERC20InsufficientBalance", "ProtocolParameters_OutOfBounds"],
      ...["UNKNOWN", "DONE", "DONE"],
    ];
    expect(await outcomes(false)).to.deep.equal(expected);
    expect(await outcomes(true)).to.deep.equal(expected);
    expect((await contracts.manager.hasRole(ROLES.admin, account)).isMember).to.equal(false);
    expect(addresses.governor).to.equal(await contracts.governor.getAddress());
  });

  it("shows every parameter, restricted function and holder (GOV-2, GOV-3)", async () => {
    const { sdk, contracts, addresses } = await load();
    const governance = await sdk.stranger.getGovernance();
    const { parameters, functions, roles, timelock, guardian } = governance;

    expect(parameters.map(({ setter, value }) => [setter, value])).to.deep.include.members([
      ...[
        ["setUsageFee", 0n],
        ["updateQuorumNumerator", 400n],
        ["updateDelay", 2n * DAY],
      ],
    ]);
    for (const { value, min, max, label } of parameters) {
      expect(value >= min && value <= max, label).to.equal(true);
    }
    const heard = Object.fromEntries(
      functions.map(({ contract, signature, role }) => [`${contract}.${signature}`, role]),
    );
    expect(heard).to.include({
      "ledger.pause(uint40)": "pauser",
      "ledger.resume()": "admin",
      "ledger.listCurrency(address)": "curator",
      "operators.slash(address,uint96,uint16,address,bytes32)": "slasher",
      "parameters.setUsageFee(uint16)": "admin",
      "ledger.thaw(uint256)": "arbiter",
    });
    expect(heard).to.not.have.property("ledger.claim(uint256,address,address,uint256[])");
    expect(roles[0]).to.deep.include({ role: "admin" });
    expect(roles[0]?.holders.map(({ name }) => name)).to.deep.equal(["timelock"]);
    expect(timelock).to.deep.equal({
      ...{ admin: [addresses.timelock], proposer: [addresses.governor] },
      ...{ canceller: [addresses.governor], executor: [`0x${"0".repeat(40)}`] },
    });
    expect(governance.treasury).to.deep.equal({
      balance: await contracts.token.balanceOf(addresses.timelock),
      freeToMove: 50_000_000n * SAHARA,
      notice: 12n * DAY,
    });
    expect(guardian?.account).to.equal(contracts.council.address);
  });
});
