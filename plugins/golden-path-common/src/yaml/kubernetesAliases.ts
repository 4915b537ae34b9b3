import { isAlias, visit, type Document, type Node } from 'yaml';

/** As many values as the library unfolds from aliases before it refuses. */
const ALIASES = { few: 100, small: 1000, low: 400_000, high: 4_000_000 };

/** What each alias stands for: the last node before it that has the anchor. */
export function aliasesOf(document: Document.Parsed): Map<Node, Node> {
  const anchors = new Map<string, Node>();
  const aliases = new Map<Node, Node>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) {
          aliases.set(node, target);
        }
      } else if (node.anchor) {
        anchors.set(node.anchor, node);
      }
    },
  });
  return aliases;
}

/** Whether too much of what was read so far was unfolded from aliases. */
export function isExcessive(counts: {
  /** All values that were read. */
  nodes: number;
  /** Those of them that an alias led to. */
  unfolded: number;
}): boolean {
  const { nodes, unfolded } = counts;
  return (
    unfolded > ALIASES.few &&
    nodes > ALIASES.small &&
    unfolded / nodes > share(nodes)
  );
}

/** How much of a document may come from aliases: nearly all of a small one, a tenth of a large one. */
function share(nodes: number): number {
  const { low, high } = ALIASES;
  const beyond = Math.min(Math.max(nodes - low, 0), high - low);
  return 0.99 - 0.89 * (beyond / (high - low));
}
