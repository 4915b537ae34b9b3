import { formatProblem } from '../schema/problem';
import { parsePolicies } from './parsePolicies';

describe('reading policies', () => {
  const text = (
    id: string,
    expression = 'true',
  ) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: ${id}
  annotations:
    fairway.dev/title: A title
    fairway.dev/reason: A reason
    fairway.dev/remedy: A remedy
    fairway.dev/severity: warn
    fairway.dev/enforces: House rule
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }
  validations:
    - expression: "${expression}"
`;
  const binding = (policyName: string) => `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: b }
spec: { policyName: ${policyName}, validationActions: [Deny] }
`;

  it('brings policy and binding together, over files, and leaves other documents alone', () => {
    const { policies, problems } = parsePolicies({
      'b.yaml': text('a-rule'),
      'a.yaml': `${binding('a-rule')}---\nkind: ConfigMap\n`,
    });
    expect(problems).toEqual([]);
    expect(policies).toMatchObject([
      {
        id: 'a-rule',
        title: 'A title',
        reason: 'A reason',
        remedy: 'A remedy',
        severity: 'warn',
        enforces: 'House rule',
        file: 'b.yaml',
        bindings: [{ metadata: { name: 'b' } }],
      },
    ]);
  });

  it.each([
    ['matchConstraints:', 'matchConstraint:', /^x.yaml:\d+: .*matchConstraint/],
    ['resources: [', 'resource: [', /^x.yaml:14: .*resource/],
    [
      'policyName: a-rule,',
      'policyName: a-rule, matchResource: {},',
      /^x.yaml:\d+: .*matchResource/,
    ],
  ])('refuses what is misspelt, as kubectl does: %s', (right, wrong, told) => {
    const { problems } = parsePolicies({
      'x.yaml': `${text('a-rule')}${binding('a-rule')}`.replace(right, wrong),
    });
    expect(problems.map(formatProblem)).toContainEqual(
      expect.stringMatching(told),
    );
  });

  it('tells what is missing at the end of a file on its last line', () => {
    const { problems } = parsePolicies({ 'x.yaml': 'kind: Pod\n[a\n' });
    expect(problems.map(({ line }) => line)).toEqual([2, 2, 2]);
  });

  it('takes policies of others as they are', () => {
    const foreign = text('theirs').replace(
      / {2}annotations:[^]*?(?=spec:)/,
      '',
    );
    const { policies, problems } = parsePolicies({ 'x.yaml': foreign });
    expect(problems).toEqual([]);
    expect(policies[0]).toMatchObject({ title: 'theirs', severity: 'deny' });
  });

  it.each([
    ['a broken document', 'a: [', 1, 'a.yaml'],
    [
      'no remedy',
      text('x').replace(/.*remedy.*\n/, ''),
      6,
      'fairway.dev/remedy',
    ],
    ['an unknown severity', text('x').replace('warn', 'fatal'), 9, '"fatal"'],
    [
      'a missing constraint',
      text('x').replace(/ {2}matchConstraints:[^]*?(?= {2}validations)/, ''),
      12,
      '/spec/matchConstraints',
    ],
    ['a policy twice', `${text('x')}---\n${text('x')}`, 21, 'defined twice'],
    ['a binding to nothing', binding('none'), 5, 'none'],
    [
      'an unknown action',
      `${text('x')}${binding('x').replace('Deny', 'Shout')}`,
      21,
      'validationActions',
    ],
  ])('tells %s with its line', (_, content, line, words) => {
    const { problems } = parsePolicies({ 'a.yaml': content });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(line);
    expect(`${problems[0]?.file} ${problems[0]?.message}`).toContain(words);
  });
});
