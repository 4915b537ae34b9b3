import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { hashOf, stamp } from './install.mjs';
import { logName, root } from './paths.mjs';
import { run, tail } from './run.mjs';
import { Stop, step } from './say.mjs';

/** What the frontend is built from. */
const SOURCES = [
  'packages/app',
  'packages/ui',
  'plugins/golden-path',
  'plugins/golden-path-common',
  'plugins/slo',
  'plugins/slo-common',
];

function* filesOf(folder) {
  for (const entry of readdirSync(path.join(root, folder), {
    withFileTypes: true,
  })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (
        !['node_modules', 'dist', 'dist-types', 'e2e-tests'].includes(
          entry.name,
        )
      ) {
        yield* filesOf(file);
      }
    } else if (!/\.test\.tsx?$/.test(entry.name)) {
      yield file;
    }
  }
}

/** Builds the pages unless they are built from these very sources. */
export async function ensureBuilt(tools) {
  const sources = SOURCES.flatMap(folder => [...filesOf(folder)]).sort();
  const wanted = hashOf(['yarn.lock', ...sources]);
  const done = stamp('build');
  if (
    done.is(wanted) &&
    existsSync(path.join(root, 'packages/app/dist/index.html'))
  ) {
    return;
  }
  await step('Building the pages (under a minute)', async () => {
    const [command, args] = tools.yarn(['workspace', 'app', 'build']);
    const { code } = await run(command, args, {
      env: { ...tools.env, NODE_ENV: 'production' },
      log: 'build',
    });
    if (code !== 0) {
      throw new Stop(
        'The pages could not be built.',
        `${tail('build')}\nThe whole log is in ${logName('build')}.`,
      );
    }
    done.set(wanted);
  });
}
