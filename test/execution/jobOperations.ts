import type { Interface } from "ethers";

import { ethers } from "../helpers/chain.ts";
import type { TestToken } from "../helpers/deployToken.ts";
import type { Random } from "../helpers/random.ts";
import { HOUR, type Jobs, STATE } from "./deployJobs.ts";
import { type BoardModel, NOBODY, type Posting } from "./jobModel.ts";

/** The board, its model, and what operations choose from. */
export type JobEconomy = Jobs & {
  model: BoardModel;
  tokens: readonly string[];
  erc20s: ReadonlyMap<string, TestToken>;
  /** Clients and operators; the last is no operator. */
  people: readonly string[];
  addresses: { board: string; ledger: string; parameters: string; arbiter: string; admin: string };
};

/** One transaction, and what it does to the model at the time of its block. */
export type JobOperation = {
  label: string;
  from: string;
  to: string;
  data: string;
  apply: (now: bigint) => void;
};

type Maker = (economy: JobEconomy, random: Random, now: bigint) => JobOperation;

const MAX_REWARD = 10n ** 24n;
const REASONS = ethers.id("reasons");

type Target = { interface: Interface };

function call(
  target: Target,
  to: string,
  method: string,
  args: readonly unknown[],
  rest: Pick<JobOperation, "from" | "apply">,
): JobOperation {
  const label = `${method}(${args.map(String).join(", ")}) from ${rest.from}`;
  return { label, to, data: target.interface.encodeFunctionData(method, args), ...rest };
}

const onBoard = (
  { board, addresses }: JobEconomy,
  method: string,
  args: readonly unknown[],
  from: string,
  apply: JobOperation["apply"],
) => call(board, addresses.board, method, args, { from, apply });

/* WHAT TO CHOOSE FROM */

/** Mostly a job in that state, if there is one; seldom one that does not exist. */
function pickJob({ model }: JobEconomy, random: Random, ...states: bigint[]): bigint {
  const fitting = model.jobs.flatMap(({ state }, i) => (states.includes(state) ? [i] : []));
  if (fitting.length > 0 && !random.oneIn(12)) return BigInt(random.pick(fitting)) + 1n;
  return BigInt(random.below(model.jobs.length + 1)) + 1n;
}

/** Mostly who is meant. */
const pickCaller = ({ people }: JobEconomy, random: Random, meant: string) =>
  meant === NOBODY || random.oneIn(12) ? random.pick(people) : meant;

const clientOf = (economy: JobEconomy, random: Random, jobId: bigint) =>
  pickCaller(economy, random, economy.model.jobOf(jobId).client);

const operatorOf = (economy: JobEconomy, random: Random, jobId: bigint) =>
  pickCaller(economy, random, economy.model.jobOf(jobId).operator);

/* POSTING AND DOING */

const createPosting =
  (method: "post" | "postAssigned", race: boolean): Maker =>
  (economy, random, now) => {
    const { people, dataset, model } = economy;
    const from = random.pick(people);
    const named = method === "postAssigned" || (!race && random.oneIn(3));
    const assetId = random.oneIn(3) ? 0n : dataset;
    const posting: Posting = {
      kind: BigInt(random.below(3)),
      assetId,
      assetBps: assetId === 0n ? 0n : random.upTo(10_000n),
      token: random.pick(economy.tokens),
      operator: named ? random.pick(people) : NOBODY,
      race,
      reward: random.magnitudeUpTo(MAX_REWARD),
      deliverBy: random.oneIn(30) ? now : now + 1n + random.upTo(30n * HOUR),
      reviewPeriod: 600n + random.upTo(20n * HOUR),
    };
    const { kind, assetBps, token, operator, reward, deliverBy, reviewPeriod } = posting;
    const values = [kind, assetId, assetBps, token, operator, race, reward, deliverBy];
    const spec = [...values, reviewPeriod, ethers.id("specification")];
    return onBoard(economy, method, [spec], from, (time) => {
      model.post(time, from, posting, method === "postAssigned");
    });
  };

