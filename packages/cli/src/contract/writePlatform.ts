import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { PLATFORM_FOLDERS } from '@fairway/plugin-golden-path-common';
import { writeWithin } from '../compile/outFolder';

/** A folder of the platform below a cluster, and what hands it to the delivery engine. */
const PLATFORM = /^clusters\/[^/]+\/_platform\/[^/]+\/[^/]+\.yaml$/;
const DELIVERY = new RegExp(
  `^clusters/[^/]+/[^/]+/[a-z]+-platform-(${PLATFORM_FOLDERS.join(
    '|',
  )})\\.yaml$`,
);

/** Writes each file whole or not at all, then removes what the platform no longer has. */
export async function writePlatform(options: {
  root: string;
  files: { path: string; text: string }[];
}): Promise<void> {
  const { root, files } = options;
  for (const file of files) {
    await writeWithin(root, file);
  }
  const kept = new Set(files.map(file => file.path));
  for (const existing of await filesBelow(root, 'clusters', 3)) {
    const isOurs = PLATFORM.test(existing) || DELIVERY.test(existing);
    if (isOurs && !kept.has(existing)) {
      await rm(path.join(root, existing));
    }
  }
}

/** Files below a folder, as deep as the platform's lie; links are not followed. */
async function filesBelow(
  root: string,
  relative: string,
  depth: number,
): Promise<string[]> {
  const entries = await readdir(path.join(root, relative), {
    withFileTypes: true,
  }).catch(() => []);
  const found = await Promise.all(
    entries.map(async entry => {
      const below = `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        return depth > 0 ? filesBelow(root, below, depth - 1) : [];
      }
      return entry.isFile() ? [below] : [];
    }),
  );
  return found.flat();
}
