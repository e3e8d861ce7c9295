import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { id } from "ethers";

import Authority from "./Authority.ts";
import Execution from "./Execution.ts";
import Registrar from "./Registrar.ts";
import Revenue from "./Revenue.ts";

/** The AccessManager's roles. Whatever is restricted and not named here needs ADMIN, which is the timelock's. */
export const ROLES = { admin: 0n, pauser: 1n, curator: 2n, arbiter: 3n } as const;

const selector = (signature: string) => id(signature).slice(0, 10);

const PAUSE = selector("pause(uint40)");
const LIST_CURRENCY = selector("listCurrency(address)");
const ARBITRATION = [
  selector("freeze(uint256,uint40)"),
  selector("thaw(uint256)"),
  selector("awardPosition(uint256,address,address)"),
];

/** Gives the roles their functions, and ADMIN to the timelock; the deployer keeps nothing. */
export default buildModule("Roles", (m) => {
  const deployer = m.getAccount(0);
  const council = m.getParameter("council", deployer);
  const { manager, timelock } = m.useModule(Authority);
  const { ledger } = m.useModule(Revenue);
  const { registrar } = m.useModule(Registrar);
  const { meter, operators } = m.useModule(Execution);

  const setUp = [
    m.call(manager, "setTargetFunctionRole", [ledger, [PAUSE], ROLES.pauser], {
      id: "ledgerPause",
    }),
    m.call(manager, "setTargetFunctionRole", [registrar, [PAUSE], ROLES.pauser], {
      id: "registrarPause",
    }),
    m.call(manager, "setTargetFunctionRole", [meter, [PAUSE], ROLES.pauser], {
      id: "meterPause",
    }),
    m.call(manager, "setTargetFunctionRole", [operators, [PAUSE], ROLES.pauser], {
      id: "operatorsPause",
    }),
    m.call(manager, "setTargetFunctionRole", [ledger, [LIST_CURRENCY], ROLES.curator], {
      id: "curation",
    }),
    // Nobody is arbiter before there is a court.
    m.call(manager, "setTargetFunctionRole", [ledger, ARBITRATION, ROLES.arbiter], {
      id: "arbitration",
    }),
    m.call(manager, "grantRole", [ROLES.pauser, council, 0], { id: "grantPauser" }),
    m.call(manager, "grantRole", [ROLES.curator, council, 0], { id: "grantCurator" }),
    m.call(manager, "grantRole", [ROLES.admin, timelock, 0], { id: "grantAdmin" }),
  ];
  m.call(manager, "renounceRole", [ROLES.admin, deployer], { id: "renounceAdmin", after: setUp });

  return { registrar };
});
