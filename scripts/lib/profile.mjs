import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { Stop } from './say.mjs';
import { settingsOf, valueOf, variablesOf } from './settings.mjs';

/** How messages name a file: from where the repository is, or in full when it is elsewhere. */
function nameOf(file) {
  const inside = path.relative(root, file);
  return inside.startsWith('..') || path.isAbsolute(inside) ? file : inside;
}

function textOf(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) {
    throw new Stop(
      `There is no configuration file ${nameOf(file)}.`,
      'Name one that is there: npm start -- --config FILE',
      2,
    );
  }
  if (!found.isFile()) {
    throw new Stop(
      `${nameOf(file)} is not a file.`,
      'Name a configuration file: npm start -- --config FILE',
      2,
    );
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Stop(`${nameOf(file)} cannot be read: ${error.message}`, '', 2);
  }
}

/** Every variable that a setting needs and that is not set, each once, with what it is for. */
function missingVariables(settings, env) {
  const missing = new Map();
  for (const [key, { value, comment }] of settings) {
    for (const { name, fallback } of variablesOf(value)) {
      if (!env[name] && fallback === undefined && !missing.get(name)?.comment) {
        missing.set(name, { comment, key });
      }
    }
  }
  return [...missing].map(([name, { comment, key }]) => ({
    name,
    purpose: comment || `for ${key}`,
  }));
}

function checkVariables(settings, { configs, env }) {
  const missing = missingVariables(settings, env);
  if (!missing.length) {
    return;
  }
  const one = missing.length === 1;
  const width = Math.max(...missing.map(({ name }) => name.length));
  const files = configs.length > 1 ? configs.slice(1) : configs;
  throw new Stop(
    `${
      one ? 'A variable is' : `${missing.length} variables are`
    } not set that ${files.map(nameOf).join(' and ')} ${
      files.length === 1 ? 'needs' : 'need'
    }:`,
    [
      ...missing.map(
        ({ name, purpose }) => `${name.padEnd(width)}  ${purpose}`,
      ),
      `Set ${one ? 'it' : 'them'} and try again; docs/production.md says more.`,
    ].join('\n'),
  );
}

function addressOf(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function checkAddress(text) {
  if (text && !/^https?:$/.test(addressOf(text)?.protocol ?? '')) {
    throw new Stop(
      `app.baseUrl is "${text}", which is not the address of a web page.`,
      'Set FAIRWAY_URL to what people open, such as https://fairway.example.com',
      2,
    );
  }
}

/**
 * What the configuration files say that matters before the portal is started. Stops with a plain sentence when a
 * file is not there or a variable is not set: Backstage would leave such a setting out and fail much later.
 * `defaults` are variables that whoever starts the portal sets unless `env` has them.
 */
export function readProfile({ configs, env, defaults = {} }) {
  const settings = settingsOf(configs.map(textOf));
  checkVariables(settings, { configs, env });
  const set = Object.entries(env).filter(([, value]) => value);
  const values = { ...defaults, ...Object.fromEntries(set) };
  const get = key => valueOf(settings, key, values);
  checkAddress(get('app.baseUrl'));
  return {
    isDemo: get('fairway.demo.enabled') === 'true',
    /** Where people find the pages. */
    url: get('app.baseUrl'),
    /** Interface that the backend listens on. */
    host: get('backend.listen.host') ?? '127.0.0.1',
    database: databaseOf(get),
  };
}

/** Where PostgreSQL is expected; undefined for SQLite, and for what only the driver understands. */
function databaseOf(get) {
  if (get('backend.database.client') !== 'pg') {
    return undefined;
  }
  const address = get('backend.database.connection');
  if (address) {
    const url = addressOf(address);
    return hostAndPort(url?.hostname, url?.port);
  }
  return hostAndPort(
    get('backend.database.connection.host'),
    get('backend.database.connection.port'),
  );
}

function hostAndPort(host, port) {
  // A folder is where a socket is.
  return host && !host.startsWith('/')
    ? { host, port: Number(port || 5432) }
    : undefined;
}
