import { createSahara, type Sahara } from "@sahara/sdk";
import { JsonRpcProvider, type Signer } from "ethers";

import type { Chain } from "./startChain.ts";

/** Somebody with an account of the local chain and an SDK that signs with it. */
export type Person = { name: string; account: string; signer: Signer; sahara: Sahara };

/** Everyone who takes part. */
export type Cast = {
  provider: JsonRpcProvider;
  treasurer: Person;
  /** One for each group of mail, in the order of the groups. */
  contributors: Person[];
  steward: Person;
  builder: Person;
  tuner: Person;
  agentMaker: Person;
  customers: Person[];
  /** They run nodes that serve the models. */
  operators: Person[];
  /** An operator that lies about what it signed. */
  liar: Person;
};

const CONTRIBUTORS = ["Ada", "Ben", "Chloe", "Dan", "Eve"];
const CUSTOMERS = ["Acme Mail", "Harbour School", "Ivy Clinic"];
const OPERATORS = ["North node", "South node"];

/** Gives everyone an account of the node and, but for the contributors, SAHARA to spend. */
export async function createCast(chain: Chain, allowance: bigint): Promise<Cast> {
  const provider = new JsonRpcProvider(chain.url, chain.chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
  });
  let next = 0;
  const person = async (name: string): Promise<Person> => {
    const signer = await provider.getSigner(next++);
    const sahara = await createSahara({
      signer,
      addresses: { chainId: chain.chainId, addresses: chain.addresses },
    });
    return { name, account: await signer.getAddress(), signer, sahara };
  };
  const everyone = async (names: readonly string[]) => {
    const people: Person[] = [];
    for (const name of names) people.push(await person(name));
    return people;
  };

  const treasurer = await person("Treasurer");
  const contributors = await everyone(CONTRIBUTORS);
  const steward = await person("Mail commons");
  const builder = await person("Filter works");
  const tuner = await person("Tuning lab");
  const agentMaker = await person("Agent shop");
  const customers = await everyone(CUSTOMERS);
  const operators = await everyone(OPERATORS);
  const liar = await person("Mirage node");

  const token = treasurer.sahara.clients.contracts.token.connect(treasurer.signer);
  const buyers = [builder, tuner, agentMaker, ...customers, ...operators, liar];
  for (const { account } of buyers) {
    await (await token.transfer(account, allowance)).wait();
  }
  return {
    ...{ provider, treasurer, contributors, steward, builder, tuner, agentMaker, customers },
    ...{ operators, liar },
  };
}
