import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatProblem } from '../schema/problem';
import { WORKLOAD_TYPES } from '../schema/intent';
import { loadContract } from './loadContract';

const platform = path.resolve(__dirname, '../../../../platform');

function readPlatform(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(platform, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.yaml'))
      .map(file => [
        file.split(path.sep).join('/'),
        readFileSync(path.join(platform, file), 'utf8'),
      ]),
  );
}

const shipped = readPlatform();

/** The problems, one a line as people see them, of the contract that ships with some files changed. */
function problemsWith(changes: Record<string, string | undefined>): string[] {
  const files: Record<string, string> = {};
  for (const [file, text] of Object.entries({ ...shipped, ...changes })) {
    if (text !== undefined) {
      files[file] = text;
    }
  }
  const loaded = loadContract({ files });
  return loaded.ok ? [] : loaded.problems.map(formatProblem);
}

function changed(file: string, from: string, to: string) {
  const text = shipped[file].replace(from, () => to);
  expect(text).not.toBe(shipped[file]);
  return { [file]: text };
}

function lineWith(file: string, text: string): number {
  return shipped[file].slice(0, shipped[file].indexOf(text)).split('\n').length;
}

describe('The contract that ships', () => {
  const loaded = loadContract({ files: shipped });

  it('has no problem', () => {
    expect(loaded.ok ? [] : loaded.problems.map(formatProblem)).toEqual([]);
  });

  it('is complete', () => {
    const contract = loaded.ok ? loaded.value : undefined;
    expect(contract?.metadata.version).toBe('1.0.0');
    expect(contract?.layers).toHaveLength(8);
    expect(Object.keys(contract?.workloadTypes ?? {})).toEqual([
      ...WORKLOAD_TYPES,
    ]);
    expect(contract?.environments.map(({ name }) => name)).toEqual([
      'dev',
      'test',
      'staging',
      'prod',
    ]);
    expect(contract?.clusters).toHaveLength(6);
    expect(contract?.tiers['tier-1']).toMatchObject({
      minReplicas: 3,
      availability: 99.9,
      rollout: {
        strategy: 'canary',
        steps: [{ weight: 5 }, { weight: 25 }, { weight: 50 }],
      },
    });
    expect(contract?.policies.length).toBeGreaterThanOrEqual(12);
    expect(contract?.resources.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['kafka-payments', 'postgres-payments']),
    );
  });

  it('knows the line of everything in it', () => {
    expect(loaded.ok && loaded.lineOf('/tiers/tier-2/placement')).toBe(
      lineWith('tiers.yaml', 'placement: primary'),
    );
  });
});

