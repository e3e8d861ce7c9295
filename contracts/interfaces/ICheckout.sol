// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {TermsId} from "../types/TermsId.sol";

/// @title Checkout: licences and a deposit for calls in one transaction
/// @notice One allowance, permit or ERC-3009 signature pays for several licences and for a deposit into the buyer's
/// account at an operator, in one token. All of it happens, or nothing does.
interface ICheckout {
    /// @notice A licence to buy; it goes to the buyer.
    /// @param periods How many periods at once; 1 for perpetual terms.
    /// @param maxPrice Most to pay for all periods.
    struct Line {
        AssetId assetId;
        TermsId termsId;
        uint32 periods;
        uint128 maxPrice;
    }

    /// @notice What is bought. All amounts are base units of `token`.
    /// @param token ERC-20 in which every licence is priced that has a price.
    /// @param lines The licences.
    /// @param operator Who may be paid from the account.
    /// @param withdrawDelay Seconds a withdrawal from the account takes.
    /// @param accountSalt Salt of the account.
    /// @param deposit What goes into the account; 0: no account.
    struct Basket {
        address token;
        Line[] lines;
        address operator;
        uint40 withdrawDelay;
        bytes32 accountSalt;
        uint128 deposit;
    }

    /// @notice `buyer` paid `cost` for `licenseIds` and a deposit.
    event CheckedOut(
        address indexed buyer,
        address indexed token,
        uint256 cost,
        LicenseId[] licenseIds,
        uint256 deposit
    );

    /// @notice Thrown when nothing is to be bought.
    error Checkout_EmptyBasket();
    /// @notice Thrown when the token is no currency of the ledger, has no code, or is the native coin.
    error Checkout_CurrencyNotAccepted(address token);
    /// @notice Thrown when a purchase did not spend exactly what was paid in: a licence has its price in another token.
    error Checkout_Unspent(address token, uint256 held, uint256 heldBefore);

    /// @notice Buys for the caller, out of its allowance to this contract.
    function buy(Basket calldata basket) external returns (LicenseId[] memory licenseIds);

    /// @notice Buys for the caller after an ERC-2612 permit for the cost. A permit that somebody used before is fine.
    function buyWithPermit(
        Basket calldata basket,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (LicenseId[] memory licenseIds);

    /// @notice Buys for `buyer`, who signed an ERC-3009 authorization of the cost to this contract under
    /// `authorizationNonce(basket, salt)`. Whoever brings it can change nothing.
    function buyWithAuthorization(
        address buyer,
        Basket calldata basket,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 salt,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (LicenseId[] memory licenseIds);

    /// @notice Price of all licences, and the deposit.
    function costOf(Basket calldata basket) external view returns (uint256 cost);

    /// @notice The ERC-3009 nonce that binds an authorization to the basket.
    function authorizationNonce(Basket calldata basket, bytes32 salt) external pure returns (bytes32);
}
