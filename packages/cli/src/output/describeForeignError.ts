import { isError } from "ethers";

/** One line for an error that is neither ours nor the SDK's: of the network, ethers, storage or the system. */
export function describeForeignError(error: unknown): string {
  if (isError(error, "INSUFFICIENT_FUNDS")) {
    return "The account has too little of the native coin for value and gas. Top it up.";
  }
  if (
    isError(error, "NETWORK_ERROR") ||
    isError(error, "SERVER_ERROR") ||
    isError(error, "TIMEOUT")
  ) {
    return `The node does not answer as it should (${error.shortMessage}). Check --rpc and try again.`;
  }
  if (isError(error, "NONCE_EXPIRED") || isError(error, "REPLACEMENT_UNDERPRICED")) {
    return "Another transaction of this account came in between. Try again.";
  }
  if (isEthersError(error)) return `${error.shortMessage}. --verbose shows more.`;
  return error instanceof Error ? firstLine(error.message) : String(error);
}

function isEthersError(error: unknown): error is Error & { shortMessage: string } {
  return (
    error instanceof Error && "shortMessage" in error && typeof error.shortMessage === "string"
  );
}

const firstLine = (text: string) => text.split("\n", 1)[0] ?? "";
