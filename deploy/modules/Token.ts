import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** SAHARA: the whole supply goes to one recipient. */
export default buildModule("Token", (m) => {
  const recipient = m.getParameter("recipient", m.getAccount(0));
  const token = m.contract("SaharaToken", [recipient]);

  return { token };
});
