// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

import {IDistributor} from "../interfaces/IDistributor.sol";
import {IVestingVotesWallet} from "../interfaces/IVestingVotesWallet.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {DistributionId} from "../types/DistributionId.sol";
import {VestingVotesWallet} from "./VestingVotesWallet.sol";

/// @title Distributions by Merkle root, with a deadline
/// @dev Nobody has a role here: what a distribution holds leaves by its leaves, or to who paid for it. The invariants
/// are numbered DIS-1 to DIS-5 in docs/requirements.md.
contract Distributor is IDistributor, ReentrancyGuardTransient {
    using BitMaps for BitMaps.BitMap;
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    /// @dev Longest time to claim, so that what nobody wants comes back one day.
    uint256 private constant MAX_TERM = 4 * 365 days;

    IERC20 public immutable SAHARA;

    uint256 public distributionCount;

    mapping(DistributionId id => Distribution distribution) private _distributions;
    mapping(DistributionId id => BitMaps.BitMap claimed) private _claimed;

    constructor(IERC20 sahara) {
        SAHARA = sahara;
    }

    /// @inheritdoc IDistributor
    function open(
        IERC20 token,
        uint96 amount,
        bytes32 root,
        uint40 deadline,
        Vesting calldata vesting
    ) external nonReentrant returns (DistributionId id) {
        uint256 latest = block.timestamp + MAX_TERM;
        require(deadline > block.timestamp && deadline <= latest, Distributor_DeadlineOutOfBounds(deadline, latest));
        require(_isToken(token), Distributor_NotAToken(token));
        require(vesting.duration == 0 || token == SAHARA, Distributor_CannotVest(token));
        require(vesting.cliff <= vesting.duration, Distributor_CliffTooLong(vesting.cliff, vesting.duration));
        // Never more than `amount`, which is a uint96.
        uint96 received = uint96(address(token).pull(msg.sender, amount));
        require(received != 0, Distributor_NothingReceived(token));

        id = DistributionId.wrap(++distributionCount);
        _distributions[id] = Distribution(token, deadline, msg.sender, received, root, vesting);

        emit DistributionOpened(id, token, msg.sender, received, root, deadline, vesting);
    }

    /// @inheritdoc IDistributor
    function claim(
        DistributionId id,
        uint256 index,
        address account,
        uint96 amount,
        bytes32[] calldata proof
    ) external nonReentrant returns (address recipient) {
        (IERC20 token, uint40 deadline) = _tokenOf(id);
        require(block.timestamp <= deadline, Distributor_Closed(id, deadline));
        require(!isClaimed(id, index), Distributor_AlreadyClaimed(id, index));
        // Hashed twice, so that no inner node can pass for a leaf.
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))));
        require(MerkleProof.verifyCalldata(proof, _distributions[id].root, leaf), Distributor_InvalidProof(id, index));
        uint96 left = _distributions[id].left;
        require(amount <= left, Distributor_Exhausted(id, amount, left));

        _claimed[id].set(index);
        _distributions[id].left = left - amount;
        recipient = _recipientFor(id, account);

        emit DistributionClaimed(id, account, index, recipient, amount);

        token.safeTransfer(recipient, amount);
    }

    /// @inheritdoc IDistributor
    function returnRest(DistributionId id) external nonReentrant returns (uint256 amount) {
        (IERC20 token, uint40 deadline) = _tokenOf(id);
        require(block.timestamp > deadline, Distributor_StillOpen(id, deadline));
        (address funder, uint96 left) = (_distributions[id].funder, _distributions[id].left);
        amount = left;
        if (amount == 0) return 0;

        _distributions[id].left = 0;

        emit DistributionReturned(id, funder, amount);

        token.safeTransfer(funder, amount);
    }

    /// @inheritdoc IDistributor
    function distributionOf(DistributionId id) external view returns (Distribution memory) {
        return _distributions[id];
    }

    /// @inheritdoc IDistributor
    function isClaimed(DistributionId id, uint256 index) public view returns (bool) {
        return _claimed[id].get(index);
    }

    /// @dev The account, or a wallet that is its own for this leaf alone. The wallet calls nobody but SAHARA.
    function _recipientFor(DistributionId id, address account) private returns (address) {
        Vesting memory vesting = _distributions[id].vesting;
        if (vesting.duration == 0) return account;

        IVestingVotesWallet.Grant memory grant = IVestingVotesWallet.Grant({
            beneficiary: account,
            start: vesting.start,
            duration: vesting.duration,
            cliff: vesting.cliff,
            votes: vesting.votes,
            transferable: false
        });
        return address(new VestingVotesWallet(IVotes(address(SAHARA)), grant));
    }

    /// @dev Whether it answers as a token does; anything else would fail without a name.
    function _isToken(IERC20 token) private view returns (bool) {
        (bool answered, bytes memory answer) = address(token).staticcall(
            abi.encodeCall(IERC20.balanceOf, (address(this)))
        );
        return answered && answer.length >= 32;
    }

    function _tokenOf(DistributionId id) private view returns (IERC20 token, uint40 deadline) {
        (token, deadline) = (_distributions[id].token, _distributions[id].deadline);
        require(deadline != 0, Distributor_Unknown(id));
    }
}
