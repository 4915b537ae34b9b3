import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { compilableIntents, generateEstate } from '@fairway/demo-estate';
import {
  resourceDocument,
  writeYaml,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { unusable } from '../lib/failure';
import { fillFolder } from '../lib/outFolder/fillFolder';

/** Writes the demo estate in the layout of the GitOps repository. */
export async function runDemoExport(
  options: CommandContext & { services?: string; seed?: string; out: string },
): Promise<void> {
  const { terminal, out } = options;
  const estate = generateEstate({
    services: numberOf({
      option: '--services',
      text: options.services ?? '400',
      least: 10,
      most: 4000,
    }),
    seed: numberOf({
      option: '--seed',
      text: options.seed ?? '1',
      least: 0,
      most: 2 ** 31 - 1,
    }),
  });
  const intents = compilableIntents(estate);
  const files = [
    ...intents.map(intent => ({
      path: `services/${intent.metadata.name}/intent.yaml`,
      text: writeYaml(intent),
    })),
    ...estate.resources.map(resource => ({
      path: `resources/${resource.name}.yaml`,
      text: writeYaml(resourceDocument(resource)),
    })),
  ];
  await fillFolder({ folder: out, tell: terminal.error }, async folder => {
    await refuseOthers(folder.root, files);
    for (const file of files) {
      await folder.put(file);
    }
  });
  await terminal.print(
    `wrote ${intents.length} intents and ${estate.resources.length} resources to ${out}`,
  );
}

/** A folder with other services would be no estate: two companies would share names, hosts and quota. */
async function refuseOthers(
  root: string,
  files: readonly { path: string }[],
): Promise<void> {
  const own = new Set(files.map(file => file.path.split('/')[1]));
  const known = await Promise.all(
    ['services', 'resources'].map(folder =>
      readdir(path.join(root, folder)).catch(() => []),
    ),
  );
  const other = known.flat().find(name => !own.has(name));
  if (other !== undefined) {
    throw unusable(
      `${root}: holds ${other}, which is not of this estate; name an empty folder with --out`,
    );
  }
}

function numberOf(options: {
  option: string;
  text: string;
  least: number;
  most: number;
}): number {
  const { option, text, least, most } = options;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw unusable(
      `fairway: ${option} ${text} is no whole number from ${least} to ${most}`,
    );
  }
  return value;
}
