import fc from 'fast-check';
import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from '../compile/__testUtils__/endingWork';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from '../compile/__testUtils__/longRunning';
import {
  neighbours,
  NOW,
  paymentsApi,
  shippedFiles,
} from '../compile/__testUtils__/shipped';
import { compile } from '../compile/compile';
import { derivePlatform } from '../compile/derivePlatform';
import { buildFleet } from '../fleet';
import type { PlatformContract } from '../model';
import { decideReview } from '../review';
import { mutatedYaml } from '../schema/__testUtils__/mutatedYaml';
import type { ServiceIntent } from '../schema/intent';
import { formatProblem } from '../schema/problem';
import { loadContract } from './loadContract';

jest.setTimeout(120_000);

const shipped = shippedFiles();
const ENTRY = 'contract.yaml';
const [header] = shipped[ENTRY].split('include:');

/** One service of every workload type. */
const services = [
  ...neighbours(),
  paymentsApi(),
  ordersWorker(),
  ledgerStore(),
  shopGateway(),
  nightlyReport(),
  addColumn(),
  trainModel(),
  logAgent(),
];

function linesOf(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** Loads a contract; what is wrong with it has its place in a file. */
function load(files: Record<string, string>) {
  const loaded = loadContract({ files });
  const problems = loaded.ok ? [] : loaded.problems;
  expect(loaded.ok || problems.length > 0).toBe(true);
  for (const problem of problems) {
    const { file = '', line = 0, remedy } = problem;
    expect(files).toHaveProperty([file]);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(linesOf(files[file]));
    expect(remedy).not.toBe('');
    expect(formatProblem(problem)).toMatch(/^[^\n]+\.yaml:\d+: .+; .+$/);
  }
  return loaded;
}

/** Does with an intent all that is done under a contract; gives the name of the service. */
function compiledUnder(contract: PlatformContract, intent: ServiceIntent) {
  const fleet = buildFleet({ intents: services, contract });
  const result = compile({ intent, contract, fleet, now: NOW });
  decideReview({ after: result, contract });
  derivePlatform({ contract, fleet, now: NOW });
  return result.name;
}

/** A file of the contract that ships, changed. */
const changedFile = fc
  .constantFrom(...Object.keys(shipped).filter(isReadAsOneDocument))
  .chain(file =>
    mutatedYaml(shipped[file], { most: 3 }).map(text => ({ [file]: text })),
  );

function isReadAsOneDocument(file: string): boolean {
  return !file.startsWith('policies/');
}

/** A policy file, changed as text: it holds several documents. */
const changedPolicies = fc
  .tuple(
    fc.constantFrom(
      ...Object.keys(shipped).filter(file => !isReadAsOneDocument(file)),
    ),
    fc.nat(8000),
    fc.nat(200),
    fc.oneof(
      fc.constantFrom(
        '',
        '\n',
        '---\n',
        '&a ',
        '*a',
        ': ',
        '((',
        "'",
        '[',
        '0',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
  )
  .map(([file, at, length, put]) => ({
    [file]: shipped[file].slice(0, at) + put + shipped[file].slice(at + length),
  }));

describe('Whatever a contract holds', () => {
  it('is a contract, or problems with their places; and under a contract everything compiles', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 3, arbitrary: changedFile },
          { weight: 1, arbitrary: changedPolicies },
        ),
        fc.constantFrom(...services),
        (change, intent) => {
          const loaded = load({ ...shipped, ...change });
          const names = loaded.ok ? [compiledUnder(loaded.value, intent)] : [];
          expect([[], [intent.metadata.name]]).toContainEqual(names);
        },
      ),
      { numRuns: 120 },
    );
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'aliases of aliases in a section',
      { 'tiers.yaml': bomb() },
      /^tiers\.yaml:1: .*anchors and aliases are not read here/,
    ],
    [
      'aliases of aliases in a policy',
      { 'policies/x.yaml': bomb() },
      /^policies\/x\.yaml:1: aliases of aliases would make it larger/,
    ],
    [
      'a section that is nested without end',
      { 'tiers.yaml': '['.repeat(20_000) },
      /^tiers\.yaml:1: the document is nested too deep; Nest less$/,
    ],
    [
      'a policy that is nested without end',
      { 'policies/x.yaml': '['.repeat(20_000) },
      /^policies\/x\.yaml:1: the document is nested too deep; Nest less\.$/,
    ],
    [
      'a policy larger than any',
      { 'policies/x.yaml': 'k: v\n'.repeat(100_000) },
      /^policies\/x\.yaml:1: the document is larger than 256 KiB/,
    ],
    [
      'a field of a policy that is there twice',
      { 'policies/x.yaml': 'kind: A\nkind: B\n' },
      /^policies\/x\.yaml:2: the field kind is there twice/,
    ],
    [
      'includes of includes without end',
      {
        [ENTRY]: `${header}include: [0.yaml]\n`,
        ...Object.fromEntries(
          Array.from({ length: 5000 }, (_, index) => [
            `${index}.yaml`,
            `include: [${index + 1}.yaml]\n`,
          ]),
        ),
      },
      /^\d+\.yaml:1: \/include\/0: includes are nested deeper than 64 levels/,
    ],
    [
      'includes that lead in a circle',
      {
        [ENTRY]: `${header}include: [a.yaml]\n`,
        'a.yaml': 'include: [b.yaml]\n',
        'b.yaml': 'include: [a.yaml]\n',
      },
      /^b\.yaml:1: .*the include is cyclic: a\.yaml includes b\.yaml includes a\.yaml/,
    ],
    [
      'names that every object has',
      { [ENTRY]: `${header}include: [__proto__, constructor, toString]\n` },
      /^contract\.yaml:\d+: .*the included file "__proto__" is missing/,
    ],
  ])('%s are told', (_, change, told) => {
    const loaded = load({ ...shipped, ...change });
    const [problem] = loaded.ok ? [] : loaded.problems;
    expect(problem && formatProblem(problem)).toMatch(told);
  });

  it('a hundred problems of a file are all told, and of more that there are more', () => {
    const unknown = (count: number) =>
      Array.from({ length: count }, (_, index) => `k${index}: v\n`).join('');
    const problemsOf = (count: number) => {
      const loaded = load({
        ...shipped,
        'prices.yaml': shipped['prices.yaml'] + unknown(count),
        'quotas.yaml': `${shipped['quotas.yaml']}much: true\n`,
      });
      return loaded.ok ? [] : loaded.problems;
    };
    expect(
      problemsOf(100).map(({ file, message }) => `${file} ${message}`),
    ).toEqual([
      ...Array.from({ length: 100 }, (_, index) =>
        expect.stringContaining(`prices.yaml unknown section "k${index}"`),
      ),
      expect.stringContaining('quotas.yaml unknown section "much"'),
    ]);
    const more = problemsOf(20_000);
    expect(more).toHaveLength(102);
    expect(more[100]).toMatchObject({
      file: 'prices.yaml',
      message: 'only the first 100 problems are shown',
    });
  });
});

function bomb(): string {
  const again = (name: string) => Array(50).fill(`*${name}`).join(', ');
  return `a: &a [x]\nb: &b [${again('a')}]\nc: &c [${again('b')}]\nd: [${again(
    'c',
  )}]\n`;
}
