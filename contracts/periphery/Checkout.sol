// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ICheckout} from "../interfaces/ICheckout.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {PROTOCOL} from "../types/AssetId.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {AccountTerms} from "../types/Usage.sol";

/// @title Several purchases with one payment
/// @dev Knows licences and meter as any customer does, and has no right in either. Holds after each purchase what it
/// held before, which is nothing (CHK-2), so its lasting allowances to the two can be spent on nothing else.
contract Checkout is ICheckout, ReentrancyGuardTransient {
    using Address for address;
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    ILicenseManager public immutable LICENSES;
    IUsageMeter public immutable METER;
    IRevenueLedger public immutable LEDGER;

    constructor(ILicenseManager licenses, IUsageMeter meter, IRevenueLedger ledger) {
        LICENSES = licenses;
        METER = meter;
        LEDGER = ledger;
    }

    /* BUYING */

    /// @inheritdoc ICheckout
    function buy(Basket calldata basket) external nonReentrant returns (LicenseId[] memory) {
        return _buyFromAllowance(basket, _priced(basket));
    }

    /// @inheritdoc ICheckout
    function buyWithPermit(
        Basket calldata basket,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant returns (LicenseId[] memory) {
        uint256 cost = _priced(basket);
        // Whoever used the permit first has given the allowance with it; if none is there, paying fails.
        LowLevelCall.callNoReturn(
            basket.token,
            abi.encodeCall(IERC20Permit.permit, (msg.sender, address(this), cost, deadline, v, r, s))
        );
        return _buyFromAllowance(basket, cost);
    }

    /// @inheritdoc ICheckout
    function buyWithAuthorization(
        address buyer,
        Basket calldata basket,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 salt,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant returns (LicenseId[] memory) {
        uint256 cost = _priced(basket);
        uint256 before = basket.token.heldBy(address(this));

        // A token without ERC-3009 answers with nothing; functionCall makes a named error of that.
        basket.token.functionCall(
            abi.encodeCall(
                IERC3009.receiveWithAuthorization,
                (buyer, address(this), cost, validAfter, validBefore, authorizationNonce(basket, salt), v, r, s)
            )
        );

        return _spend(buyer, basket, cost, before);
    }

    /* READING */

    /// @inheritdoc ICheckout
    function costOf(Basket calldata basket) public view returns (uint256 cost) {
        cost = basket.deposit;
        for (uint256 i; i < basket.lines.length; ++i) {
            Line calldata line = basket.lines[i];
            cost += uint256(LICENSES.offerOf(line.assetId, line.termsId).price) * line.periods;
        }
    }

    /// @inheritdoc ICheckout
    function authorizationNonce(Basket calldata basket, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(basket, salt));
    }

    /* INTERNAL */

    /// @dev Looks at the basket before any code of its token runs.
    function _priced(Basket calldata basket) private view returns (uint256 cost) {
        require(basket.lines.length != 0 || basket.deposit != 0, Checkout_EmptyBasket());
        address token = basket.token;
        // The native coin has no code either.
        bool accepted = token.code.length != 0 && LEDGER.accepts(PROTOCOL, token);
        require(accepted, Checkout_CurrencyNotAccepted(token));
        cost = costOf(basket);
    }

    function _buyFromAllowance(Basket calldata basket, uint256 cost) private returns (LicenseId[] memory) {
        uint256 before = basket.token.heldBy(address(this));
        IERC20(basket.token).safeTransferFrom(msg.sender, address(this), cost);
        return _spend(msg.sender, basket, cost, before);
    }

    function _spend(
        address buyer,
        Basket calldata basket,
        uint256 cost,
        uint256 before
    ) private returns (LicenseId[] memory licenseIds) {
        (address token, uint256 deposit) = (basket.token, basket.deposit);

        licenseIds = _mint(buyer, basket.lines, token, cost - deposit);
        if (deposit != 0) _deposit(buyer, basket);
        uint256 held = token.heldBy(address(this));
        require(held == before, Checkout_Unspent(token, held, before));

        emit CheckedOut(buyer, token, cost, licenseIds, deposit);
    }

    function _mint(
        address buyer,
        Line[] calldata lines,
        address token,
        uint256 price
    ) private returns (LicenseId[] memory licenseIds) {
        if (price != 0) _approve(token, address(LICENSES), price);
        licenseIds = new LicenseId[](lines.length);
        for (uint256 i; i < lines.length; ++i) {
            Line calldata line = lines[i];
            licenseIds[i] = LICENSES.mintLicense(
                ILicenseManager.LicenseRequest(line.assetId, line.termsId, buyer, line.periods, line.maxPrice)
            );
        }
    }

    function _deposit(address buyer, Basket calldata basket) private {
        _approve(basket.token, address(METER), basket.deposit);
        METER.deposit(
            AccountTerms(buyer, basket.operator, basket.token, basket.withdrawDelay, basket.accountSalt),
            basket.deposit
        );
    }

    /// @dev Once for each token, without limit.
    function _approve(address token, address spender, uint256 amount) private {
        bool enough = IERC20(token).allowance(address(this), spender) >= amount;
        if (!enough) IERC20(token).forceApprove(spender, type(uint256).max);
    }
}
