// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRegistrar} from "../interfaces/IRegistrar.sol";
import {ParentLink} from "../types/Provenance.sol";
import {Contributor} from "../types/Revenue.sol";

/// @title EIP-712 struct hashes of a signed registration
/// @dev Each type string lists the members in the order of the Solidity struct; the referenced types follow in
/// alphabetical order. Compared with ethers' TypedDataEncoder in the tests.
library RegistrationHash {
    bytes32 private constant CONTRIBUTOR_TYPEHASH = keccak256("Contributor(address account,uint32 units)");
    bytes32 private constant PARENT_LINK_TYPEHASH = keccak256(
        "ParentLink(uint256 asset,uint8 relation,uint256 license)"
    );
    bytes32 private constant REGISTRATION_TYPEHASH = keccak256(
        "Registration(uint8 kind,bytes32 contentRoot,bytes32 metadataRoot,bytes32 salt,uint32 currencies,"
        "ParentLink[] parents,Contributor[] contributors,bytes32 contributorRoot,uint32 contributorRootUnits,"
        "bytes32[] terms)"
        "Contributor(address account,uint32 units)"
        "ParentLink(uint256 asset,uint8 relation,uint256 license)"
    );
    bytes32 private constant REGISTER_FOR_TYPEHASH = keccak256(
        "RegisterFor(address owner,Registration registration,uint256 nonce,uint256 deadline)"
        "Contributor(address account,uint32 units)"
        "ParentLink(uint256 asset,uint8 relation,uint256 license)"
        "Registration(uint8 kind,bytes32 contentRoot,bytes32 metadataRoot,bytes32 salt,uint32 currencies,"
        "ParentLink[] parents,Contributor[] contributors,bytes32 contributorRoot,uint32 contributorRootUnits,"
        "bytes32[] terms)"
    );

    /// @notice The struct hash of `RegisterFor`.
    function registerFor(
        address owner,
        IRegistrar.Registration calldata registration,
        uint256 nonce,
        uint256 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(REGISTER_FOR_TYPEHASH, owner, _registration(registration), nonce, deadline));
    }

    function _registration(IRegistrar.Registration calldata r) private pure returns (bytes32) {
        return
            keccak256(
                bytes.concat(
                    abi.encode(
                        REGISTRATION_TYPEHASH,
                        r.kind,
                        r.contentRoot,
                        r.metadataRoot,
                        r.salt,
                        r.currencies,
                        _parents(r.parents)
                    ),
                    abi.encode(
                        _contributors(r.contributors),
                        r.contributorRoot,
                        r.contributorRootUnits,
                        keccak256(abi.encodePacked(r.terms))
                    )
                )
            );
    }

    function _parents(ParentLink[] calldata parents) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](parents.length);
        for (uint256 i; i < parents.length; ++i) {
            hashes[i] = keccak256(
                abi.encode(PARENT_LINK_TYPEHASH, parents[i].asset, parents[i].relation, parents[i].license)
            );
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _contributors(Contributor[] calldata contributors) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](contributors.length);
        for (uint256 i; i < contributors.length; ++i) {
            hashes[i] = keccak256(abi.encode(CONTRIBUTOR_TYPEHASH, contributors[i].account, contributors[i].units));
        }
        return keccak256(abi.encodePacked(hashes));
    }
}
