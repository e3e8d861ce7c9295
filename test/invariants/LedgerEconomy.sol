// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {IAssetRegistry} from "../../contracts/interfaces/IAssetRegistry.sol";
import {IInboxes} from "../../contracts/interfaces/IInboxes.sol";
import {ILicenseManager} from "../../contracts/interfaces/ILicenseManager.sol";
import {IRegistrar} from "../../contracts/interfaces/IRegistrar.sol";
import {IRevenueLedger} from "../../contracts/interfaces/IRevenueLedger.sol";
import {AssetId, PROTOCOL} from "../../contracts/types/AssetId.sol";
import {LicenseId} from "../../contracts/types/LicenseId.sol";
import {ALL_USES, LicenseTerms} from "../../contracts/types/LicenseTerms.sol";
import {AssetKind, ParentLink, Relation} from "../../contracts/types/Provenance.sol";
import {Contributor, NATIVE, OWNER} from "../../contracts/types/Revenue.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {AllowAllManager} from "./AllowAllManager.sol";
import {VM} from "./IVm.sol";

/// @dev The factory without the code of what it deploys.
interface IRegistrarFactory {
    function registrar() external view returns (address);

    function deploy(
        address authority,
        address registry,
        address licenses,
        address ledger,
        address inboxes
    ) external returns (address);
}

