import { deadlineOr } from "../chain/deadline.ts";
import { type Clients, requireSigner } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { type SubscriptionParameters, type SubscriptionPlan, toPlan } from "./plan.ts";

export type SignSubscriptionParameters = SubscriptionParameters & {
  /** Unix time until which it can be submitted. Defaults to an hour from now. */
  deadline?: bigint | undefined;
};

/** A plan that a licence's holder signed; whoever has it can submit it once. */
export type SignedSubscription = {
  signed: {
    licenseId: bigint;
    holder: Address;
    transferCount: bigint;
    plan: SubscriptionPlan;
    nonce: bigint;
    deadline: bigint;
  };
  signature: string;
};

/** The signed struct (EIP-712). */
export const SIGNED_PLAN_TYPES = {
  SignedPlan: [
    { name: "licenseId", type: "uint256" },
    { name: "holder", type: "address" },
    { name: "transferCount", type: "uint32" },
    { name: "maxPrice", type: "uint128" },
    { name: "tip", type: "uint80" },
    { name: "periods", type: "uint24" },
    { name: "until", type: "uint40" },
    { name: "window", type: "uint24" },
    { name: "grace", type: "uint24" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** Signs a subscription as the licence's holder. Sends nothing; the allowance has to be given apart from it. */
export async function signSubscription(
  clients: Clients,
  { deadline: given, ...parameters }: SignSubscriptionParameters,
): Promise<SignedSubscription> {
  const { licenseId } = parameters;
  const { chainId, addresses, contracts } = clients;
  const signer = requireSigner(clients);
  const [{ plan }, holder, transferCount, nonce, deadline] = await Promise.all([
    toPlan(clients, parameters),
    signer.getAddress(),
    contracts.licenses.transferCountOf(licenseId),
    contracts.subscriptions.nonceOf(licenseId),
    deadlineOr(given, clients),
  ]);
  const signature = await signer.signTypedData(
    {
      ...{ name: "Sahara Subscriptions", version: "1", chainId },
      verifyingContract: addresses.subscriptions,
    },
    SIGNED_PLAN_TYPES,
    { licenseId, holder, transferCount, ...plan, nonce, deadline },
  );
  return { signed: { licenseId, holder, transferCount, plan, nonce, deadline }, signature };
}
