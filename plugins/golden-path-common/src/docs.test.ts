import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NOW, shippedContract } from './compile/__testUtils__/shipped';
import { compile } from './compile/compile';
import { buildFleet } from './fleet';
import { parsePolicies, testPolicies } from './policy';
import { contractSections } from './schema/contract';
import { WORKLOAD_TYPES, serviceIntentSchema } from './schema/intent';
import { parseDocument, parseIntent } from './schema/parse';
import { formatProblem } from './schema/problem';

const root = path.resolve(__dirname, '../../..');

function pageOf(name: string): string {
  return readFileSync(path.join(root, 'docs', name), 'utf8');
}

/** Those of the words that a page does not mention. */
function missingIn(page: string, words: readonly string[]): string[] {
  return words.filter(word => !page.includes(`\`${word}\``));
}

/** The YAML examples of a page. */
function examplesIn(page: string): string[] {
  return [...page.matchAll(/```yaml\n(.*?)```/gs)].map(match => match[1]);
}

describe('The documentation', () => {
  it('shows an intent that compiles without a finding', () => {
    // Some blocks show a part only.
    const [example, resource] = examplesIn(pageOf('intent.md')).filter(text =>
      /^kind:/m.test(text),
    );
    const parsed = parseIntent(example);
    if (!parsed.ok) {
      throw new Error(parsed.problems.map(formatProblem).join('\n'));
    }
    const intent = parsed.value;
    const contract = shippedContract();
    const fleet = buildFleet({ intents: [intent], contract });
    expect(compile({ intent, contract, fleet, now: NOW }).findings).toEqual([]);
    expect(parseDocument(resource).ok).toBe(true);
  });

  it('names every part of an intent and every workload type', () => {
    const page = pageOf('intent.md');
    const { spec } = serviceIntentSchema.shape;
    expect(missingIn(page, Object.keys(spec.shape))).toEqual([]);
    expect(missingIn(page, WORKLOAD_TYPES)).toEqual([]);
  });

  it('names every file and section of the contract', () => {
    const page = pageOf('contract.md');
    const files = readdirSync(path.join(root, 'platform')).filter(name =>
      name.endsWith('.yaml'),
    );
    expect(missingIn(page, files)).toEqual([]);
    expect(missingIn(page, Object.keys(contractSections))).toEqual([]);
  });

  it('shows a policy that works', () => {
    const [example] = examplesIn(pageOf('policies.md'));
    const { policies, problems } = parsePolicies({ 'example.yaml': example });
    expect(problems).toEqual([]);
    const resultFor = (replicas: number) =>
      testPolicies({
        policies,
        resources: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'api' },
            spec: { replicas },
          },
        ],
      }).map(({ result, message }) => [result, message]);
    expect(resultFor(50)).toEqual([['pass', '']]);
    expect(resultFor(51)).toEqual([['fail', 'more than 50 replicas']]);
  });
});
