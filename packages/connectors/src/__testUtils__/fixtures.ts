import type { FileContent, Person, ProposeOptions } from '../gitHost';

export const priya: Person = {
  ref: 'user:default/priya.engineer',
  name: 'Priya',
};
export const sam: Person = { ref: 'user:default/sam.reviewer', name: 'Sam' };

function proposalOf(key: string): ProposeOptions {
  return {
    key,
    title: `Add ${key}`,
    body: 'A service of the golden path.',
    author: priya,
    contractVersion: '1.0.0',
    write: [
      { path: `services/${key}/intent.yaml`, text: 'v: 1\n' },
      {
        path: `clusters/prod-eu-1/payments/service-${key}.yaml`,
        text: 'kind: Service\n',
      },
    ],
  };
}

async function* seedFiles(): AsyncGenerator<FileContent> {
  for (let index = 0; index < 1000; index += 1) {
    yield {
      path: `services/service-${index}/intent.yaml`,
      text: `v: ${index}\n`,
    };
  }
}

/** What the tests of Git hosts propose. */
export const fixtures = {
  proposal: proposalOf('payments-api'),
  other: proposalOf('fraud-service'),
  proposalOf,
  seed: { id: 'demo', message: 'Seed 1000 services' },
  seedFiles,
  hostilePaths: [
    '',
    '/etc/passwd',
    '../outside.yaml',
    'services/../../outside.yaml',
    'services/./x',
    'services//x',
    'services/x/',
    '.git/config',
    'services/.GIT/hooks/pre-commit',
    'services/.g\u200cit/config',
    'services/.git. /config',
    'git~1/config',
    '.gitmodules',
    '--upload-pack=touch',
    'services/-rf',
    'services\\x',
    'C:/windows',
    'services/a\nb',
    'services/a\u0000b',
    'services/\u202egpj.yaml',
    'services/\ud800.yaml',
    `services/${'x'.repeat(256)}`,
    'x/'.repeat(600).concat('y'),
  ],
  hostileKeys: [
    '',
    '--upload-pack=touch',
    '-a',
    'a..b',
    '../main',
    'a/b',
    'Payments',
    'a b',
    'a\n',
    'a\u0000',
    'main.lock',
    '@{-1}',
    'x'.repeat(64),
  ],
};
