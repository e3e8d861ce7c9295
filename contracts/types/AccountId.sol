// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of a payer account: the EIP-712 digest of its `AccountTerms`.
type AccountId is bytes32;

using {equals as ==} for AccountId global;

/// @dev Stands in a receipt for a call that was paid by a plain transfer to the offer's receiver.
AccountId constant DIRECT = AccountId.wrap(0);

function equals(AccountId a, AccountId b) pure returns (bool) {
    return AccountId.unwrap(a) == AccountId.unwrap(b);
}
