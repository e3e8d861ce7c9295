/** The EIP-712 types of a signed registration. */
export const REGISTER_FOR_TYPES = {
  RegisterFor: [
    { name: "owner", type: "address" },
    { name: "registration", type: "Registration" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Registration: [
    { name: "kind", type: "uint8" },
    { name: "contentRoot", type: "bytes32" },
    { name: "metadataRoot", type: "bytes32" },
    { name: "salt", type: "bytes32" },
    { name: "currencies", type: "uint32" },
    { name: "parents", type: "ParentLink[]" },
    { name: "contributors", type: "Contributor[]" },
    { name: "contributorRoot", type: "bytes32" },
    { name: "contributorRootUnits", type: "uint32" },
    { name: "terms", type: "bytes32[]" },
  ],
  ParentLink: [
    { name: "asset", type: "uint256" },
    { name: "relation", type: "uint8" },
    { name: "license", type: "uint256" },
  ],
  Contributor: [
    { name: "account", type: "address" },
    { name: "units", type: "uint32" },
  ],
};
