import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PROGRAMS = ['prometheus', 'promtool'];
const UPDATE_TIMEOUT_MS = 3 * 60_000;
const INSTALL_TIMEOUT_MS = 5 * 60_000;
/** Asked by Debian's packages before they start a service. */
const POLICY = '/usr/sbin/policy-rc.d';

/** Where a program of the PATH lies. */
function found(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map(folder => path.join(folder, program))
    .find(file => existsSync(file));
}

/** By name, where both are there. */
function programs() {
  const [prometheus, promtool] = PROGRAMS.map(found);
  return prometheus && promtool ? { prometheus, promtool } : undefined;
}

function apt(args, timeout) {
  try {
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=240', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      // Nothing of it belongs to what our own stdout says.
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout,
    });
    return undefined;
  } catch (error) {
    const said = `${error.stderr ?? ''}`.trim().split('\n').at(-1);
    return said || error.message;
  }
}

/** Debian's package, its service not started. @returns why it could not be installed. */
function install() {
  const ours = !existsSync(POLICY);
  if (ours) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  }
  try {
    return (
      apt(['update'], UPDATE_TIMEOUT_MS) ??
      apt(
        ['install', '-y', '--no-install-recommends', 'prometheus'],
        INSTALL_TIMEOUT_MS,
      )
    );
  } finally {
    if (ours) {
      rmSync(POLICY, { force: true });
    }
  }
}

/**
 * A Prometheus for the tests: that of the PATH, or Debian's package where we are root and it can be installed.
 * @returns the files of `prometheus` and `promtool`, or `reason` why there are none
 */
export function ensurePrometheus() {
  const there = programs();
  if (there) {
    return there;
  }
  if (process.getuid?.() !== 0 || !found('apt-get')) {
    return {
      reason:
        'prometheus and promtool are not on the PATH; install them, on Debian with: apt-get install prometheus',
    };
  }
  const reason = install();
  return (
    programs() ?? {
      reason: `Debian's package prometheus could not be installed: ${reason}`,
    }
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${JSON.stringify(ensurePrometheus())}\n`);
}
