import { shippedContract } from '../compile/__testUtils__/shipped';
import type { PlatformContract } from '../model';
import { compareContracts } from '.';
import { compareVersions, leastVersion } from './semver';

/** The shipped contract and a copy in which something is changed. */
function compared(change: (contract: PlatformContract) => void, now?: string) {
  const before = shippedContract();
  const after = structuredClone(before);
  change(after);
  return compareContracts({ before, after, now });
}

/** What the changes of an edit say, with their levels. */
const told = (change: (contract: PlatformContract) => void) =>
  compared(change).changes.map(({ level, words }) => `${level}: ${words}`);

describe('Two versions of a contract', () => {
  it('are the same when nothing but the order of entries changes', () => {
    const same = compared(contract => {
      contract.clusters.reverse();
      contract.secretGrants.reverse();
      contract.policies.reverse();
    });
    expect(same).toMatchObject({ changes: [], problems: [], asked: '1.0.0' });
  });

  it.each<[string, (contract: PlatformContract) => void, string[]]>([
    [
      'an environment that goes',
      contract => {
        contract.environments = contract.environments.filter(
          ({ name }) => name !== 'test',
        );
      },
      ['breaking: environments test removed'],
    ],
    [
      'a grant that goes',
      contract => {
        contract.secretGrants = contract.secretGrants.filter(
          ({ secret }) => secret !== 'stripe',
        );
      },
      ['breaking: secretGrants group:payments stripe removed'],
    ],
    [
      'a grant in one environment less',
      contract => {
        contract.secretGrants[0].environments = ['dev', 'test', 'staging'];
      },
      [
        'breaking: secretGrants group:payments payments-db environments prod removed',
      ],
    ],
    [
      'a lower quota',
      contract => {
        contract.quotas.default.prod.cpu = '96';
      },
      ['breaking: quotas default prod cpu 192 → 96'],
    ],
    [
      'a higher quota',
      contract => {
        contract.quotas.default.prod.memory = '1Ti';
      },
      ['minor: quotas default prod memory 384Gi → 1Ti'],
    ],
    [
      'another default of a tier',
      contract => {
        contract.tiers['tier-1'].minReplicas += 1;
      },
      [expect.stringMatching(/^minor: tiers tier-1 minReplicas \d+ → \d+$/)],
    ],
    [
      'a price',
      contract => {
        contract.prices.default.cpu = '99.00';
      },
      [expect.stringMatching(/^patch: prices default cpu /)],
    ],
    [
      'a word',
      contract => {
        contract.environments[0].purpose = 'Fast feedback';
      },
      [
        expect.stringMatching(
          /^patch: environments dev purpose .* → Fast feedback$/,
        ),
      ],
    ],
    [
      'a registry for a few teams only',
      contract => {
        contract.supplyChain.registries[0].teams = ['group:platform'];
      },
      [
        expect.stringMatching(
          /^breaking: supplyChain registries .* teams added$/,
        ),
      ],
    ],
    [
      'another value of a priority, which no cluster takes',
      contract => {
        contract.priorityClasses!['tier-3'].value = 20000;
        contract.priorityClasses!.idle = { description: 'Idle', value: 1 };
      },
      [
        'breaking: priorityClasses tier-3 value 10000 → 20000',
        'minor: priorityClasses idle added',
      ],
    ],
    [
      'a storage class that a cluster brought, and one that is made otherwise',
      contract => {
        const { classes } = contract.storage!;
        classes['local-nvme'].provisioning = { provisioner: 'topolvm.io' };
        classes['zonal-ssd'].provisioning!.parameters = { type: 'pd-balanced' };
        classes['regional-ssd'].expansion = 'not-supported';
      },
      [
        'breaking: storage classes zonal-ssd provisioning parameters type pd-ssd → pd-balanced',
        'breaking: storage classes regional-ssd expansion online → not-supported',
        'minor: storage classes local-nvme provisioning added',
      ],
    ],
    [
      'other names of metrics than services emit, and a name for the adapter',
      contract => {
        const { http, grpc } = contract.telemetry.requests!;
        http!.total = 'requests_total';
        grpc!.perSecond = 'calls_per_second';
      },
      [
        'breaking: telemetry requests http total http_requests_total → requests_total',
        expect.stringMatching(/^minor: telemetry requests grpc perSecond /),
      ],
    ],
    [
      'a rule that says something else',
      contract => {
        contract.policies[0].policy = {
          ...contract.policies[0].policy,
          spec: { validations: [] },
        };
      },
      [expect.stringMatching(/^breaking: policies .*: its rule changes$/)],
    ],
    [
      'a policy that no longer denies, and one that lets pass what it cannot judge',
      contract => {
        const [audited, ignorant] = contract.policies;
        for (const { spec } of audited.bindings) {
          Object.assign(spec ?? {}, { validationActions: ['Audit'] });
        }
        Object.assign(ignorant.policy.spec ?? {}, { failurePolicy: 'Ignore' });
      },
      [
        expect.stringMatching(/^minor: policies .*: where it holds changes$/),
        expect.stringMatching(/^minor: policies .*: its rule changes$/),
      ],
    ],
    [
      'defaults that services rely on without stating anything',
      contract => {
        const { defaults } = contract.workloadTypes['http-api'];
        defaults.port = 9090;
        defaults.resources.memoryLimit = '384Mi';
        defaults.resources.memory = '192Mi';
        contract.workloadTypes['queue-worker'].defaults.resources.memoryLimit =
          '1Gi';
      },
      [
        'breaking: workloadTypes http-api defaults port 8080 → 9090',
        'breaking: workloadTypes http-api defaults resources memoryLimit 512Mi → 384Mi',
        'minor: workloadTypes http-api defaults resources memory 256Mi → 192Mi',
        'minor: workloadTypes queue-worker defaults resources memoryLimit 512Mi → 1Gi',
      ],
    ],
  ])('tell of %s', (_what, change, expected) => {
    expect(told(change)).toEqual(expected);
  });

  it('tell a warning that becomes a denial from one that comes', () => {
    const before = shippedContract();
    const [first, ...others] = before.policies;
    const warning = { ...first, severity: 'warn' as const };
    const levels = (a: PlatformContract, b: PlatformContract) =>
      compareContracts({ before: a, after: b }).changes.map(
        ({ level }) => level,
      );
    const warns = { ...before, policies: [warning, ...others] };
    const without = { ...before, policies: others };
    const denies = {
      ...before,
      policies: [{ ...first, severity: 'deny' as const }, ...others],
    };
    expect(levels(warns, denies)).toEqual(['breaking']);
    expect(levels(denies, warns)).toEqual(['minor']);
    expect(levels(without, warns)).toEqual(['minor']);
    expect(levels(without, denies)).toEqual(['breaking']);
    expect(levels(denies, without)).toEqual(['minor']);
  });

  it('let an exception go once it has expired', () => {
    const before = shippedContract();
    before.exceptions = [
      {
        id: 'old-image',
        policy: 'images',
        service: 'payments-api',
        environments: ['prod'],
        reason: 'waits for a release',
        approvedBy: 'group:platform',
        ticket: 'PLAT-1',
        expires: '2026-10-31',
      },
    ];
    const after = { ...before, exceptions: [] };
    const level = (now: string) =>
      compareContracts({ before, after, now }).level;
    expect(level('2026-11-21T12:00:00Z')).toBe('patch');
    expect(level('2026-10-01T12:00:00Z')).toBe('breaking');
  });

  it('ask for the version that their changes need, and for an entry in the changelog', () => {
    const lower = (version: string) =>
      compared(contract => {
        contract.quotas.default.prod.pods = 1;
        contract.metadata.version = version;
        contract.changelog[0].version = version;
      });
    expect(lower('1.1.0').problems).toEqual([
      {
        file: 'contract.yaml',
        at: '/metadata/version',
        message:
          'the version goes from 1.0.0 to 1.1.0, and there are breaking changes',
        remedy: 'Raise it to 2.0.0 or more',
      },
    ]);
    expect(lower('2.0.0').problems).toEqual([]);
    const unsaid = compared(contract => {
      contract.metadata.version = '1.0.1';
    });
    expect(unsaid.problems.map(({ at }) => at)).toEqual(['/changelog']);
  });

  it('count versions as numbers', () => {
    expect(compareVersions('1.10.0', '1.9.3')).toBeGreaterThan(0);
    expect(compareVersions('2.0.0-rc.1', '2.0.0')).toBe(0);
    expect(leastVersion('0.3.1', 'breaking')).toBe('0.4.0');
    expect(leastVersion('1.3.1', 'patch')).toBe('1.3.2');
  });
});
