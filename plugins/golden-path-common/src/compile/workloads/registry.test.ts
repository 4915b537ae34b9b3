import type { CompileResult } from '../../model';
import { WORKLOAD_TYPES } from '../../schema/intent';
import {
  compileShipped,
  fraudService,
  shippedContract,
} from '../__testUtils__/shipped';
import { SUPPORTED_WORKLOAD_TYPES, shapeOf } from './registry';

const inDev = (rollout: 'argo-rollouts' | 'rolling') => {
  const contract = structuredClone(shippedContract());
  contract.providers.rollout.provider = rollout;
  return compileShipped(fraudService(), { contract, environments: ['dev'] });
};

const objectOf = ({ objects }: CompileResult, kind: string) =>
  objects.find(({ object }) => object.kind === kind)?.object;

describe('The shapes that work takes', () => {
  it('are one for each workload type that is supported', () => {
    expect(new Set(SUPPORTED_WORKLOAD_TYPES).size).toBe(
      SUPPORTED_WORKLOAD_TYPES.length,
    );
    for (const type of WORKLOAD_TYPES) {
      expect(shapeOf(type) !== undefined).toBe(
        SUPPORTED_WORKLOAD_TYPES.includes(type),
      );
    }
  });

  it.each([
    [
      'argo-rollouts',
      'Rollout',
      'Deployment',
      'argoproj.io',
      'RolloutDegraded',
    ],
    ['rolling', 'Deployment', 'Rollout', 'apps', 'ReplicasUnavailable'],
  ] as const)(
    'with %s, everything that names the workload names the %s, and nothing a %s',
    (provider, kind, other, group, alert) => {
      const result = inDev(provider);
      expect(objectOf(result, kind)).toBeDefined();
      expect(objectOf(result, other)).toBeUndefined();
      expect(objectOf(result, 'HorizontalPodAutoscaler')).toMatchObject({
        spec: { scaleTargetRef: { kind, name: 'fraud-service' } },
      });
      expect(
        result.objects.find(
          ({ object }) => object.metadata.name === 'dev-fraud-service',
        )?.object,
      ).toMatchObject({
        kind: 'Application',
        spec: { ignoreDifferences: [{ group, kind }] },
      });
      expect(JSON.stringify(objectOf(result, 'PrometheusRule'))).toContain(
        alert,
      );
      const runbook = result.documents.find(({ path }) =>
        path.endsWith('runbook.md'),
      );
      expect(runbook?.text).toContain(
        `get ${kind.toLocaleLowerCase('en-US')} fraud-service`,
      );
    },
  );

  it('keep an override of the Deployment whichever kind the provider writes', () => {
    const intent = fraudService();
    intent.spec.overrides = [
      {
        target: { kind: 'Deployment' },
        patch: [{ op: 'replace', path: '/spec/replicas', value: 3 }],
        reason: 'Load test of the year',
        approvedBy: 'group:platform',
        expires: '2027-03-31',
      },
    ];
    const { findings } = compileShipped(intent, { environments: ['dev'] });
    expect(findings.filter(({ severity }) => severity === 'deny')).toEqual([]);
  });
});
