import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { yarnNetwork } from './network.mjs';
import { pinnedNode, pinnedYarn, toolchain } from './paths.mjs';
import { run, tail } from './run.mjs';
import { Stop, step } from './say.mjs';

/** npm's package with the Node binary of this platform. */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform === 'darwin' ? 'darwin' : platform}-${process.arch}`;
}

const nodeHome = path.join(toolchain, 'node_modules', nodePackage());
const nodeBin = path.join(
  nodeHome,
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const yarnJs = path.join(
  toolchain,
  'node_modules/@yarnpkg/cli-dist/bin/yarn.js',
);
const shims = path.join(toolchain, 'bin');

/** What a program says of its version, or undefined when it is not there. */
export function versionOf(command, args = ['--version']) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Says plainly what is missing, before anything is downloaded. */
export function checkMachine() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 18) {
    throw new Stop(
      `Node ${process.versions.node} is too old to begin with.`,
      'Install Node 18 or later from https://nodejs.org; Fairway brings the exact version it runs on by itself.',
    );
  }
  if (!versionOf('git')) {
    throw new Stop(
      'git is not installed.',
      'Install git (Debian, Ubuntu: apt-get install git; macOS: xcode-select --install).',
    );
  }
  if (!versionOf('npm') && process.platform !== 'win32') {
    throw new Stop(
      'npm is not installed.',
      'It comes with Node: https://nodejs.org',
    );
  }
}

/** The native modules (SQLite) are compiled on this machine. */
export function checkCompiler() {
  // CXX may hold a wrapper or options too: "ccache g++".
  const [compiler] = (
    process.env.CXX?.trim() || (versionOf('c++') ? 'c++' : 'g++')
  ).split(/\s+/);
  if (process.platform !== 'win32' && !versionOf(compiler)) {
    throw new Stop(
      'A C++ compiler is missing: SQLite is compiled on this machine.',
      'Debian, Ubuntu: apt-get install g++ make python3\nFedora: dnf install gcc-c++ make python3\nmacOS: xcode-select --install',
    );
  }
  if (process.platform !== 'win32' && !versionOf('make')) {
    throw new Stop(
      'make is missing: SQLite is compiled on this machine.',
      'Debian, Ubuntu: apt-get install make; macOS: xcode-select --install',
    );
  }
  if (!versionOf('python3') && !versionOf('python')) {
    throw new Stop(
      'Python 3 is missing: node-gyp, which compiles SQLite, runs on it.',
      'Debian, Ubuntu: apt-get install python3; macOS: xcode-select --install',
    );
  }
}

function isReady() {
  return (
    versionOf(nodeBin) === `v${pinnedNode}` &&
    existsSync(yarnJs) &&
    versionOf(nodeBin, [yarnJs, '--version']) === pinnedYarn
  );
}

/** Brings the pinned Node and Yarn from the npm registry unless they are there already. */
export async function ensureToolchain() {
  checkMachine();
  if (!isReady()) {
    await step(
      `Getting Node ${pinnedNode} and Yarn ${pinnedYarn}`,
      async () => {
        mkdirSync(toolchain, { recursive: true });
        writeFileSync(
          path.join(toolchain, 'package.json'),
          '{ "private": true }\n',
        );
        const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
        const { code } = await run(
          npm,
          [
            'install',
            '--no-audit',
            '--no-fund',
            '--no-save',
            '--force',
            `${nodePackage()}@${pinnedNode}`,
            `@yarnpkg/cli-dist@${pinnedYarn}`,
          ],
          { cwd: toolchain, log: 'toolchain' },
        );
        if (code !== 0 || !isReady()) {
          throw new Stop(
            `Node ${pinnedNode} and Yarn ${pinnedYarn} could not be had from the npm registry.`,
            `${tail(
              'toolchain',
              8,
            )}\nCheck the network and "npm config get registry", then try again.`,
          );
        }
      },
    );
  }
  // Scripts of packages call `node` and `yarn` by name: these have to be ours.
  mkdirSync(shims, { recursive: true });
  const shim = path.join(shims, 'yarn');
  if (!existsSync(shim)) {
    writeFileSync(shim, `#!/bin/sh\nexec "${nodeBin}" "${yarnJs}" "$@"\n`);
    chmodSync(shim, 0o755);
  }
  return {
    node: nodeBin,
    nodeHome,
    yarn: args => [nodeBin, [yarnJs, ...args]],
    env: {
      PATH: [path.dirname(nodeBin), shims, process.env.PATH].join(
        path.delimiter,
      ),
      YARN_ENABLE_TELEMETRY: '0',
      // Without its build script there is no SQLite, whatever this machine forbids elsewhere.
      YARN_ENABLE_SCRIPTS: '1',
      ...yarnNetwork(process.env),
      YARN_IGNORE_PATH: '1',
    },
  };
}
