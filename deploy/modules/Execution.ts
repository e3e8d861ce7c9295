import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Registrar from "./Registrar.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";
import Token from "./Token.ts";

/** The meter with its operators and offers, receivers, proofs and disputes over receipts, and the board of jobs. */
export default buildModule("Execution", (m) => {
  const { manager, timelock } = m.useModule(Authority);
  const { parameters, registry } = m.useModule(Registry);
  const { token } = m.useModule(Token);
  const { ledger } = m.useModule(Revenue);
  const { registrar } = m.useModule(Registrar);

  const meter = m.contract("UsageMeter", [manager, parameters, registry, ledger, token, timelock]);
  const operators = m.contractAt("OperatorRegistry", m.staticCall(meter, "OPERATORS"));
  const offers = m.contractAt("OfferBook", m.staticCall(meter, "OFFERS"));
  const receivers = m.contract("OfferReceivers", [meter]);
  const receiptProofs = m.contract("ReceiptProofs", [meter, operators]);
  const faultProofs = m.contract("FaultProofs", [meter, operators]);
  const divergences = m.contract("Divergences", [manager, meter, operators, token, timelock]);
  const jobs = m.contract("JobBoard", [manager, parameters, ledger, registrar, operators]);

  return { meter, operators, offers, receivers, receiptProofs, faultProofs, divergences, jobs };
});
