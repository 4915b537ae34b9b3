import { createHash } from 'node:crypto';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { logName, pinnedNode, root, state } from './paths.mjs';
import { run, wholeLog } from './run.mjs';
import { Stop, step } from './say.mjs';
import { checkCompiler } from './toolchain.mjs';

const NEEDED_GIB = 4;

/** Reads and writes what a step was last done for. */
export function stamp(name) {
  const file = path.join(state, 'stamps', name);
  return {
    is: value => existsSync(file) && readFileSync(file, 'utf8') === value,
    set: value => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, value);
    },
  };
}

/** Hash of the texts of files of the repository. */
export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function checkDisk() {
  // Node has it from 18.15 on; without it the installation itself will tell.
  const disk = fs.statfsSync?.(root);
  if (!disk) {
    return;
  }
  const { bavail, bsize } = disk;
  const free = (bavail * bsize) / 2 ** 30;
  if (free < NEEDED_GIB) {
    throw new Stop(
      `Only ${free.toFixed(
        1,
      )} GiB are free on the disk of ${root}; the dependencies need about ${NEEDED_GIB} GiB.`,
      'Free some space and try again.',
    );
  }
}

/**
 * Hands `work` a name of a folder that has no space in it: node-gyp writes the folder of Node's headers into
 * makefiles as it is.
 */
async function withoutSpaces(folder, work) {
  if (!/\s/.test(folder)) {
    return work(folder);
  }
  const place = mkdtempSync(path.join(os.tmpdir(), 'fairway-node-'));
  const link = path.join(place, 'node');
  symlinkSync(folder, link);
  try {
    return await work(link);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** What Yarn says of its progress hides what it says of a failure. */
const PROGRESS =
  /YN0007|explicitly disabled|(?:┌|└)|YN0013|YN0019|^\s*$|· Done|· Yarn/;

function failureOf(log) {
  return wholeLog(log)
    .split('\n')
    .filter(line => !PROGRESS.test(line))
    .slice(-12)
    .join('\n');
}

/** Installs exactly what yarn.lock says, unless that was done already. */
export async function ensureInstalled(tools) {
  const wanted = `${pinnedNode} ${hashOf([
    'yarn.lock',
    'package.json',
    '.yarnrc.yml',
  ])}`;
  const done = stamp('install');
  if (
    done.is(wanted) &&
    existsSync(path.join(root, 'node_modules/.yarn-state.yml'))
  ) {
    return;
  }
  checkDisk();
  checkCompiler();
  await step(
    'Installing dependencies (about two minutes the first time)',
    async () => {
      const [command, args] = tools.yarn(['install', '--immutable']);
      const { code } = await withoutSpaces(tools.nodeHome, nodedir =>
        run(command, args, {
          // Native modules compile against the headers of the Node that runs them.
          env: { ...tools.env, npm_config_nodedir: nodedir },
          log: 'install',
        }),
      );
      if (code !== 0) {
        throw new Stop(
          'The dependencies could not be installed.',
          `${failureOf('install')}\nThe whole log is in ${logName(
            'install',
          )}. Behind a proxy set HTTPS_PROXY; for a registry of your company set YARN_NPM_REGISTRY_SERVER.`,
        );
      }
      done.set(wanted);
    },
  );
}
