import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { logs, root } from './paths.mjs';
import { Stop } from './say.mjs';

/** Processes that we started and that have to end with us. */
const children = new Set();
const PATIENCE_MS = 10_000;
let askedToEnd = false;

/** Whether somebody asked us to end, so that what we started ends too. */
export function isEnding() {
  return askedToEnd;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    askedToEnd = true;
    if (children.size === 0) {
      process.exit(130);
    }
    for (const child of children) {
      child.kill('SIGTERM');
    }
    // What is written is safe at any moment (SQLite, Git), so a child that waits for its last reader may be ended.
    setTimeout(() => {
      for (const child of children) {
        child.kill('SIGKILL');
      }
    }, PATIENCE_MS).unref();
  });
}

/**
 * Runs a program to its end. Resolves with its exit code; `capture` gathers its stdout instead of showing it,
 * `log` sends all it prints to a file under .fairway/logs.
 */
export function run(command, args, options = {}) {
  const { env, cwd = root, capture = false, log, stdoutToStderr } = options;
  return new Promise((resolve, reject) => {
    let file;
    if (log) {
      mkdirSync(logs, { recursive: true });
      file = createWriteStream(path.join(logs, `${log}.log`));
    }
    const out =
      capture || file ? 'pipe' : stdoutToStderr ? process.stderr : 'inherit';
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['inherit', out, file ? 'pipe' : 'inherit'],
    });
    children.add(child);
    let text = '';
    child.stdout?.on('data', chunk => {
      text += capture ? chunk : '';
      file?.write(chunk);
    });
    child.stderr?.on('data', chunk => file?.write(chunk));
    child.on('error', error => {
      children.delete(child);
      reject(
        new Stop(
          `${command} could not be started: ${error.message}`,
          `Install ${path.basename(
            command,
          )} and make sure that it is on the PATH.`,
        ),
      );
    });
    child.on('close', (code, signal) => {
      children.delete(child);
      file?.end(signal ? `\nIt was ended by ${signal}.\n` : '');
      resolve({ code: code ?? (signal ? 130 : 1), stdout: text });
    });
  });
}

/** Starts a program that goes on; it ends with us. */
export function launch(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    ...options,
    env: { ...process.env, ...options.env },
  });
  children.add(child);
  child.on('close', () => children.delete(child));
  return child;
}

/** A log under .fairway/logs, begun anew, as a file descriptor for a child. */
export function openLog(log) {
  mkdirSync(logs, { recursive: true });
  return openSync(path.join(logs, `${log}.log`), 'w');
}

/** A log under .fairway/logs; empty when there is none. */
export function wholeLog(log) {
  try {
    return readFileSync(path.join(logs, `${log}.log`), 'utf8');
  } catch {
    return '';
  }
}

/** The last lines of a log, for an error message. */
export function tail(log, lines = 25) {
  return wholeLog(log).trimEnd().split('\n').slice(-lines).join('\n');
}
