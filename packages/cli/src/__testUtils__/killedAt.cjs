/**
 * Ends the process with SIGKILL, or lets the disk be full, at the n-th call of a function of `node:fs/promises`:
 * KILLED_AT=rename:3 or FULL_AT=writeFile:3.
 */
const fs = require('node:fs/promises');

function at(name, fail) {
  const [method, number] = (process.env[name] ?? '').split(':');
  if (method === '') {
    return;
  }
  const original = fs[method];
  let calls = 0;
  fs[method] = (...args) => {
    // Only what lies in the folder that is filled counts; Node and its loaders write elsewhere.
    calls += String(args[0]).includes('.fairway-out') ? 1 : 0;
    return calls === Number(number) ? fail() : original(...args);
  };
}

at('KILLED_AT', () => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
});
at('FULL_AT', () =>
  Promise.reject(
    Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    }),
  ),
);
