import { createSahara, type Sahara } from "@sahara/sdk";
import { JsonRpcProvider, type Signer } from "ethers";

import type { Chain } from "./startChain.ts";

/** Somebody with an account of the local chain and an SDK that signs with it. */
export type Person = { name: string; account: string; signer: Signer; sahara: Sahara };

/** Everyone who takes part. */
export type Cast = {
  provider: JsonRpcProvider;
  /** Deployed everything, which on a local chain makes it the council. */
  treasurer: Person;
  steward: Person;
  builder: Person;
  tuner: Person;
  agentMaker: Person;
  customers: Person[];
  /** They run nodes that serve the models. */
  operators: Person[];
  /** An operator that lies about what it signed. */
  liar: Person;
  /** They keep shares of the key of the corpus. */
  custodians: Person[];
  /** Takes what others brought for its own. */
  copycat: Person;
  /** Asks about the data, and does not get them. */
  analyst: Person;
};

const CUSTOMERS = ["Acme Mail", "Harbour School", "Ivy Clinic"];
const OPERATORS = ["North node", "South node"];
const CUSTODIANS = ["Key house", "Stone vault", "Old bank"];

/** Gives everyone an account of the node, and those who buy or stake SAHARA. */
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
  const steward = await person("Mail commons");
  const builder = await person("Filter works");
  const tuner = await person("Tuning lab");
  const agentMaker = await person("Agent shop");
  const customers = await everyone(CUSTOMERS);
  const operators = await everyone(OPERATORS);
  const liar = await person("Mirage node");
  const custodians = await everyone(CUSTODIANS);
  const copycat = await person("Copy shop");
  const analyst = await person("Mail institute");

  const token = treasurer.sahara.clients.contracts.token.connect(treasurer.signer);
  const consumers = [builder, tuner, agentMaker, ...customers, analyst];
  const buyers = [...consumers, ...operators, liar, copycat];
  for (const { account } of buyers) {
    await (await token.transfer(account, allowance)).wait();
  }
  return {
    ...{ provider, treasurer, steward, builder, tuner, agentMaker, customers },
    ...{ operators, liar, custodians, copycat, analyst },
  };
}
