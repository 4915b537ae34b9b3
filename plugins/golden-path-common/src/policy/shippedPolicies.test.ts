import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../model';
import { createPolicyEngine } from './engine';
import { parsePolicies } from './parsePolicies';
import { testPolicies } from './testPolicies';

const ROOT = resolve(__dirname, '../../../../platform/policies');
const TESTS = join(ROOT, 'tests');

const files = Object.fromEntries(
  readdirSync(ROOT)
    .filter(name => name.endsWith('.yaml'))
    .map(name => [`policies/${name}`, readFileSync(join(ROOT, name), 'utf8')]),
);
const { policies, problems } = parsePolicies(files);

function isObject(value: unknown): value is KubeObject {
  return typeof value === 'object' && value !== null && 'metadata' in value;
}

function manifests(policy: string, prefix: string): [string, KubeObject[]][] {
  const folder = join(TESTS, policy);
  return readdirSync(folder)
    .filter(name => name.startsWith(prefix))
    .map(name => [
      name,
      parseAllDocuments(readFileSync(join(folder, name), 'utf8'))
        .map((document): unknown => document.toJS())
        .filter(isObject),
    ]);
}

describe('the policies that ship', () => {
  it('are read without a problem and every expression compiles', () => {
    expect(problems).toEqual([]);
    expect(createPolicyEngine(policies).broken).toEqual({});
  });

  it('each have a binding, and a folder of tests', () => {
    expect(policies.filter(({ bindings }) => bindings.length === 0)).toEqual(
      [],
    );
    const folders = readdirSync(TESTS, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name);
    expect(folders.sort()).toEqual(policies.map(({ id }) => id));
  });

  it.each([
    'Every workload has an owner',
    'Every workload has resource requests',
    'Every public route has TLS',
    'Every production change is traceable',
    'Every workload has health semantics',
    'Every production service has SLO metadata',
    'Every secret has an external source of truth',
    'No workload runs privileged by default',
    'No namespace is network-open by default',
    'Every deployment has rollback semantics',
    'Every cluster emits standard signals',
    'Every exception expires',
    'deny privileged pods by default',
    'deny hostPath by default',
    'deny hostNetwork by default',
    'deny containers without resource requests',
    'deny mutable image tags in production',
    'deny public ingress without TLS',
    'deny missing owner labels',
    'deny service account token auto-mount unless explicitly required',
    'deny workloads in production without readiness semantics',
  ])('enforce "%s"', rule => {
    const enforced = policies.map(policy => policy.enforces ?? '').join('; ');
    expect(enforced.toLowerCase()).toContain(rule.toLowerCase());
  });

  describe.each(policies.map(policy => [policy.id, policy] as const))(
    '%s',
    (id, policy) => {
      const resultsOf = (resources: KubeObject[]) =>
        testPolicies({ policies: [policy], resources });

      it('lets what is good pass', () => {
        const rows = manifests(id, 'good-').flatMap(([file, resources]) =>
          resultsOf(resources).map(row => ({ file, ...row })),
        );
        expect(
          rows.filter(row => !['pass', 'skip'].includes(row.result)),
        ).toEqual([]);
        expect(rows.some(row => row.result === 'pass')).toBe(true);
      });

      it('stops what is bad, with a message', () => {
        const rows = manifests(id, 'bad-').flatMap(([file, resources]) =>
          resultsOf(resources).map(row => ({ file, ...row })),
        );
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.filter(row => row.result !== 'fail')).toEqual([]);
        expect(rows.every(row => row.message !== '')).toBe(true);
      });
    },
  );
});
