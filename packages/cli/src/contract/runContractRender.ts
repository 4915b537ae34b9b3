import {
  derivePlatform,
  renderObject,
  type PlatformResult,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../commands/command';
import { preparedFolder } from '../compile/outFolder';
import { requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { readFleet, surroundingsOf } from '../lib/fleet';
import { momentOf } from '../lib/now';
import { writePlatform } from './writePlatform';

/** Renders what the contract puts into every cluster; without `out` it only tells what that is. */
export async function runContractRender(
  options: CommandContext & {
    folder?: string;
    fleet?: string;
    out?: string;
    json?: boolean;
    now?: string;
  },
): Promise<void> {
  const { terminal, json, out } = options;
  const now = momentOf(options.now);
  const contract = await requireContract(options.folder);
  const others = await readFleet(options.fleet);
  if (others.problems.length > 0) {
    throw unusable(...others.problems);
  }
  const { fleet } = surroundingsOf({
    documents: { intents: [], resources: [] },
    others: others.documents,
    contract,
  });
  const result = derivePlatform({ contract, fleet, now });
  if (out !== undefined) {
    await writePlatform({
      root: await preparedFolder(out),
      files: result.objects.map(({ path, object }) => ({
        path,
        text: renderObject(object),
      })),
    });
  }
  for (const { what, why } of result.notDerived) {
    terminal.error(`not derived  ${what}: ${why}`);
  }
  if (json) {
    await terminal.json(result);
    return;
  }
  for (const line of summary(result)) {
    await terminal.print(line);
  }
  if (out !== undefined) {
    await terminal.print(`wrote ${result.objects.length} objects to ${out}`);
  }
}

/** How many objects of each kind a cluster gets, one line per cluster. */
function summary({ objects }: PlatformResult): string[] {
  const clusters = new Map<string, Map<string, number>>();
  for (const { cluster, object } of objects) {
    const kinds = clusters.get(cluster) ?? new Map<string, number>();
    // Every policy of Gatekeeper is a kind of its own.
    const kind = object.apiVersion.startsWith('constraints.gatekeeper.sh/')
      ? 'constraint'
      : object.kind;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    clusters.set(cluster, kinds);
  }
  return [...clusters].map(
    ([cluster, kinds]) =>
      `${cluster}  ${[...kinds]
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')}`,
  );
}
