// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {AssetId} from "../types/AssetId.sol";
import {MAX_PARENTS} from "../types/Provenance.sol";
import {PackedRoyalty, pack} from "../types/PackedRoyalty.sol";
import {BPS, Royalty, Stream} from "../types/Revenue.sol";
import {Currencies} from "./Currencies.sol";

/// @title Revenue of assets and its way to their parents
/// @dev A stream holds two cumulative sums. Settling passes floor(accrued·bps/BPS) − floor(settled·bps/BPS) to each
/// parent, so after any number of settlements a parent has been passed exactly floor(settled·bps/BPS): nothing is lost
/// to rounding twice, and settling after every base unit costs nobody anything.
abstract contract Streams is Currencies {
    using SafeCast for uint256;

    /// @dev The first two royalties live in the head: one slot for what most assets need.
    struct Head {
        PackedRoyalty royalty0;
        PackedRoyalty royalty1;
        uint32 ownerUnits;
        uint32 rootUnits;
        uint32 accepted;
        uint32 active;
        uint8 parentCount;
        bool frozen;
    }

    mapping(AssetId assetId => Head head) internal _heads;
    mapping(AssetId assetId => PackedRoyalty[MAX_PARENTS - 2] royalties) private _moreRoyalties;
    mapping(AssetId assetId => mapping(address token => Stream stream)) internal _streams;
    mapping(AssetId assetId => uint128 amount) internal _ceilings;

    /* CREDITING */

    /// @dev Credits a payment from outside; refused when the asset is frozen or the payment passes its ceiling.
    function _creditPayment(AssetId assetId, address token, uint256 amount, bytes32 ref) internal {
        require(amount != 0, RevenueLedger_ZeroAmount(assetId, token));
        Stream storage stream = _activeStream(assetId, token);
        (uint256 accrued, bool frozen, bool capped) = (stream.accrued, stream.frozen, stream.capped);
        require(!frozen, RevenueLedger_Frozen(assetId));
        accrued += amount;
        if (capped) _requireBelowCeiling(assetId, token, accrued);

        stream.accrued = accrued.toUint120();

        emit Paid(assetId, token, msg.sender, amount, ref);
    }

    /// @dev Credits a royalty. Never refused, or one parent could hold up what a child owes to the others; it does
    /// count towards the parent's ceiling.
    function _creditRoyalty(AssetId assetId, address token, uint256 amount) private {
        Stream storage stream = _activeStream(assetId, token);
        stream.accrued = (stream.accrued + amount).toUint120();
    }

    /// @dev The stream, registered in the head when this is its first money. The hot path reads one slot.
    function _activeStream(AssetId assetId, address token) private returns (Stream storage stream) {
        stream = _streams[assetId][token];
        if (stream.accrued != 0) return stream;

        _heads[assetId].active |= _requireAccepted(assetId, token);
        if (_heads[assetId].frozen) stream.frozen = true;
        if (_ceilings[assetId] != 0) stream.capped = true;
    }

    /// @dev Refuses a currency before any of its code runs. A stream with money in it has passed this before.
    function _requirePayable(AssetId assetId, address token) internal view {
        if (_streams[assetId][token].accrued == 0) _requireAccepted(assetId, token);
    }

    /// @return bit The currency's, in a mask.
    function _requireAccepted(AssetId assetId, address token) private view returns (uint32 bit) {
        uint32 accepted = _heads[assetId].accepted;
        bit = _bitOf(token);
        require(accepted != 0, RevenueLedger_UnknownAsset(assetId));
        require(accepted & bit != 0, RevenueLedger_CurrencyNotAccepted(assetId, token));
    }

    function _requireBelowCeiling(AssetId assetId, address token, uint256 accrued) private view {
        uint256 ceiling = _ceilings[assetId];
        require(accrued <= ceiling, RevenueLedger_CeilingReached(assetId, token, ceiling));
    }

    /* SETTLING */

    function _settlePath(AssetId[] calldata path, address token) internal {
        for (uint256 i; i < path.length; ++i) _settle(path[i], token);
    }

    /// @dev Does nothing for a frozen asset, so that one dispute can't block a path.
    function _settle(AssetId assetId, address token) internal {
        Stream storage stream = _streams[assetId][token];
        (uint256 accrued, uint256 settled, bool frozen) = (stream.accrued, stream.settled, stream.frozen);
        if (accrued == settled || frozen) return;
        uint256 count = _heads[assetId].parentCount;
        if (count == 0) return;

        // Not above `accrued`, which is a uint120.
        stream.settled = uint120(accrued);

        emit Settled(assetId, token, accrued);
        for (uint256 i; i < count; ++i) {
            (AssetId parent, uint256 bps) = _royaltyAt(assetId, i).unpack();
            uint256 due = _dueOf(bps, accrued, settled);
            if (due != 0) _creditRoyalty(parent, token, due);
        }
    }

    /// @dev The royalty on what came in between two states of a stream: a difference of cumulative floors.
    function _dueOf(uint256 bps, uint256 accrued, uint256 settled) internal pure returns (uint256) {
        return (accrued * bps) / BPS - (settled * bps) / BPS;
    }

    /* ROYALTIES */

    function _royaltyAt(AssetId assetId, uint256 index) internal view returns (PackedRoyalty) {
        if (index == 0) return _heads[assetId].royalty0;
        if (index == 1) return _heads[assetId].royalty1;
        return _moreRoyalties[assetId][index - 2];
    }

    /// @dev Adds a royalty of a new asset; the first two go into `head`, which the caller stores.
    function _addRoyalty(AssetId assetId, Head memory head, Royalty calldata royalty) internal {
        // The registry allows no more than MAX_PARENTS.
        uint256 index = head.parentCount++;
        if (index == 0) head.royalty0 = pack(royalty);
        else if (index == 1) head.royalty1 = pack(royalty);
        else _moreRoyalties[assetId][index - 2] = pack(royalty);
    }
}
