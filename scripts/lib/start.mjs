import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { untilEstateIsThere } from './estate.mjs';
import { ensureInstalled } from './install.mjs';
import { logName, portalState, root } from './paths.mjs';
import { checkPorts, forward, ports } from './ports.mjs';
import { launch, openLog, tail } from './run.mjs';
import { bold, dim, elapsed, green, say, Stop } from './say.mjs';
import { ensureToolchain } from './toolchain.mjs';

const USAGE = `npm start [-- options]

  --fresh            forget all state (databases, local Git host) and begin anew
  --config FILE …    use these configuration files instead of the demo profile
  --help             show this

FAIRWAY_PORT (3000) and FAIRWAY_BACKEND_PORT (7007) move the ports.`;

function readOptions(args) {
  const options = { fresh: false, configs: [] };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--fresh') {
      options.fresh = true;
    } else if (args[i] === '--config' && args[i + 1]) {
      options.configs.push(
        path.resolve(process.env.INIT_CWD ?? root, args[++i]),
      );
    } else if (args[i] === '--help') {
      options.help = true;
    } else {
      throw new Stop(`Unknown option ${args[i]}.`, USAGE, 2);
    }
  }
  return options;
}

/** Waits until the backend says that it is ready; false when it ended before. */
async function untilReady(backend, port) {
  const url = `http://127.0.0.1:${port}/.backstage/health/v1/readiness`;
  let ended = false;
  backend.once('close', () => (ended = true));
  while (!ended) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
      if (answer.ok) {
        return true;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  return false;
}

/**
 * How the backend is started. It runs from the source tree: the transform costs a second or two at start and
 * saves a build of every package.
 */
export function backendCommand({ node, configs }) {
  return [
    node,
    [
      '--require',
      path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(root, 'packages/backend/src/index.ts'),
      ...configs.flatMap(file => ['--config', file]),
    ],
  ];
}

/** `npm start`: the portal with everything embedded. */
export async function start(args) {
  const began = Date.now();
  const options = readOptions(args);
  if (options.help) {
    say(USAGE);
    return 0;
  }
  const { web, backend: backendPort } = ports();
  const tools = await ensureToolchain();
  await checkPorts({ FAIRWAY_PORT: web, FAIRWAY_BACKEND_PORT: backendPort });
  await ensureInstalled(tools);
  await ensureBuilt(tools);
  if (options.fresh) {
    for (const part of ['db', 'git']) {
      rmSync(path.join(portalState, part), { recursive: true, force: true });
    }
    say(
      `${green('✔')} Beginning anew: databases and the local Git host are gone`,
    );
  }

  const isDemo = options.configs.length === 0;
  const isFirst = !existsSync(path.join(portalState, 'db'));
  const configs = options.configs.length
    ? options.configs
    : ['app-config.yaml', 'app-config.demo.yaml'].map(file =>
        path.join(root, file),
      );
  const [command, commandArgs] = backendCommand({ node: tools.node, configs });
  // What the portal says is for a file; people who ask for it by LOG_LEVEL see it here.
  const log = process.env.LOG_LEVEL ? 'inherit' : openLog('portal');
  const backend = launch(command, commandArgs, {
    stdio: ['ignore', log, log],
    // Paths in the configuration are relative to the backend's package, as in `yarn dev`.
    cwd: path.join(root, 'packages/backend'),
    env: {
      ...tools.env,
      // Neither "production", whose logs are for machines, nor "development", whose answers hold stacks.
      NODE_ENV: 'local',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
      FAIRWAY_STATE: portalState,
      FAIRWAY_URL: `http://localhost:${web}`,
      FAIRWAY_BACKEND_PORT: String(backendPort),
      NODE_OPTIONS: '--no-node-snapshot',
    },
  });
  const ended = new Promise(resolve => backend.once('close', resolve));
  say(`${dim('›')} Starting the portal …`);
  if (!(await untilReady(backend, backendPort))) {
    throw new Stop(
      'The portal ended before it was ready.',
      `${tail('portal', 12)}\nThe whole log is in ${logName(
        'portal',
      )}. If the state is broken, "npm start -- --fresh" begins anew.`,
    );
  }
  if (isDemo && isFirst) {
    say(`${dim('›')} Filling the catalog with the demo estate …`);
    await untilEstateIsThere(
      `http://127.0.0.1:${backendPort}`,
      () => backend.exitCode === null,
    );
  }
  const closeWeb = await forward({ from: web, to: backendPort });
  say(
    `${green('✔')} Fairway is ready ${dim(`(${elapsed(began)})`)}: ${bold(
      `http://localhost:${web}`,
    )}   ${dim('Ctrl+C stops it; nothing is lost')}`,
  );
  say(dim(`  Its log is ${logName('portal')}`));
  const code = await ended;
  closeWeb();
  return code ?? 0;
}
