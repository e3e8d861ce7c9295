// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Upstream} from "../types/Market.sol";

/// @title Income that waits in descendants, brought up before a sale
/// @notice What a descendant earned reaches an asset when somebody settles the descendant. Whoever sells units of the
/// asset before that leaves it to the buyer; naming the descendants in an order prevents it.
interface IUpstreams {
    /// @notice Thrown when more than allowed waits in the named descendants and can't be settled, because one is frozen
    /// or has no parents.
    error Upstreams_TooMuchUnsettled(address token, uint256 unsettled, uint256 max);

    /// @notice Settles the named descendants, in the given order, in every currency in which more than allowed waits in
    /// them.
    function settle(Upstream calldata upstream) external;
}
