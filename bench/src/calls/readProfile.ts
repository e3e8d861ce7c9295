/** What `node --cpu-prof` writes, as far as it is read here. */
export type CpuProfile = {
  readonly nodes: readonly ProfileNode[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

export type ProfileNode = {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
};

/** Work that a frame of the stack belongs to. */
type Rule = { readonly work: string; readonly url?: RegExp; readonly name?: RegExp };

/**
 * The rules are asked for each frame from the innermost outwards, and the first that knows one decides: a hash counts
 * for who asked for it, a write to a socket for HTTP.
 */
const RULES: readonly Rule[] = [
  { work: "idle", name: /^\(idle\)$/ },
  { work: "garbage collection", name: /^\(garbage collector\)$/ },
  {
    work: "recover the voucher's signer",
    url: /createSignatures/,
    name: /^(recover|recoverPoint)$/,
  },
  { work: "sign the receipt", url: /createSignatures/, name: /^sign$/ },
  { work: "store", url: /packages\/node\/src\/store\// },
  { work: "EIP-712 digests", url: /sdk\/src\/usage\/digests/ },
  { work: "receipt tree", url: /sdk\/src\/usage\/receiptTree/ },
  { work: "hashes of the bodies", name: /^hashBody$/ },
  { work: "headers: JSON and base64url", url: /sdk\/src\/usage\/(headers|wireJson)/ },
  { work: "metrics", url: /prom-client|src\/metrics\// },
  { work: "HTTP", url: /src\/http\/|node:_http|node:http|node:net|node:internal\/(stream|http)/ },
  {
    work: "checks, lanes and locks",
    url: /packages\/node\/src\/(calls|lanes|payments|chain|offers)\//,
  },
  { work: "following the chain", url: /node_modules\/ethers/ },
];
/** What no rule knows: the system's calls outside of any function, timers, promises. */
const OTHER = "Node.js itself";

/** Microseconds by kind of work, between two moments of the monotonic clock, dearest first. */
export function readProfile(
  { nodes, samples, timeDeltas, startTime }: CpuProfile,
  { fromUs, toUs }: { fromUs: number; toUs: number },
): Map<string, number> {
  const workOf = attribute(nodes);
  const sums = new Map<string, number>();
  let now = startTime;
  samples.forEach((sample, index) => {
    const delta = timeDeltas[index] ?? 0;
    now += delta;
    if (now < fromUs || now > toUs) return;
    const work = workOf.get(sample) ?? OTHER;
    sums.set(work, (sums.get(work) ?? 0) + delta);
  });
  return new Map([...sums].sort(([, a], [, b]) => b - a));
}

function attribute(nodes: readonly ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const work = new Map<number, string>();
  const visit = (node: ProfileNode, inherited: string): void => {
    const own = ruleFor(node) ?? inherited;
    work.set(node.id, own);
    for (const child of node.children ?? []) {
      const next = byId.get(child);
      if (next !== undefined) visit(next, own);
    }
  };
  const [root] = nodes;
  if (root !== undefined) visit(root, OTHER);
  return work;
}

function ruleFor({ callFrame: { functionName, url } }: ProfileNode): string | undefined {
  const found = RULES.find(
    (rule) => (rule.url?.test(url) ?? true) && (rule.name?.test(functionName) ?? true),
  );
  return found?.work;
}
