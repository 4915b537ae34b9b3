import {
  derivePlatform,
  renderObject,
  type PlatformResult,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { surroundings } from '../lib/fleet';
import { momentOf } from '../lib/now';
import { fillFolder } from '../lib/outFolder/fillFolder';
import { putPlatform } from './putPlatform';

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
  const { fleet, problems } = await surroundings({
    documents: { intents: [], resources: [] },
    contract,
    folder: options.fleet,
  });
  if (problems.length > 0) {
    // The exceptions of a service that cannot be read would be taken away from clusters in which it runs.
    throw unusable(...problems);
  }
  const result = derivePlatform({ contract, fleet, now });
  if (out !== undefined) {
    const files = result.objects.map(({ path, object }) => ({
      path,
      text: renderObject(object),
    }));
    await fillFolder({ folder: out, tell: terminal.error }, folder =>
      putPlatform(folder, files),
    );
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
