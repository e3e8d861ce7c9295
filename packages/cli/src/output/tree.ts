export type Branch = { id: bigint; label: string };

export type TreeDescription = {
  root: bigint;
  branches: (id: bigint) => Branch[];
  name: (id: bigint) => string;
};

/**
 * Draws a graph as a tree. What was drawn before is named again with an ellipsis and not repeated, so a graph of many
 * diamonds stays as small as it is.
 */
export function tree({ root, branches, name }: TreeDescription): string {
  const drawn = new Set<bigint>();
  const lines: string[] = [];

  const draw = (id: bigint, { head, indent }: { head: string; indent: string }): void => {
    const below = branches(id);
    const isRepeated = drawn.has(id) && below.length > 0;
    lines.push(`${head}${name(id)}${isRepeated ? " ..." : ""}`);
    if (drawn.has(id)) return;
    drawn.add(id);
    for (const [at, branch] of below.entries()) {
      const isLast = at === below.length - 1;
      draw(branch.id, {
        head: `${indent}${isLast ? "└─" : "├─"} ${branch.label} `,
        indent: indent + (isLast ? "   " : "│  "),
      });
    }
  };

  draw(root, { head: "", indent: "" });
  return lines.join("\n");
}
