// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IInboxes} from "../interfaces/IInboxes.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {Registrar} from "./Registrar.sol";

/// @title Makes the Registrar's address known before the contracts that it and they must name
/// @notice Registry, licences and ledger take `registrar` at construction; the Registrar takes them. It is deployed
/// here, by the deployer of this factory and only once; the factory has no other power and none afterwards.
contract RegistrarFactory {
    /// @notice The Registrar was deployed.
    event RegistrarDeployed(Registrar indexed registrar);

    error RegistrarFactory_NotDeployer(address caller);
    error RegistrarFactory_AlreadyDeployed(address registrar);

    address public immutable DEPLOYER = msg.sender;

    /// @notice Where the Registrar is, or will be: the first contract that this one creates.
    function registrar() public view returns (address) {
        // RLP of [address(this), 1], the nonce of a contract that has created nothing yet (EIP-161).
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", address(this), hex"01")))));
    }

    /// @notice Deploys the Registrar.
    function deploy(
        address authority,
        IAssetRegistry registry,
        ILicenseManager licenses,
        IRevenueLedger ledger,
        IInboxes inboxes
    ) external returns (Registrar deployed) {
        require(msg.sender == DEPLOYER, RegistrarFactory_NotDeployer(msg.sender));
        require(registrar().code.length == 0, RegistrarFactory_AlreadyDeployed(registrar()));

        deployed = new Registrar(authority, registry, licenses, ledger, inboxes);

        emit RegistrarDeployed(deployed);
    }
}