const take: Maker = (economy, random) => {
  const jobId = pickJob(economy, random, STATE.open);
  const from = operatorOf(economy, random, jobId);
  return onBoard(economy, "take", [jobId], from, (now) => {
    economy.model.take(now, jobId, from);
  });
};

const assign: Maker = (economy, random) => {
  const jobId = pickJob(economy, random, STATE.open);
  const operator = random.pick(economy.people);
  const from = clientOf(economy, random, jobId);
  return onBoard(economy, "assign", [jobId, operator], from, (now) => {
    economy.model.assign(now, jobId, from, operator);
  });
};

/** What an operator would deliver: always the same for a job, so that commitments meet it. */
function deliveryOf({ model, board }: JobEconomy, jobId: bigint, operator: string) {
  const { funded } = model.jobOf(jobId);
  const resultRoot = ethers.id(`result ${jobId} ${operator}`);
  // A different part for each operator and job; for some more than all.
  const amount = (funded * (BigInt(resultRoot) % 1_050n)) / 1_000n;
  const delivery = [resultRoot, ethers.id("report"), amount] as const;
  const encoded = ethers.AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "uint256", "address", "bytes32", "bytes32", "uint96"],
    [REPORT_TYPEHASH, jobId, operator, ...delivery],
  );
  return { delivery, structHash: ethers.keccak256(encoded), resultRoot, amount, board };
}

const REPORT_TYPEHASH = ethers.id(
  "JobReport(uint256 jobId,address operator,bytes32 resultRoot,bytes32 reportRoot,uint96 amount)",
);

const digestOf = (separator: string, structHash: string) =>
  ethers.keccak256(ethers.concat(["0x1901", separator, structHash]));

const createCommit =
  (separator: string): Maker =>
  (economy, random) => {
    const jobId = pickJob(economy, random, STATE.open);
    const from = random.pick(economy.people);
    const digest = digestOf(separator, deliveryOf(economy, jobId, from).structHash);
    return onBoard(economy, "commitDelivery", [jobId, digest], from, (now) => {
      economy.model.commit(now, digest);
    });
  };

const createDeliver =
  (separator: string): Maker =>
  (economy, random) => {
    const { model } = economy;
    const races = model.jobs.flatMap(({ race, state }, i) =>
      race && state === STATE.open ? [BigInt(i) + 1n] : [],
    );
    const racing = races.length > 0 && random.oneIn(3);
    const jobId = racing ? random.pick(races) : pickJob(economy, random, STATE.taken);
    const from = operatorOf(economy, random, jobId);
    const { delivery, structHash, resultRoot, amount } = deliveryOf(economy, jobId, from);
    const digest = digestOf(separator, structHash);
    return onBoard(economy, "deliver", [jobId, from, delivery, "0x"], from, (now) => {
      model.deliver(now, jobId, from, { digest, resultRoot, amount });
    });
  };

/* ENDING */

const byClient =
  (method: "cancel" | "accept", ...states: bigint[]): Maker =>
  (economy, random) => {
    const jobId = pickJob(economy, random, ...states);
    const from = clientOf(economy, random, jobId);
    return onBoard(economy, method, [jobId], from, (now) => {
      economy.model[method](now, jobId, from);
    });
  };

const byAnyone =
  (method: "acceptSilent" | "timeOut" | "lapse", ...states: bigint[]): Maker =>
  (economy, random) => {
    const jobId = pickJob(economy, random, ...states);
    return onBoard(economy, method, [jobId], random.pick(economy.people), (now) => {
      economy.model[method](now, jobId);
    });
  };

const concede: Maker = (economy, random) => {
  const jobId = pickJob(economy, random, STATE.taken, STATE.delivered, STATE.disputed);
  const from = operatorOf(economy, random, jobId);
  return onBoard(economy, "concede", [jobId], from, (now) => {
    economy.model.concede(now, jobId, from);
  });
};

