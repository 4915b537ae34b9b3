/**
 * The lint rules of the house: those of Backstage, and the floors (docs/adr/0001). Each package names its floor
 * (and its family, when it belongs to one) under `fairway` in its package.json; an import that runs up, or from
 * one family into another family's plugin, fails.
 */
const fs = require('node:fs');
const path = require('node:path');
const createConfig = require('@backstage/cli/config/eslint-factory');

const root = path.resolve(__dirname, '..');

/** Every package of the repository with its name, floor and family. */
function readPackages() {
  const found = [];
  for (const folder of ['packages', 'plugins']) {
    for (const entry of fs.readdirSync(path.join(root, folder))) {
      const file = path.join(root, folder, entry, 'package.json');
      if (fs.existsSync(file)) {
        const { name, fairway } = JSON.parse(fs.readFileSync(file, 'utf8'));
        if (!fairway?.floor) {
          throw new Error(
            `${folder}/${entry}/package.json: name the floor of this package under "fairway"`,
          );
        }
        found.push({ name, ...fairway });
      }
    }
  }
  return found;
}

/** Who may import whom, lowest floor first; `ui` is what frontends share. */
const mayImport = {
  domain: ['domain'],
  ui: ['domain', 'ui'],
  engine: ['domain', 'engine'],
  plugin: ['domain', 'engine', 'ui'],
  house: ['domain', 'engine', 'ui', 'plugin', 'house'],
};

function forbiddenImports(self, packages) {
  return packages
    .filter(other => other.name !== self.name)
    .filter(
      other =>
        !mayImport[self.floor].includes(other.floor) &&
        // The parts of one family are one plugin.
        !(
          self.floor === 'plugin' &&
          other.floor === 'plugin' &&
          self.family &&
          self.family === other.family &&
          other.shared
        ),
    )
    .map(other => ({
      group: [other.name, `${other.name}/*`],
      message: `${self.floor} must not import ${other.floor}: arrows run down the floors (docs/adr/0001).`,
    }));
}

/** What would make a domain function answer differently from one call to the next. */
const impure = [
  ['MemberExpression[object.name="Date"][property.name="now"]', 'the clock'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'the clock'],
  [
    'MemberExpression[object.name="Math"][property.name="random"]',
    'randomness',
  ],
  ['MemberExpression[object.name="process"]', 'the process'],
].map(([selector, what]) => ({
  selector,
  message: `Domain code is pure: ${what} comes in as an argument.`,
}));

const nodeBuiltins = require('node:module').builtinModules.flatMap(name => [
  name,
  `node:${name}`,
]);

/** What several test files share is a suite, and no test file that exports. */
const suites = {
  files: ['**/__testUtils__/**'],
  rules: { 'jest/no-export': 'off' },
};

/** Intents name a secret as `${secrets.<name>.<key>}`: text, and no template that somebody forgot. */
const intents = {
  files: ['src/**/*.test.ts'],
  rules: { 'no-template-curly-in-string': 'off' },
};

module.exports = function fairwayConfig(dir) {
  const { name } = JSON.parse(
    fs.readFileSync(path.join(dir, 'package.json'), 'utf8'),
  );
  const packages = readPackages();
  const self = packages.find(entry => entry.name === name);
  const patterns = forbiddenImports(self, packages);
  const tests = ['**/*.test.ts', '**/*.test.tsx', '**/__testUtils__/**'];
  const pure = {
    files: ['src/**/*.ts'],
    excludedFiles: tests,
    rules: {
      'no-restricted-syntax': ['error', ...impure],
      'no-restricted-imports': [
        'error',
        {
          paths: nodeBuiltins,
          patterns: [
            ...patterns,
            {
              group: [
                'react',
                '@material-ui/*',
                '@backstage/backend-*',
                '@backstage/core-*',
                'knex',
              ],
              message: 'Domain code is pure: no backend, no React.',
            },
          ],
        },
      ],
    },
  };
  return createConfig(dir, {
    ignorePatterns: ['dist', 'dist-types', 'coverage', 'node_modules'],
    reportUnusedDisableDirectives: true,
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns }],
    },
    overrides: [suites, ...(self.floor === 'domain' ? [pure, intents] : [])],
  });
};
