import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { fileState, sameChanges, withRestored, withWritten } from './changes';
import { isBusy } from './failures';
import { feedInAddress, feedOfAddress, type Feed } from './feed';
import { guarded } from './guarded';
import { newPathTrouble } from './newPath';
import { isRepositoryFolder, patchOf } from './patch';
import { treeOf } from './tree';

const out = {
  'contract/tiers.yaml': 'tier-1: 3\n',
  'contract/quotas.yaml': 'cpu: 100\nmemory: 1Gi\n',
  'templates/api/template.yaml': 'kind: Template',
};

describe('the files of a draft', () => {
  it('are changes only where they differ from what is out', () => {
    const write = (changes: object, written: Record<string, string | null>) =>
      withWritten({ out, changes: { ...changes }, written });
    const changed = write({}, { 'contract/tiers.yaml': 'tier-1: 4\n' });
    expect(changed).toEqual({ 'contract/tiers.yaml': 'tier-1: 4\n' });
    expect(write(changed, { 'contract/tiers.yaml': 'tier-1: 3\n' })).toEqual(
      {},
    );
    expect(write({}, { 'contract/quotas.yaml': null })).toEqual({
      'contract/quotas.yaml': null,
    });
    // A file that only the draft had leaves nothing behind.
    expect(
      write({ 'contract/new.yaml': 'a: 1' }, { 'contract/new.yaml': null }),
    ).toEqual({});
    expect(withRestored(changed, 'contract/tiers.yaml')).toEqual({});
    expect(sameChanges(changed, { ...changed })).toBe(true);
  });

  it('stand to what is out in one of four ways', () => {
    const changes = {
      'contract/tiers.yaml': '',
      'contract/quotas.yaml': null,
      'contract/new.yaml': '',
    };
    expect(
      [
        'contract/tiers.yaml',
        'contract/quotas.yaml',
        'contract/new.yaml',
        'templates/api/template.yaml',
      ].map(file => fileState({ out, changes, path: file })),
    ).toEqual(['changed', 'removed', 'added', 'same']);
  });

  it('are listed by folder; a folder with one folder in it is one with it', () => {
    expect(
      treeOf(
        [
          'templates/api/template.yaml',
          'templates/api/tests/first/answers.yaml',
          'templates/api/tests/first/expected/clusters/a/x.yaml',
        ],
        'templates/api/',
      ),
    ).toEqual([
      { name: 'template.yaml', path: 'templates/api/template.yaml' },
      {
        name: 'tests/first',
        path: 'templates/api/tests/first/',
        children: [
          {
            name: 'answers.yaml',
            path: 'templates/api/tests/first/answers.yaml',
          },
          {
            name: 'expected/clusters/a',
            path: 'templates/api/tests/first/expected/clusters/a/',
            children: [
              {
                name: 'x.yaml',
                path: 'templates/api/tests/first/expected/clusters/a/x.yaml',
              },
            ],
          },
        ],
      },
    ]);
  });
});

describe('what is fed', () => {
  it('comes back from the address as it was', () => {
    const name = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
    const feed: fc.Arbitrary<Feed> = fc.oneof(
      fc.record({ kind: fc.constant('test'), template: name, test: name }),
      fc.record({ kind: fc.constant('answers'), template: name }),
      fc.record({ kind: fc.constant('service'), name }),
      fc.record({ kind: fc.constant('intent') }),
    );
    fc.assert(
      fc.property(feed, each => {
        expect(feedOfAddress(feedInAddress(each))).toEqual(each);
      }),
    );
  });

  it('is nothing for an address that nobody wrote', () => {
    for (const text of [null, '', 'test:', 'test:a', 'answers:', 'other:a']) {
      expect(feedOfAddress(text)).toBeUndefined();
    }
  });
});

describe('a mistake of the compiler', () => {
  it('is told as a problem of the file, so that a draft can still be mended', () => {
    const told = guarded({
      file: 'contract/tiers.yaml',
      run: (): string => {
        throw new Error('out of order');
      },
      instead: ({ file, message }) => `${file}: ${message}`,
    });
    expect(told).toBe(
      'contract/tiers.yaml: this could not be read: out of order',
    );
  });
});

describe('a patch', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fairway-patch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (file: string) =>
    path.join(folder, file.replace(/^contract\//, 'platform/'));

  it('brings a repository from what is out to the draft with git apply', () => {
    const changes = {
      'contract/tiers.yaml': 'tier-1: 4\n--- not a header\n',
      'contract/quotas.yaml': null,
      'contract/deep/new.yaml': 'a: 1',
      'contract/empty.yaml': '',
      'templates/api/template.yaml': 'kind: Template\nspec: {}\n',
    };
    for (const [file, text] of Object.entries(out)) {
      mkdirSync(path.dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    }
    const patch = patchOf({
      out,
      changes,
      folders: { contract: 'platform/', templates: 'templates' },
    });
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['apply'], { cwd: folder, input: patch });
    const found = Object.keys(changes).map(file => [
      file,
      existsSync(at(file)) ? readFileSync(at(file), 'utf8') : null,
    ]);
    expect(Object.fromEntries(found)).toEqual(changes);
  });
});

describe('a path that somebody types', () => {
  it.each(['', 'platform', 'platform/', 'deploy/golden.path/v2', '.fairway'])(
    'may be the folder "%s" of a repository',
    folder => expect(isRepositoryFolder(folder)).toBe(true),
  );

  it.each(['..', 'a/../b', '/etc', '../up', 'a//b', './a', 'C:\\a', 'a b\n'])(
    'is no folder of a repository when it is "%s"',
    folder => expect(isRepositoryFolder(folder)).toBe(false),
  );

  it('is no new file where another one stands in its way', () => {
    const trouble = (file: string) =>
      newPathTrouble({ files: out, path: file })?.kind;
    expect(trouble('contract/limits.yaml')).toBeUndefined();
    expect(trouble('contract/tiers.yaml')).toBe('taken');
    expect(trouble('contract/tiers.yaml/more.yaml')).toBe('below');
    expect(trouble('templates/api')).toBe('below');
    expect(trouble('contract/Tiers.yaml')).toBe('letters');
    expect(trouble('contract/tiers.yamls')).toBeUndefined();
  });
});

describe('a backend that does not measure now', () => {
  const failure = (message: string, headers?: Record<string, string>) => ({
    response: { status: 503, headers: new Headers(headers) },
    body: { error: { message } },
  });

  it('is busy with another draft, whether or not the page may read when to come back', () => {
    expect(isBusy(failure('Busy.', { 'Retry-After': '10' }))).toBe(true);
    expect(
      isBusy(failure('The impact of another draft is measured, one at a time')),
    ).toBe(true);
  });

  it('is not busy where time ran out', () => {
    expect(isBusy(failure('Measuring was stopped after 120 s'))).toBe(false);
    expect(isBusy(new Error('no answer'))).toBe(false);
  });
});
