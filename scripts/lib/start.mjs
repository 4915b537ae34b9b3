import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { checkDatabase } from './database.mjs';
import { untilEstateIsThere } from './estate.mjs';
import { ensureInstalled } from './install.mjs';
import { readOptions, USAGE } from './options.mjs';
import { logName, portalState, root } from './paths.mjs';
import { isAboutState, reasonOf } from './portalLog.mjs';
import { checkPorts, forward, ports, reachable } from './ports.mjs';
import { readProfile } from './profile.mjs';
import { untilGoldenPathAnswers, untilListening } from './ready.mjs';
import { isEnding, launch, openLog, wholeLog } from './run.mjs';
import { bold, dim, elapsed, green, red, say, Stop } from './say.mjs';
import { ensureToolchain } from './toolchain.mjs';

function whyItEnded({ isDemo, asked }) {
  // Whoever asks for the log by LOG_LEVEL has seen it.
  const reason = asked ? '' : reasonOf(wholeLog('portal'));
  const mend = [
    reason,
    asked ? '' : `The whole log is in ${logName('portal')}.`,
    isDemo && isAboutState(reason)
      ? 'If the state is broken, "npm start -- --fresh" begins anew.'
      : '',
  ];
  return new Stop(
    'The portal ended before it was ready.',
    mend.filter(Boolean).join('\n'),
  );
}

/** Nobody asked it to: its memory may have run out, or somebody killed it. */
function endedByItself({ code, signal }) {
  return new Stop(
    `The portal has ended: ${
      signal ? `something sent it ${signal}` : `exit code ${code}`
    }.`,
    `Its log is ${logName(
      'portal',
    )}. Nothing is lost: "npm start" goes on where it was.`,
  );
}

/** What forgets everything is for trying out; what a real installation holds goes by hands that know what it is. */
function refuseFresh(configs) {
  throw new Stop(
    `--fresh forgets all change requests and the local Git host; with ${path.basename(
      configs.at(-1),
    )} that is no demo.`,
    `Leave --fresh out. To really begin anew, stop the portal, keep a copy, and remove the database and ${path.relative(
      process.cwd(),
      path.join(portalState, 'git'),
    )} yourself (docs/production.md).`,
    2,
  );
}

function forgetState() {
  for (const part of ['db', 'git']) {
    rmSync(path.join(portalState, part), { recursive: true, force: true });
  }
  say(
    `${green('✔')} Beginning anew: databases and the local Git host are gone`,
  );
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

/** What the portal says is for a file; people who ask for it by LOG_LEVEL see it here. */
function launchPortal({ node, env, configs, log }) {
  const [command, args] = backendCommand({ node, configs });
  return launch(command, args, {
    stdio: ['ignore', log, log],
    // Paths in the configuration are relative to the backend's package, as in `yarn dev`.
    cwd: path.join(root, 'packages/backend'),
    env: {
      ...env,
      // Neither "production", whose logs are for machines, nor "development", whose answers hold stacks.
      NODE_ENV: 'local',
      LOG_LEVEL: process.env.LOG_LEVEL || 'info',
      FAIRWAY_STATE: portalState,
      NODE_OPTIONS: '--no-node-snapshot',
    },
  });
}

async function readyTools() {
  const tools = await ensureToolchain();
  await ensureInstalled(tools);
  await ensureBuilt(tools);
  return tools;
}

/** `npm start`: the portal with everything embedded, or as its configuration says. */
export async function start(args) {
  const began = Date.now();
  const { configs, fresh, help, prepare } = readOptions(args);
  if (help) {
    say(USAGE);
    return 0;
  }
  if (prepare) {
    await readyTools();
    say(`${green('✔')} Everything is installed and built`);
    return 0;
  }
  // What a person has to mend is said before anything is downloaded, built or waited for.
  const { web, backend: backendPort } = ports();
  const places = {
    // Where people find the portal unless the profile asks for the address.
    FAIRWAY_URL: `http://localhost:${web}`,
    FAIRWAY_BACKEND_PORT: String(backendPort),
  };
  const profile = readProfile({ configs, env: process.env, defaults: places });
  if (fresh && !profile.isDemo) {
    refuseFresh(configs);
  }
  if (profile.database) {
    await checkDatabase(profile.database);
  }
  await checkPorts({ web, backend: backendPort, host: profile.host });
  const tools = await readyTools();
  if (fresh) {
    forgetState();
  }

  const isFirst = !existsSync(path.join(portalState, 'db'));
  const asked = Boolean(process.env.LOG_LEVEL);
  const backend = launchPortal({
    node: tools.node,
    env: { ...places, ...tools.env, FAIRWAY_URL: profile.url },
    configs,
    log: asked ? 'inherit' : openLog('portal'),
  });
  const ended = new Promise(resolve =>
    backend.once('close', (...how) => resolve(how)),
  );
  const host = reachable(profile.host);
  const base = new URL(`http://${host.includes(':') ? `[${host}]` : host}`);
  base.port = String(backendPort);
  say(`${dim('›')} Starting the portal …`);
  if (!(await untilListening(backend, base.origin))) {
    throw whyItEnded({ isDemo: profile.isDemo, asked });
  }
  const isRunning = () => backend.exitCode === null;
  await untilGoldenPathAnswers(base.origin, isRunning);
  if (profile.isDemo && isFirst) {
    say(`${dim('›')} Filling the catalog with the demo estate …`);
    await untilEstateIsThere(base.origin, isRunning);
  }
  const closeWeb = await forward({ from: web, to: backendPort, host });
  say(
    `${green('✔')} Fairway is ready ${dim(`(${elapsed(began)})`)}: ${bold(
      profile.url,
    )}   ${dim('Ctrl+C stops it; nothing is lost')}`,
  );
  say(dim(`  Its log is ${logName('portal')}`));
  const [code, signal] = await ended;
  closeWeb();
  if (!isEnding()) {
    throw endedByItself({ code, signal });
  }
  return code ?? 0;
}
