import hre from "hardhat";

/** A type of the ABI with the name that it has in Solidity, which ethers drops. */
export type AbiType = {
  name: string;
  type: string;
  internalType?: string;
  components?: AbiType[];
};

export type AbiFunction = {
  type: "function";
  name: string;
  inputs: AbiType[];
  stateMutability: "pure" | "view" | "nonpayable" | "payable";
};

/** `name(type,...)`, as selectors are made of. */
export const signatureOf = ({ name, inputs }: AbiFunction): string =>
  `${name}(${inputs.map(canonicalType).join(",")})`;

export const changesState = ({ stateMutability }: AbiFunction): boolean =>
  stateMutability === "nonpayable" || stateMutability === "payable";

/** The external functions of a contract by its artifact's name. */
export async function readFunctions(contractName: string): Promise<AbiFunction[]> {
  const { abi } = await hre.artifacts.readArtifact(contractName);
  return (abi as readonly { type: string }[]).filter(
    (item): item is AbiFunction => item.type === "function",
  );
}

function canonicalType({ type, components }: AbiType): string {
  if (components === undefined) return type;
  return `(${components.map(canonicalType).join(",")})${type.slice("tuple".length)}`;
}
