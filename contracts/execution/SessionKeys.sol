// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {AccountId} from "../types/AccountId.sol";
import {AccountTerms} from "../types/Usage.sol";
import {AccountSignature} from "./AccountSignature.sol";
import {PayerAccounts} from "./PayerAccounts.sol";
import {UsageHash} from "./UsageHash.sol";

/// @title Keys that sign vouchers for a payer, up to an amount and a time
/// @dev A session only ever gets shorter, and never by more than the account's withdrawal delay allows, so that an
/// operator who serves on it can collect.
abstract contract SessionKeys is PayerAccounts {
    mapping(AccountId accountId => mapping(address key => Session session)) internal _sessions;

    /// @inheritdoc IUsageMeter
    function openSession(
        AccountTerms memory terms,
        SessionKey memory session,
        bytes calldata payerSignature,
        bytes calldata keySignature
    ) external {
        AccountId accountId = _accountIdOf(terms);
        (address key, uint40 endsAt) = (session.key, session.validUntil);
        require(session.accountId == accountId, UsageMeter_WrongAccount(session.accountId, accountId));
        _requireTime(endsAt);
        require(_sessions[accountId][key].endsAt == 0, UsageMeter_SessionExists(accountId, key));
        bytes32 digest = _hashTypedDataV4(UsageHash.sessionKey(session));
        if (msg.sender != terms.payer) _requireSigned(terms.payer, digest, payerSignature);
        require(
            key != address(0) && AccountSignature.recover(digest, keySignature) == key,
            UsageMeter_InvalidSignature(key)
        );

        // Also when the payer calls, or its signature could still be relayed.
        _useNonce(terms.payer, session.nonce);
        _sessions[accountId][key] = Session({cap: session.cap, spent: 0, endsAt: endsAt});

        emit SessionOpened(accountId, key, session.cap, endsAt);
    }

    /// @inheritdoc IUsageMeter
    function closeSession(AccountTerms memory terms, address key) external {
        AccountId accountId = _requirePayer(terms);
        uint256 end = block.timestamp + terms.withdrawDelay;
        require(end < _sessions[accountId][key].endsAt, UsageMeter_NoSession(accountId, key));

        // Below the end that it had, which is a uint40.
        _sessions[accountId][key].endsAt = uint40(end);

        emit SessionEnding(accountId, key, uint40(end));
    }

    /// @inheritdoc IUsageMeter
    function sessionOf(AccountId accountId, address key) external view returns (Session memory) {
        return _sessions[accountId][key];
    }

    function _isSession(AccountId accountId, address key) internal view returns (bool) {
        return block.timestamp <= _sessions[accountId][key].endsAt;
    }
}
