import { OnlyInCluster } from '../celError';
import { Unknown } from '../scalars';
import type { Node } from './ast';
import type { Checked } from './checker';
import type { Run } from './frame';

/** Where the variables of comprehensions lie, the innermost last. */
export type Slots = readonly string[];

/** What makes functions of nodes, for the parts of an expression that have parts themselves. */
export interface Plans {
  readonly checked: Checked;
  plan(node: Node, slots: Slots): Run;
}

/** Whoever reads what only a cluster knows gets the error that says so. */
export function known(value: unknown): unknown {
  if (typeof value === 'object' && value instanceof Unknown) {
    throw new OnlyInCluster(value.reason);
  }
  return value;
}
