import chalk from 'chalk';
import {
  connectivity,
  type Connection,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { unusable } from '../lib/failure';
import { readManifestFiles } from '../lib/files';
import { readManifests } from '../lib/manifests';
import { ofOneCluster } from '../lib/oneCluster';

/** Policies of other makes, which `connectivity` does not read. */
const OTHER_MAKES =
  /^(Cilium(Clusterwide)?|(Baseline)?Admin|Cluster|Global)?NetworkPolicy$/;
/** As many policies are named on a line. */
const TOLD = 5;
const READ = /^(networking\.k8s\.io|extensions)\//;

/** Prints the connections that the NetworkPolicies of a folder leave open. */
export async function runConnectivity(
  options: CommandContext & { folder: string; json?: boolean },
): Promise<void> {
  const { terminal, folder } = options;
  const manifests = ofOneCluster(
    readManifests(await readManifestFiles(folder), terminal.error),
  );
  const { workloads, connections, onNodeNetwork, elsewhere, problems } =
    connectivity(manifests.map(({ object }) => object));
  if (problems.length > 0) {
    throw unusable(
      ...problems.map(({ object, at, message }) => {
        const { file, lineOf } = manifests[object];
        return `${file}:${lineOf(
          at,
        )}: ${message}; mend it, the API server would refuse it`;
      }),
    );
  }
  if (manifests.length === 0) {
    throw unusable(
      `${folder}: there are no manifests in it; name a file or folder of manifests (.yaml, .yml, .json) with workloads and their policies`,
    );
  }
  if (workloads.length === 0) {
    // A cluster that waits for its first service, or stands by, is no mistake.
    terminal.error(`${folder}: nothing in it runs pods`);
  }
  const unread = manifests.filter(
    ({ object: { apiVersion, kind } }) =>
      OTHER_MAKES.test(kind) && !READ.test(apiVersion),
  );
  if (unread.length > 0) {
    const kinds = [...new Set(unread.map(({ object }) => object.kind))];
    terminal.error(
      `${folder}: ${unread.length} of kind ${kinds.join(
        ', ',
      )} are not read; what they open or close is not in the answer`,
    );
  }
  if (onNodeNetwork.length > 0) {
    terminal.error(
      `${folder}: no NetworkPolicy holds for pods on the network of their node (hostNetwork): ${onNodeNetwork.join(
        ', ',
      )}; only the other side can close what reaches or leaves them`,
    );
  }
  if (elsewhere.length > 0) {
    const more = elsewhere.length - TOLD;
    terminal.error(
      `${folder}: ${
        elsewhere.length
      } policies open something to pods that are not in it (${elsewhere
        .slice(0, TOLD)
        .join(', ')}${
        more > 0 ? ` and ${more} more` : ''
      }); those connections are not in the answer`,
    );
  }
  if (options.json) {
    await terminal.json(connections);
  } else {
    await print(options, { connections, workloads });
  }
}

/** One block for each caller, so that a page of lines can be read. */
async function print(
  { terminal }: CommandContext,
  found: { connections: Connection[]; workloads: string[] },
): Promise<void> {
  const { connections, workloads } = found;
  const width = Math.max(0, ...connections.map(({ dst }) => dst.length));
  let caller: string | undefined;
  for (const { src, dst, ports } of connections) {
    if (src !== caller) {
      await terminal.print(chalk.bold(src));
      caller = src;
    }
    await terminal.print(`  → ${dst.padEnd(width)}  ${ports.join(', ')}`);
  }
  await terminal.print(
    `${connections.length} connections among ${workloads.length} workloads and the networks outside`,
  );
}
