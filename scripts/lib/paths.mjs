import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** State of this checkout: tool chain, stamps, databases, the local Git host. Never committed. */
export const state = path.join(root, '.fairway');
/** Databases and Git host of the portal; can be moved, so that two portals do not share them. */
export const portalState = process.env.FAIRWAY_STATE
  ? path.resolve(process.env.FAIRWAY_STATE)
  : state;
export const toolchain = path.join(state, 'toolchain');
/** Of this portal, like its state. */
export const logs = path.join(portalState, 'logs');
/** How messages name a log. */
export const logName = log =>
  path.relative(process.cwd(), path.join(logs, `${log}.log`));

export const packageJson = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
);
export const pinnedNode = readFileSync(
  path.join(root, '.node-version'),
  'utf8',
).trim();
export const pinnedYarn = packageJson.packageManager.replace('yarn@', '');
