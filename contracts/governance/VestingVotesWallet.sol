// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";
import {VestingWalletCliff} from "@openzeppelin/contracts/finance/VestingWalletCliff.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import {IVestingVotesWallet} from "../interfaces/IVestingVotesWallet.sol";
import {EXCLUDED} from "../types/Governance.sol";

/// @title A grant of SAHARA that vests: nothing until the cliff, then linearly
/// @dev OpenZeppelin's wallet with a delegate. It holds any token; votes it has of one.
contract VestingVotesWallet is VestingWalletCliff, IVestingVotesWallet {
    /// @dev Whose votes the wallet delegates.
    IVotes public immutable TOKEN;
    /// @dev Whether what has not vested votes.
    bool public immutable VOTES;
    bool public immutable TRANSFERABLE;

    constructor(
        IVotes token,
        Grant memory grant
    ) VestingWallet(grant.beneficiary, grant.start, grant.duration) VestingWalletCliff(grant.cliff) {
        TOKEN = token;
        VOTES = grant.votes;
        TRANSFERABLE = grant.transferable;

        token.delegate(grant.votes ? grant.beneficiary : EXCLUDED);
    }

    /// @inheritdoc IVestingVotesWallet
    function delegate(address delegatee) external onlyOwner {
        require(VOTES, VestingVotesWallet_HasNoVotes());

        TOKEN.delegate(delegatee);
    }

    /// @inheritdoc Ownable
    function transferOwnership(address newOwner) public override {
        require(TRANSFERABLE, VestingVotesWallet_NotTransferable());

        super.transferOwnership(newOwner);
    }

    /// @dev An ownerless grant could be released to nobody.
    function renounceOwnership() public pure override {
        revert VestingVotesWallet_NotTransferable();
    }
}
