import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { PLATFORM_FOLDERS } from '@fairway/plugin-golden-path-common';
import type { OutFolder } from '../lib/outFolder/fillFolder';

/** A folder of the platform below a cluster, and what hands it to the delivery engine. */
const PLATFORM = /^clusters\/[^/]+\/_platform\/[^/]+\/[^/]+\.yaml$/;
const DELIVERY = new RegExp(
  `^clusters/[^/]+/[^/]+/[a-z]+-platform-(${PLATFORM_FOLDERS.join(
    '|',
  )})\\.yaml$`,
);

/** Puts what the platform has into every cluster, and removes what it no longer has. */
export async function putPlatform(
  out: OutFolder,
  files: readonly { path: string; text: string }[],
): Promise<void> {
  for (const file of files) {
    await out.put(file);
  }
  const kept = new Set(files.map(file => file.path));
  for (const existing of await filesBelow(out.root, 'clusters', 3)) {
    const isOurs = PLATFORM.test(existing) || DELIVERY.test(existing);
    if (isOurs && !kept.has(existing)) {
      await out.remove(existing);
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
