import { createHash } from 'node:crypto';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';

const known = new WeakMap<PlatformContract, string>();

/**
 * The same for contracts that say the same, in whatever files and order of keys: a draft that was published is the
 * contract in force then, and a comment that was mended does not stop a campaign.
 */
export function contractDigest(contract: PlatformContract): string {
  let digest = known.get(contract);
  if (digest === undefined) {
    digest = createHash('sha256')
      .update(JSON.stringify(contract, inOrder))
      .digest('hex');
    known.set(contract, digest);
  }
  return digest;
}

function inOrder(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
      )
    : value;
}
