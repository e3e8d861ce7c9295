// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ReceiptTree} from "../../contracts/execution/ReceiptTree.sol";
import {UsageHash} from "../../contracts/execution/UsageHash.sol";
import {IUsageMeter} from "../../contracts/interfaces/IUsageMeter.sol";
import {AccountId} from "../../contracts/types/AccountId.sol";
import {AccountTerms, CallReceipt, Offer, UsageVoucher} from "../../contracts/types/Usage.sol";

/// @dev Shows what the libraries compute.
contract UsageHashProbe {
    function accountTerms(AccountTerms calldata terms) external pure returns (bytes32) {
        return UsageHash.accountTerms(terms);
    }

    function offer(Offer calldata offered) external pure returns (bytes32) {
        return UsageHash.offer(offered);
    }

    function usageVoucher(UsageVoucher calldata voucher) external pure returns (bytes32) {
        return UsageHash.usageVoucher(voucher);
    }

    function callReceipt(CallReceipt calldata receipt) external pure returns (bytes32) {
        return UsageHash.callReceipt(receipt);
    }

    function sessionKey(IUsageMeter.SessionKey calldata session) external pure returns (bytes32) {
        return UsageHash.sessionKey(session);
    }

    function refund(
        AccountId accountId,
        uint96 amount,
        uint256 nonce,
        uint40 deadline
    ) external pure returns (bytes32) {
        return UsageHash.refund(accountId, amount, nonce, deadline);
    }

    function rootOf(bytes32 leaf, uint64 seq, bytes32[32] calldata proof) external pure returns (bytes32) {
        return ReceiptTree.rootOf(leaf, seq, proof);
    }
}
