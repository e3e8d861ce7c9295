import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";
import Token from "./Token.ts";

/** The meter with its operators and offers, and the receivers of offers. */
export default buildModule("Execution", (m) => {
  const { manager, timelock } = m.useModule(Authority);
  const { parameters, registry } = m.useModule(Registry);
  const { token } = m.useModule(Token);
  const { ledger } = m.useModule(Revenue);

  const meter = m.contract("UsageMeter", [manager, parameters, registry, ledger, token, timelock]);
  const operators = m.contractAt("OperatorRegistry", m.staticCall(meter, "OPERATORS"));
  const offers = m.contractAt("OfferBook", m.staticCall(meter, "OFFERS"));
  const receivers = m.contract("OfferReceivers", [meter]);

  return { meter, operators, offers, receivers };
});
