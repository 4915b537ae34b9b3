import path from 'node:path';
import { closest } from './nearest.mjs';
import { root } from './paths.mjs';
import { Stop } from './say.mjs';

export const USAGE = `npm start [-- options]

  --fresh            forget all state (databases, local Git host) and begin anew; the demo only
  --config FILE …    use these configuration files over app-config.yaml, instead of app-config.demo.yaml
  --prepare          install and build only, for a machine or an image that starts the portal by other means
  --help             show this

FAIRWAY_PORT (3000) and FAIRWAY_BACKEND_PORT (7007) move the ports, FAIRWAY_STATE the folder of the state.
Running it for real: docs/production.md`;

const OPTIONS = ['--fresh', '--config', '--prepare', '--help'];

/**
 * What `npm start` was asked for. Files are named from where the person stands (`from`) and come back as absolute
 * paths; app-config.yaml, which every profile shares, comes first.
 */
export function readOptions(args, from = process.env.INIT_CWD ?? root) {
  const options = { fresh: false, help: false, prepare: false, configs: [] };
  const rest = [...args];
  while (rest.length) {
    const [name, inline] = split(rest.shift());
    if (name === '--config') {
      const file = inline ?? rest.shift();
      if (!file || file.startsWith('--')) {
        throw new Stop(
          '--config needs a file.',
          'For example: npm start -- --config app-config.production.yaml',
          2,
        );
      }
      options.configs.push(path.resolve(from, file));
    } else if (name === '--fresh' && inline === undefined) {
      options.fresh = true;
    } else if (name === '--prepare' && inline === undefined) {
      options.prepare = true;
    } else if (['--help', '-h'].includes(name)) {
      options.help = true;
    } else {
      throw unknown(name, inline);
    }
  }
  options.configs = withBase(options.configs);
  return options;
}

/** `--config=FILE` is `--config FILE`. */
function split(arg) {
  const at = arg.startsWith('--') ? arg.indexOf('=') : -1;
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}

function unknown(name, inline) {
  if (OPTIONS.includes(name)) {
    return new Stop(`${name} takes no value, but got "${inline}".`, USAGE, 2);
  }
  const nearest = closest(name, OPTIONS);
  return new Stop(
    `Unknown option ${name}.${nearest ? ` Did you mean ${nearest}?` : ''}`,
    USAGE,
    2,
  );
}

function withBase(configs) {
  const base = path.join(root, 'app-config.yaml');
  const named = configs.length
    ? configs
    : [path.join(root, 'app-config.demo.yaml')];
  return named.includes(base) ? named : [base, ...named];
}