describe('Files', () => {
  it.each<[string, Record<string, string | undefined>, RegExp]>([
    [
      'no contract at all',
      { 'contract.yaml': undefined },
      /^contract\.yaml: the platform contract is missing; /,
    ],
    [
      'a file that is missing',
      { 'tiers.yaml': undefined },
      /^contract\.yaml:\d+: \/include\/2: the included file "tiers\.yaml" is missing; /,
    ],
    [
      'a cyclic include',
      { 'prices.yaml': `include: [contract.yaml]\n${shipped['prices.yaml']}` },
      /^prices\.yaml:1: \/include\/0: the include is cyclic: contract\.yaml includes prices\.yaml includes contract\.yaml; /,
    ],
    [
      'a section that is stated twice',
      { 'prices.yaml': `${shipped['prices.yaml']}exceptions: []\n` },
      /^exceptions\.yaml:3: \/exceptions: the section "exceptions" is stated twice, first in prices\.yaml:\d+; Keep one of them$/,
    ],
    [
      'an unknown section',
      changed('prices.yaml', 'prices:', 'price:'),
      /^prices\.yaml:\d+: \/price: unknown section "price", nearest "prices"; Rename it to "prices"$/m,
    ],
    [
      'a header outside the contract itself',
      { 'prices.yaml': `${shipped['prices.yaml']}metadata: {}\n` },
      /^prices\.yaml:\d+: \/metadata: unknown section "metadata"; /,
    ],
    [
      'a list instead of sections',
      { 'prices.yaml': '- 1' },
      /^prices\.yaml:1: expected a mapping of contract sections, found a list; /m,
    ],
    [
      'malformed YAML',
      { 'prices.yaml': 'prices: [\n' },
      /^prices\.yaml:\d: malformed YAML: /m,
    ],
    [
      'a policy that is malformed',
      { 'policies/broken.yaml': 'kind: [\n' },
      /^policies\/broken\.yaml:\d/,
    ],
  ])('%s', (_, changes, expected) => {
    expect(problemsWith(changes).join('\n')).toMatch(expected);
  });

  it.each([
    '../secrets.yaml',
    'policies/../../x.yaml',
    '/etc/passwd',
    'https://example.com/x.yaml',
    'C:\\x.yaml',
    '',
    '..',
  ])('an include may not lead out of the folder: %s', include => {
    const [problem] = problemsWith({
      'prices.yaml': `include: [${JSON.stringify(include)}]\n${
        shipped['prices.yaml']
      }`,
    });
    expect(problem).toMatch(
      /^prices\.yaml:1: \/include\/0: the include .* is no path inside the contract's folder; /,
    );
  });

  it('may include folders and files from where they lie, also more than once', () => {
    const { 'contract.yaml': contract, ...others } = shipped;
    const [header] = contract.split('include:');
    const files: Record<string, string> = {
      'contract.yaml': `${header}include: [parts/index.yaml, policies, parts]\n`,
      'parts/index.yaml': 'include: [money/prices.yaml, ../parts/tiers.yaml]\n',
    };
    for (const [file, text] of Object.entries(others)) {
      const folder = file === 'prices.yaml' ? 'parts/money' : 'parts';
      files[file.startsWith('policies/') ? file : `${folder}/${file}`] = text;
    }
    const loaded = loadContract({ files });
    expect(loaded.ok ? [] : loaded.problems.map(formatProblem)).toEqual([]);
  });
});

