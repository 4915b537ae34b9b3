#!/usr/bin/env node
/**
 * One door for `npm start`, `npm test`, `npm run fairway` and `npm run bench`.
 *
 * It needs only what a fresh machine has: any Node from 18 on, npm, git and a C++ compiler. It brings the pinned
 * Node and Yarn, installs what yarn.lock says, builds what has changed, and hands over. Each step is done once:
 * a stamp under .fairway/ remembers what it was done for.
 */
import { cli } from './lib/cli.mjs';
import { start } from './lib/start.mjs';
import { bench, fairwayCli } from './lib/tools.mjs';
import { test } from './lib/test.mjs';

const commands = { start, test, cli: fairwayCli, bench };

await cli(commands, process.argv.slice(2));
