import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const UPDATE_TIMEOUT_MS = 3 * 60_000;
const INSTALL_TIMEOUT_MS = 5 * 60_000;
/** Asked by Debian's packages before they start a service. */
const POLICY = '/usr/sbin/policy-rc.d';

/** Where a program of the PATH lies. */
export function found(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map(folder => path.join(folder, program))
    .find(file => existsSync(file));
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
function install(name) {
  const ours = !existsSync(POLICY);
  if (ours) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  }
  try {
    return (
      apt(['update'], UPDATE_TIMEOUT_MS) ??
      apt(
        ['install', '-y', '--no-install-recommends', name],
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
 * Programs that tests need: those of the PATH, or Debian's package where we are root and it can be installed.
 * @param options - `programs`: what looks for them; undefined where one is missing. `names`: of them, for people.
 * @returns the programs, or `reason` why there are none
 */
export function programsOf({ name, names, programs }) {
  const there = programs();
  if (there) {
    return there;
  }
  if (process.getuid?.() !== 0 || !found('apt-get')) {
    return {
      reason: `${names} not on the PATH; on Debian: apt-get install ${name}`,
    };
  }
  const reason = install(name);
  return (
    programs() ?? {
      reason: `Debian's package ${name} could not be installed: ${reason}`,
    }
  );
}