const dispute: Maker = (economy, random) => {
  const jobId = pickJob(economy, random, STATE.delivered);
  const from = clientOf(economy, random, jobId);
  return onBoard(economy, "dispute", [jobId, REASONS], from, (now) => {
    economy.model.dispute(now, jobId, from);
  });
};

const rule: Maker = (economy, random) => {
  const jobId = pickJob(economy, random, STATE.disputed);
  const operatorBps = random.upTo(10_000n);
  const forfeit = random.oneIn(2);
  const args = [jobId, operatorBps, forfeit];
  return onBoard(economy, "rule", args, economy.addresses.arbiter, (now) => {
    economy.model.rule(now, jobId, operatorBps, forfeit);
  });
};

/* MONEY OUT, AND WHAT OTHERS DECIDE */

const withdraw: Maker = (economy, random) => {
  const from = random.pick(economy.people);
  const token = random.pick(economy.tokens);
  return onBoard(economy, "withdraw", [token, from], from, () => {
    economy.model.withdraw(from, token);
  });
};

const passRevenue: Maker = (economy, random) => {
  const assetId = random.pick([0n, economy.dataset]);
  const token = random.pick(economy.tokens);
  return onBoard(economy, "passRevenue", [assetId, token], random.pick(economy.people), () => {
    economy.model.passRevenue(assetId, token);
  });
};

const freezeOrThaw: Maker = (economy, _random, now) => {
  const { model, ledger, dataset, addresses } = economy;
  const frozen = model.frozen.has(dataset);
  const args = frozen ? [dataset] : [dataset, now + 80n * 24n * HOUR];
  return call(ledger, addresses.ledger, frozen ? "thaw" : "freeze", args, {
    from: addresses.arbiter,
    apply: () => {
      if (frozen) model.frozen.delete(dataset);
      else model.frozen.add(dataset);
    },
  });
};

const setUsageFee: Maker = ({ model, parameters, addresses }, random) => {
  const bps = random.upTo(500n);
  return call(parameters, addresses.parameters, "setUsageFee", [bps], {
    from: addresses.admin,
    apply: () => {
      model.feeBps = bps;
    },
  });
};

/** An operation, how often it is chosen, and the states of jobs that it makes sense for; none: always. */
type Lot = { make: Maker; weight: number; states: readonly bigint[] };

const lot = (make: Maker, weight: number, ...states: bigint[]): Lot => ({ make, weight, states });

/** Makes operations on a board with this EIP-712 domain; some of them must be refused. */
export function createJobOperations(separator: string): Maker {
  const { open, taken, delivered, disputed } = STATE;
  const lots = [
    lot(createPosting("post", false), 14),
    lot(createPosting("post", true), 6),
    lot(createPosting("postAssigned", false), 8),
    lot(take, 14, open),
    lot(assign, 5, open),
    lot(createCommit(separator), 8, open),
    lot(createDeliver(separator), 24, open, taken),
    lot(byClient("cancel", open), 3, open),
    lot(byClient("accept", delivered, disputed), 8, delivered, disputed),
    lot(byAnyone("acceptSilent", delivered), 6, delivered),
    lot(byAnyone("timeOut", open, taken), 8, open, taken),
    lot(byAnyone("lapse", disputed), 3, disputed),
    lot(concede, 3, taken, delivered, disputed),
    lot(dispute, 12, delivered),
    lot(rule, 5, disputed),
    lot(withdraw, 9),
    lot(passRevenue, 6),
    lot(freezeOrThaw, 1),
    lot(setUsageFee, 2),
  ].flatMap((each) => Array<Lot>(each.weight).fill(each));

  return (economy, random, now) => {
    const { jobs } = economy.model;
    const fits = ({ states }: Lot) =>
      states.length === 0 || jobs.some(({ state }) => states.includes(state));
    // Now and then one that fits nothing.
    const choice = random.oneIn(20) ? lots : lots.filter(fits);
    return random.pick(choice).make(economy, random, now);
  };
}