describe('What a contract says', () => {
  it.each([
    [
      'an unknown provider',
      'providers.yaml',
      'provider: argo-cd',
      'provider: argocd',
      /providers\.yaml:\d+: \/providers\/delivery\/provider: expected one of argo-cd or flux, found "argocd", nearest "argo-cd"; Write "argo-cd"/,
    ],
    [
      'an environment that is not there',
      'secrets.yaml',
      'environments: [staging, prod]',
      'environments: [stagin, prod]',
      /secrets\.yaml:\d+: \/secretGrants\/\d+\/environments\/0: no environment is called "stagin", nearest "staging"; Write "staging"/,
    ],
    [
      'a cluster whose pool of nodes nobody describes',
      'topology.yaml',
      'nodePools: [batch]',
      'nodePools: [bacth]',
      /topology\.yaml:\d+: \/clusters\/0\/nodePools\/0: no node pool is called "bacth", nearest "batch"; Write "batch"/,
    ],
    [
      'a reviewer that is not there',
      'approvals.yaml',
      'reviewer: security',
      'reviewer: legal',
      /approvals\.yaml:\d+: \/approvals\/rules\/0\/reviewer: no kind of reviewer is called "legal"; Write sre, security or platform/,
    ],
    [
      'a spent budget that nobody reviews',
      'approvals.yaml',
      'trigger: budget-spent',
      'trigger: tier-lowered',
      /slo\.yaml:13: \/slo\/budgetPolicy\/1\/review: nobody reviews it: no rule of the approvals has the trigger "budget-spent"; Add a rule with this trigger to approvals\.rules, or leave out the review/,
    ],
    [
      'a lowered objective that nobody reviews',
      'approvals.yaml',
      'trigger: objective-lowered',
      'trigger: tier-lowered',
      /slo\.yaml:16: \/slo\/lowered\/review: nobody reviews it: no rule of the approvals has the trigger "objective-lowered"/,
    ],
    [
      'a tier whose lowered objectives are reviewed, that is none',
      'slo.yaml',
      'review: [tier-1, tier-2]',
      'review: [tier1, tier-2]',
      /slo\.yaml:16: \/slo\/lowered\/review\/0: expected one of tier-1, tier-2 or tier-3, found "tier1", nearest "tier-1"; Write "tier-1"/,
    ],
    [
      'a price for a cluster that is not there',
      'prices.yaml',
      'prod-us-1:',
      'prod-us-2:',
      /prices\.yaml:\d+: \/prices\/clusters\/prod-us-2: no cluster is called "prod-us-2", nearest "prod-us-1"/,
    ],
    [
      'a resource twice',
      'resources.yaml',
      'name: kafka-orders',
      'name: kafka-payments',
      /resources\.yaml:\d+: \/resources\/1: "kafka-payments" is there twice, first as \/resources\/0/,
    ],
    [
      'an environment without a cluster',
      'topology.yaml',
      'environments: [staging]',
      'environments: [test]',
      /topology\.yaml:\d+: \/environments\/2: no cluster holds the environment "staging"/,
    ],
    [
      'a version without an entry in the changelog',
      'contract.yaml',
      'version: 1.0.0',
      'version: 1.1.0',
      /changelog\.yaml:\d+: \/changelog: the changelog does not say what changed in version 1\.1\.0/,
    ],
    [
      'a tier that is not one',
      'tiers.yaml',
      '  tier-3:\n    title',
      '  tier-4:\n    title',
      /tiers\.yaml:\d+: \/tiers\/tier-4: unknown field "tier-4", nearest "tier-3"/,
    ],
    [
      'a priority class that nobody brings',
      'tiers.yaml',
      'priorityClass: tier-1',
      'priorityClass: teir-1',
      /tiers\.yaml:\d+: \/tiers\/tier-1\/priorityClass: no priority class is called "teir-1", nearest "tier-1"/,
    ],
    [
      'seven layers',
      'layers.yaml',
      shipped['layers.yaml'].slice(
        shipped['layers.yaml'].indexOf('  - id: devsecops'),
      ),
      '',
      /layers\.yaml:\d+: \/layers: expected eight layers, found 7 items/,
    ],
    [
      'an exception from a policy that is not there',
      'exceptions.yaml',
      'policy: pod-read-only-root',
      'policy: read-only',
      /exceptions\.yaml:\d+: \/exceptions\/0\/policy: no policy is called "read-only"/,
    ],
    [
      'a price as a number',
      'prices.yaml',
      "'18.00'",
      '18.00',
      /prices\.yaml:\d+: \/prices\/publicRoute: expected text, found the number 18; Put it in quotes: "18"/,
    ],
  ])('%s', (_, file, from, to, expected) => {
    expect(problemsWith(changed(file, from, to)).join('\n')).toMatch(expected);
  });

  it('a registry that the clusters do not know, and one that only they know', () => {
    const line = lineWith('supply-chain.yaml', 'registries:');
    const problems = problemsWith(
      changed(
        'supply-chain.yaml',
        'prefix: registry.example.com/',
        'prefix: images.example.com/',
      ),
    );
    expect(problems).toEqual([
      `supply-chain.yaml:${line}: /supplyChain/registries: the policy image-registry (policies/images.yaml) refuses images from "images.example.com/", which is trusted here; Write ['images.example.com/', 'mirror.example.com/upstream/'] in its variable "registries", or correct the registries`,
      expect.stringContaining(
        'admits images from "registry.example.com/", which is not trusted here',
      ),
    ]);
  });

  it('a section that is missing is told with where to add it', () => {
    const entry = shipped['contract.yaml'].replace(/^.*prices\.yaml.*\n/m, '');
    expect(problemsWith({ 'contract.yaml': entry })).toEqual([
      'contract.yaml:1: /prices: the section "prices" is missing; Add "prices" to contract.yaml or to a file that it includes',
    ]);
  });

  it('every problem of every file is told at once', () => {
    const problems = problemsWith({
      ...changed('prices.yaml', 'currency: EUR', 'currency: euro'),
      ...changed('tiers.yaml', 'placement: active', 'placement: actve'),
      ...changed('topology.yaml', 'production: true', 'production: yes'),
    });
    expect(problems.map(problem => problem.split(':')[0])).toEqual([
      'prices.yaml',
      'tiers.yaml',
      'topology.yaml',
    ]);
  });
});
