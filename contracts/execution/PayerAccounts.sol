// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {AccountId} from "../types/AccountId.sol";
import {PROTOCOL} from "../types/AssetId.sol";
import {NATIVE} from "../types/Revenue.sol";
import {AccountTerms} from "../types/Usage.sol";
import {MeterCore} from "./MeterCore.sol";
import {UnorderedNonces} from "./UnorderedNonces.sol";
import {UsageHash} from "./UsageHash.sol";

/// @title The payers' accounts: money that only one operator's vouchers and the payer himself can move
/// @dev What is thawing is part of the balance and never more than it. Only a withdrawal or a refund that empties an
/// account starts its next epoch: a redemption that does leaves the rest of its voucher redeemable.
abstract contract PayerAccounts is MeterCore, UnorderedNonces {
    using Address for address;
    using SafeERC20 for IERC20;

    uint40 private constant MIN_DELAY = 15 minutes;
    uint40 private constant MAX_DELAY = 30 days;

    mapping(AccountId accountId => PayerAccount account) internal _accounts;

    /// @inheritdoc IUsageMeter
    function deposit(
        AccountTerms memory terms,
        uint256 amount
    ) external whenOpen nonReentrant returns (AccountId accountId) {
        accountId = _requireSound(terms);
        _pull(accountId, terms, amount);
    }

    /// @inheritdoc IUsageMeter
    function depositWithPermit(
        AccountTerms memory terms,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external whenOpen nonReentrant returns (AccountId accountId) {
        accountId = _requireSound(terms);
        // Whoever saw the permit may have used it before; then the allowance is there.
        try IERC20Permit(terms.token).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        _pull(accountId, terms, amount);
    }

    /// @inheritdoc IUsageMeter
    function depositWithAuthorization(
        AccountTerms memory terms,
        uint256 amount,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 salt,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external whenOpen nonReentrant returns (AccountId accountId) {
        accountId = _requireSound(terms);
        bytes32 nonce = authorizationNonce(accountId, salt);
        uint256 before = _held(terms.token);

        // A token without ERC-3009 answers with nothing; functionCall makes a named error of that.
        terms.token.functionCall(
            abi.encodeCall(
                IERC3009.receiveWithAuthorization,
                (terms.payer, address(this), amount, validAfter, validBefore, nonce, v, r, s)
            )
        );

        _book(accountId, terms, terms.payer, _receivedSince(terms.token, before));
    }

    /// @inheritdoc IUsageMeter
    function requestWithdrawal(AccountTerms memory terms, uint96 amount) external returns (uint40 thawEnd) {
        AccountId accountId = _requirePayer(terms);
        PayerAccount memory account = _accounts[accountId];
        _requireBalance(accountId, amount, account.balance);

        // Only accounts with a delay in bounds hold anything; timestamps fit 40 bits for thirty thousand years.
        if (amount > account.thawing) thawEnd = uint40(block.timestamp) + terms.withdrawDelay;
        else if (amount != 0) thawEnd = account.thawEnd;
        (account.thawing, account.thawEnd) = (amount, thawEnd);
        _accounts[accountId] = account;

        emit WithdrawalRequested(accountId, amount, thawEnd);
    }

    /// @inheritdoc IUsageMeter
    function withdraw(AccountTerms memory terms, address to) external nonReentrant returns (uint256 amount) {
        AccountId accountId = _requirePayer(terms);
        _requireAccount(to);
        PayerAccount memory account = _accounts[accountId];
        require(account.thawing != 0, UsageMeter_NothingThawing(accountId));
        require(block.timestamp >= account.thawEnd, UsageMeter_StillThawing(accountId, account.thawEnd));

        amount = account.thawing;
        account.thawing = 0;
        uint24 epoch = _release(accountId, account, amount);

        emit Withdrawn(accountId, to, amount, epoch);

        IERC20(terms.token).safeTransfer(to, amount);
    }

    /// @inheritdoc IUsageMeter
    function refund(
        AccountTerms memory terms,
        uint96 amount,
        uint256 nonce,
        uint40 deadline,
        bytes calldata operatorSignature
    ) external nonReentrant {
        AccountId accountId = _accountIdOf(terms);
        require(amount != 0, UsageMeter_ZeroAmount());
        if (msg.sender != terms.operator) {
            _requireTime(deadline);
            bytes32 digest = _hashTypedDataV4(UsageHash.refund(accountId, amount, nonce, deadline));
            _requireSigned(terms.operator, digest, operatorSignature);
            _useNonce(terms.operator, nonce);
        }
        PayerAccount memory account = _accounts[accountId];
        _requireBalance(accountId, amount, account.balance);

        // Rounded down, and not above the thawing part as it is.
        account.thawing = uint96((uint256(account.thawing) * (account.balance - amount)) / account.balance);
        uint24 epoch = _release(accountId, account, amount);

        emit Refunded(accountId, amount, epoch);

        IERC20(terms.token).safeTransfer(terms.payer, amount);
    }

    /// @inheritdoc IUsageMeter
    function accountIdOf(AccountTerms memory terms) external view returns (AccountId) {
        return _accountIdOf(terms);
    }

    /// @inheritdoc IUsageMeter
    function accountOf(AccountId accountId) external view returns (PayerAccount memory) {
        return _accounts[accountId];
    }

    /// @inheritdoc IUsageMeter
    function authorizationNonce(AccountId accountId, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(accountId, salt));
    }

    function _accountIdOf(AccountTerms memory terms) internal view returns (AccountId) {
        return AccountId.wrap(_hashTypedDataV4(UsageHash.accountTerms(terms)));
    }

    function _requirePayer(AccountTerms memory terms) internal view returns (AccountId) {
        require(msg.sender == terms.payer, UsageMeter_NotPayer(msg.sender, terms.payer));
        return _accountIdOf(terms);
    }

    function _requireSound(AccountTerms memory terms) private view returns (AccountId) {
        _requireAccount(terms.payer);
        require(
            terms.withdrawDelay >= MIN_DELAY && terms.withdrawDelay <= MAX_DELAY,
            UsageMeter_DelayOutOfBounds(terms.withdrawDelay, MIN_DELAY, MAX_DELAY)
        );
        require(
            terms.token != NATIVE && LEDGER.accepts(PROTOCOL, terms.token),
            UsageMeter_CurrencyNotAccepted(terms.token)
        );
        return _accountIdOf(terms);
    }

    function _requireBalance(AccountId accountId, uint256 amount, uint256 balance) private pure {
        require(amount <= balance, UsageMeter_BalanceTooLow(accountId, amount, balance));
    }

    function _pull(AccountId accountId, AccountTerms memory terms, uint256 amount) private {
        uint256 before = _held(terms.token);
        IERC20(terms.token).safeTransferFrom(msg.sender, address(this), amount);
        _book(accountId, terms, msg.sender, _receivedSince(terms.token, before));
    }

    /// @dev After the transfer, since what arrived has to be known; the callers are guarded.
    function _book(AccountId accountId, AccountTerms memory terms, address from, uint256 amount) private {
        uint256 room = type(uint96).max - _accounts[accountId].balance;
        _requireRoom(amount, room);

        // Within the room of a uint96.
        _accounts[accountId].balance += uint96(amount);

        emit Deposited(accountId, terms.payer, terms.operator, terms, from, amount);
    }

    /// @dev Takes `amount`, at most the balance, out of an account that the payer or the operator wants smaller.
    function _release(AccountId accountId, PayerAccount memory account, uint256 amount) private returns (uint24) {
        // Not above the balance, which is a uint96.
        account.balance -= uint96(amount);
        if (account.thawing == 0) account.thawEnd = 0;
        // A deposit and a withdrawal an epoch, each a transaction: 2^24 of them are out of reach.
        if (account.balance == 0) ++account.epoch;
        _accounts[accountId] = account;
        return account.epoch;
    }
}
