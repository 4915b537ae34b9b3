import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { ensureToolchain } from './toolchain.mjs';

/** `npm run fairway -- …`: the CLI from the source tree. */
export async function fairwayCli(args) {
  const tools = await ensureToolchain();
  await ensureInstalled(tools);
  const { code } = await run(
    tools.node,
    [path.join(root, 'packages/cli/bin/fairway'), ...args],
    // People name files from where they stand.
    { env: tools.env, cwd: process.env.INIT_CWD ?? root },
  );
  return code;
}

/** `npm run bench -- <name>`: measurements, never part of the tests. */
export async function bench(args) {
  const tools = await ensureToolchain();
  await ensureInstalled(tools);
  const { code } = await run(
    tools.node,
    [
      '--require',
      path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(root, 'bench/index.ts'),
      ...args,
    ],
    { env: tools.env, cwd: root },
  );
  return code;
}
