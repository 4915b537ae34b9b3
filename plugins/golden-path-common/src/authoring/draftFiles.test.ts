import fc from 'fast-check';
import {
  shippedContract,
  shippedFiles,
} from '../compile/__testUtils__/shipped';
import { contractOfFiles, isDraftPath, withChanges } from '.';

const out = Object.fromEntries(
  Object.entries(shippedFiles()).map(([path, text]) => [
    `contract/${path}`,
    text,
  ]),
);

describe('a draft over the files that are out', () => {
  it('changes, adds and removes files, and leaves what is out as it is', () => {
    const before = { ...out };
    const files = withChanges(out, {
      'contract/changelog.yaml': 'changelog: []\n',
      'contract/extra.yaml': '{}\n',
      'contract/prices.yaml': null,
      'contract/never.yaml': null,
    });
    expect(files['contract/changelog.yaml']).toBe('changelog: []\n');
    expect(files['contract/extra.yaml']).toBe('{}\n');
    expect(Object.keys(files)).not.toContain('contract/prices.yaml');
    expect(Object.keys(files)).toHaveLength(Object.keys(out).length);
    expect(out).toEqual(before);
  });

  it('gives the contract of the draft, as of the folder', () => {
    expect(contractOfFiles(out)).toMatchObject({
      ok: true,
      value: shippedContract(),
    });
    const renamed = contractOfFiles(
      withChanges(out, {
        'contract/contract.yaml': out['contract/contract.yaml'].replace(
          /title: .*/,
          'title: A draft',
        ),
        'templates/http-api/template.yaml': 'kind: Nothing of the contract',
      }),
    );
    expect(renamed).toMatchObject({
      ok: true,
      value: { metadata: { title: 'A draft' } },
    });
  });

  it('names the file of each problem as the draft does', () => {
    const broken = contractOfFiles(
      withChanges(out, {
        'contract/tiers.yaml': 'tires: {}\n',
        'contract/prices.yaml': null,
      }),
    );
    expect(broken).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({
          file: 'contract/tiers.yaml',
          line: 1,
          nearest: 'tiers',
        }),
        expect.objectContaining({
          file: 'contract/contract.yaml',
          message: expect.stringContaining('prices.yaml'),
        }),
      ]),
    });
    expect(contractOfFiles({})).toMatchObject({
      ok: false,
      problems: [{ file: 'contract/contract.yaml' }],
    });
  });
});

describe('paths that a draft may change', () => {
  it.each([
    'contract/contract.yaml',
    'contract/policies/network.yml',
    'templates/http-api/template.yaml',
    'templates/http-api/tests/first/answers.yaml',
    'templates/http-api/tests/first/expected/clusters/prod-eu-1/prod-a/_namespace/role-viewer.yaml',
    'templates/http-api/tests/first/expected/services/hello-api/runbook.md',
  ])('%s', path => {
    expect(isDraftPath(path)).toBe(true);
  });

  it.each([
    '',
    'contract.yaml',
    'contract/',
    'contract/README.md',
    'contract/script.sh',
    'contract/.hidden.yaml',
    'contract//tiers.yaml',
    'contract/./tiers.yaml',
    'contract/../app-config.yaml',
    '/contract/tiers.yaml',
    'contract\\tiers.yaml',
    'contract/tiers.yaml\n',
    'contract/tiers\u0000.yaml',
    'contracts/tiers.yaml',
    'templates/loose.yaml',
    'templates/../contract/tiers.yaml',
    'templates/http-api/../../app-config.yaml',
    'templates/http-api/notes.md',
    `contract/${'a/'.repeat(200)}b.yaml`,
    '__proto__',
  ])('not %j', path => {
    expect(isDraftPath(path)).toBe(false);
  });

  it('never lead out of their folder, whatever is tried', () => {
    const part = fc.constantFrom(
      'contract',
      'templates',
      'tests',
      'expected',
      'a',
      'a.yaml',
      'b.md',
      '..',
      '.',
      '',
      '.git',
      '%2e%2e',
      'c:',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), parts => {
        const path = parts.join('/');
        const refused = parts.some(each => /^$|^\.|[%:]/.test(each));
        expect(refused && isDraftPath(path)).toBe(false);
      }),
    );
  });
});
