/** Colours, which the portal writes into files too. */
const COLOUR = /\u001b\[\d+m/g;
const FIELDS = /\s(?:type|cause|name|stack|task|status|method)=.*$/;
const LOGGED = /^\d{4}-\d\d-\d\dT[\d:.]+Z (\S+) (\w+) (.*)$/;
/** What Node and the loader say by the way. */
const CHATTER =
  /^(\s+at |\(node:|\(Use |Loading config from |Acquire connection error)/;
const MANY = 4;

/** The wrapping that Backstage puts around the reason for which a service could not be made. */
function innermost(reason) {
  return reason
    .split(/because the factory function threw an error, /)
    .at(-1)
    .replace(/^\w*Error: /, '');
}

/** "Plugin 'x' startup failed; caused by …" → `x: …`, modules first: a plugin often fails for want of its module. */
function startupFailures(lines) {
  const found = lines
    .map(line =>
      /^\s*(Plugin|Module) '([^']+)'.* startup failed; caused by (.*)$/.exec(
        line,
      ),
    )
    .filter(Boolean)
    .map(([, kind, name, reason]) => ({
      kind,
      name,
      reason: innermost(reason),
    }))
    .sort((a, b) => a.kind.localeCompare(b.kind));
  // One database that cannot be reached fails every plugin in the same words.
  const seen = new Set();
  return found
    .filter(({ name, reason }) => {
      const key = reason.split(name).join('');
      return !seen.has(key) && seen.add(key);
    })
    .map(({ name, reason }) => `${name}: ${reason}`);
}

/**
 * Why the portal ended, from what it wrote: the failures of its start, its last words, or the last error it
 * logged; without access log, stacks and colours. Empty when it says nothing of the kind.
 */
export function reasonOf(log) {
  const lines = log
    .replace(COLOUR, '')
    .split('\n')
    .filter(line => line.trim() && !CHATTER.test(line));
  const last = lines.findLastIndex(line => LOGGED.test(line));
  const words = lines.slice(last + 1);
  const failures = startupFailures(words);
  if (failures.length > MANY) {
    failures.splice(
      MANY - 1,
      Infinity,
      `and ${failures.length - MANY + 1} more`,
    );
  }
  if (failures.length) {
    return failures.join('\n');
  }
  if (words.length) {
    return words.slice(-12).join('\n');
  }
  const error = lines
    .map(line => LOGGED.exec(line))
    .filter(match => match?.[2] === 'error')
    .at(-1);
  return error ? `${error[1]}: ${error[3].replace(FIELDS, '').trim()}` : '';
}

/** Whether beginning anew may help: state that cannot be read, as opposed to a configuration that is wrong. */
export function isAboutState(reason) {
  return /SQLITE_|database disk image|not a database|migration|not a git repository|gitops\.git/i.test(
    reason,
  );
}