/// @dev The real contracts with a small economy: two data sets, a diamond on the first, a merge, a child of it all, and
/// the protocol's account. Asset 2 has a contributor root that promises more units than it was given.
contract LedgerEconomy {
    error LedgerEconomy_NotDeployed(string name);

    uint256 public constant ASSETS = 8;
    uint256 public constant ACCOUNTS = 5;
    uint32 private constant ROOT_UNITS = 40_000_000;
    uint32 private constant LEAF_UNITS = 30_000_000;

    IRevenueLedger public immutable LEDGER;
    IAssetRegistry public immutable REGISTRY;
    IRegistrar public immutable REGISTRAR;
    ILicenseManager public immutable LICENSES;
    IInboxes public immutable INBOXES;

    address[3] private _tokens;

    constructor() {
        address manager = address(new AllowAllManager());
        _tokens = [NATIVE, address(new PlainToken(18)), address(new PlainToken(2))];
        address[] memory listed = new address[](2);
        (listed[0], listed[1]) = (_tokens[1], _tokens[2]);

        address parameters = _deploy("ProtocolParameters", abi.encode(manager));
        IRegistrarFactory factory = IRegistrarFactory(_deploy("RegistrarFactory", ""));
        address registrar = factory.registrar();
        address registry = _deploy("AssetRegistry", abi.encode(registrar, parameters));
        bytes memory ledgerArguments = abi.encode(manager, registry, registrar, accountAt(0), listed);
        address ledger = _deploy("RevenueLedger", ledgerArguments);
        address inboxes = _deploy("Inboxes", abi.encode(ledger));
        address metadata = _deploy("LicenseMetadata", "");
        bytes memory licensesArguments = abi.encode(registry, ledger, parameters, metadata, registrar);
        address licenses = _deploy("LicenseManager", licensesArguments);
        REGISTRAR = IRegistrar(factory.deploy(manager, registry, licenses, ledger, inboxes));
        REGISTRY = IAssetRegistry(registry);
        LEDGER = IRevenueLedger(ledger);
        INBOXES = IInboxes(inboxes);
        LICENSES = ILicenseManager(licenses);
        _registerAll();
    }

    /// @dev Turns a leaf of asset 2 into units; does nothing for others, a second time, or when no units are left.
    function materialise(AssetId assetId, uint256 leaf) external {
        leaf %= 2;
        bool possible =
            assetId == AssetId.wrap(2) &&
                !LEDGER.CONTRIBUTOR_ROOTS().isMaterialised(assetId, leaf) &&
                LEDGER.accountOf(assetId).rootUnits >= LEAF_UNITS;
        if (!possible) return;
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = _leaf(1 - leaf);
        LEDGER.CONTRIBUTOR_ROOTS().materialise(assetId, leaf, accountAt(leaf), LEAF_UNITS, proof);
    }

    function ownerOf(AssetId assetId) external view returns (address) {
        return assetId == PROTOCOL ? accountAt(0) : IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId));
    }

    /// @dev One of the assets, the protocol's account included.
    function assetAt(uint256 seed) external pure returns (AssetId) {
        return AssetId.wrap(seed % (ASSETS + 1));
    }

    function tokenAt(uint256 seed) external view returns (address) {
        return _tokens[seed % _tokens.length];
    }

    /// @dev One of the accounts, or OWNER.
    function holderAt(uint256 seed) external pure returns (address) {
        uint256 index = seed % (ACCOUNTS + 1);
        return index == ACCOUNTS ? OWNER : accountAt(index);
    }

    function accountAt(uint256 seed) public pure returns (address) {
        // Far from any other address.
        return address(uint160(0xACC0000000 + (seed % ACCOUNTS)));
    }

    function _registerAll() private {
        _register(new uint256[](0));
        _register(new uint256[](0));
        _register(_ids(1, 0, 0));
        _register(_ids(1, 0, 0));
        _register(_ids(3, 4, 0));
        _register(_ids(2, 5, 0));
        _register(_ids(1, 2, 6));
        _register(_ids(5, 6, 7));
        for (uint256 id = 1; id <= ASSETS; ++id) {
            IERC721(address(REGISTRY)).transferFrom(address(this), accountAt(id), id);
        }
    }

    /// @dev Rates are primes, so that roundings never coincide. Each asset has two contributors; what they leave is the
    /// owner's.
    function _register(uint256[] memory parentIds) private {
        uint256 id = REGISTRY.assetCount() + 1;
        IRegistrar.Registration memory r;
        r.kind = AssetKind.MODEL;
        r.contentRoot = bytes32(id);
        r.metadataRoot = bytes32(id);
        r.currencies = 7;
        r.parents = new ParentLink[](parentIds.length);
        for (uint256 i; i < parentIds.length; ++i) {
            AssetId parent = AssetId.wrap(parentIds[i]);
            r.parents[i] = ParentLink(parent, Relation.MERGED_FROM, _license(parent, [uint16(1_999), 613, 7][i]));
        }
        r.contributors = new Contributor[](2);
        r.contributors[0] = Contributor(accountAt(id), 12_345_679);
        r.contributors[1] = Contributor(accountAt(id + 1), 1);
        if (id == 2) {
            r.contributorRoot = keccak256(_sorted(_leaf(0), _leaf(1)));
            r.contributorRootUnits = ROOT_UNITS;
        }
        REGISTRAR.register(r);
    }

    function _license(AssetId parent, uint16 royaltyBps) private returns (LicenseId) {
        LicenseTerms memory terms;
        terms.uses = ALL_USES;
        terms.royaltyBps = royaltyBps;
        TermsId[] memory offered = new TermsId[](1);
        offered[0] = LICENSES.registerTerms(terms);
        LICENSES.offerTerms(parent, offered);
        return LICENSES.mintLicense(ILicenseManager.LicenseRequest(parent, offered[0], address(this), 1, 0));
    }

    function _deploy(string memory name, bytes memory arguments) private returns (address deployed) {
        bytes memory code = bytes.concat(VM.getCode(name), arguments);
        assembly ("memory-safe") {
            deployed := create(0, add(code, 32), mload(code))
        }
        require(deployed != address(0), LedgerEconomy_NotDeployed(name));
    }

    /// @dev Those of the ids that are not zero.
    function _ids(uint256 a, uint256 b, uint256 c) private pure returns (uint256[] memory ids) {
        ids = new uint256[](
            c != 0
                ? 3
                : b != 0
                    ? 2
                    : 1
        );
        ids[0] = a;
        if (b != 0) ids[1] = b;
        if (c != 0) ids[2] = c;
    }

    function _leaf(uint256 index) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(index, accountAt(index), LEAF_UNITS))));
    }

    function _sorted(bytes32 a, bytes32 b) private pure returns (bytes memory) {
        return a < b ? abi.encode(a, b) : abi.encode(b, a);
    }
}
