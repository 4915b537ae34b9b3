import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { ensureToolchain } from './toolchain.mjs';

/** `npm test`: what CI runs. The checks themselves run on the pinned Node. */
export async function test(args) {
  const tools = await ensureToolchain();
  await ensureInstalled(tools);
  const { code } = await run(
    tools.node,
    [path.join(root, 'scripts/checks.mjs'), ...args],
    { env: { ...tools.env, CI: 'true' } },
  );
  return code;
}
