import { fleetServiceOf, withService } from '../fleet';
import { checkExposure } from './exposure';
import { checkHosts } from './hosts';
import { checkImages } from './images';
import { checkQuota } from './quota';
import { checkSecrets } from './secrets';
import {
  checkOptions,
  testContract,
  testIntent,
} from './__testUtils__/fixtures';

const digest = `sha256:${'a'.repeat(64)}`;

describe('Secrets', () => {
  const findingsOf = (
    secrets: Record<string, { keys: string[] }>,
    env: Record<string, string> = {},
  ) =>
    checkSecrets(
      checkOptions({
        intent: testIntent({
          spec: {
            secrets,
            containers: {
              app: { image: `registry.example.com/app@${digest}`, env },
            },
          },
        }),
      }),
    );

  it('pass when team, secret, environment and key are granted', () => {
    expect(
      findingsOf(
        { 'payments-db': { keys: ['dsn'] } },
        { DATABASE_URL: 'postgres://${secrets.payments-db.dsn}/payments' },
      ),
    ).toEqual([]);
  });

  it('name the team, the secret, the environment, the grant that is needed and whom to ask', () => {
    expect(findingsOf({ stripe: { keys: ['api-key'] } })).toEqual([
      {
        policy: 'secret-grant',
        title: 'A secret is granted to the team, in the environment',
        severity: 'deny',
        at: '/spec/secrets/stripe',
        message:
          'group:payments has no grant for the secret stripe in prod. It is granted to group:payments in dev.',
        remedy:
          'Ask group:security for the grant "{ team: group:payments, secret: stripe, environments: [prod], keys: [api-key] }" in secretGrants of the contract',
        environments: ['prod'],
      },
    ]);
  });

  it('name the key that a grant does not hold', () => {
    expect(findingsOf({ 'payments-db': { keys: ['dns'] } })[0]).toMatchObject({
      at: '/spec/secrets/payments-db/keys/0',
      message:
        'The grant of group:payments for the secret payments-db in dev and prod does not hold the key dns; it holds dsn. Did you mean "dsn"?',
    });
  });

  it('are asked for before a variable uses them', () => {
    expect(
      findingsOf(
        { 'payments-db': { keys: ['dsn'] } },
        {
          A: '${secrets.payment-db.dsn}',
          B: '${secrets.payments-db.password}',
          C: '${secrets.payments-db',
        },
      ).map(({ at, message }) => [at, message]),
    ).toEqual([
      [
        '/spec/containers/app/env/A',
        'A uses the secret payment-db, which the intent does not ask for. Did you mean "payments-db"?',
      ],
      [
        '/spec/containers/app/env/B',
        'B uses the key password of the secret payments-db, and the intent asks for dsn.',
      ],
      [
        '/spec/containers/app/env/C',
        'C holds "${secrets.payments-db", which does not name a secret and a key.',
      ],
    ]);
  });
});

describe('Images', () => {
  const findingsOf = (image: string) =>
    checkImages(
      checkOptions({
        intent: testIntent({ spec: { containers: { app: { image } } } }),
      }),
    );

  it('come from a registry that the contract trusts', () => {
    expect(findingsOf(`registry.example.com/app@${digest}`)).toEqual([]);
    expect(findingsOf('docker.io/library/nginx:1')[0]).toMatchObject({
      severity: 'deny',
      at: '/spec/containers/app/image',
      environments: ['dev', 'prod'],
      remedy: 'Use an image from registry.example.com/',
    });
  });

  it('tell whose registry it is when it belongs to another team, and end a prefix at a boundary', () => {
    expect(findingsOf('ghcr.io/risk/app:1')[0].message).toBe(
      'The container app uses ghcr.io/risk/app:1; ghcr.io/risk is for group:risk, not for group:payments.',
    );
    expect(findingsOf('ghcr.io/riskier/app:1')[0].message).toContain(
      'no registry that the contract trusts',
    );
  });
});

describe('Quota', () => {
  const sized = (name: string, max: number) =>
    testIntent({ name, spec: { scaling: { min: 2, max } } });

  it('says limit, in use by others, asked for and left', () => {
    const findings = checkQuota(
      checkOptions({
        intent: sized('payments-api', 12),
        others: [sized('ledger', 10)],
      }),
    );
    // Two active clusters: 2 × 10 × 0.5 cores are in use, 2 × 12 × 0.5 are asked for.
    expect(findings).toEqual([
      expect.objectContaining({
        policy: 'quota',
        severity: 'deny',
        at: '/spec/scaling',
        environments: ['prod'],
        message:
          'The quota of group:payments in prod does not hold this service (CPU): limit 20 cores, in use by others 10 cores, asked for 12 cores (12 replicas in each of 2 clusters), left 10 cores.',
      }),
      expect.objectContaining({
        message: expect.stringContaining(
          '(pods): limit 40, in use by others 20, asked for 24 (12 replicas in each of 2 clusters), left 20.',
        ),
      }),
    ]);
  });

  it('keeps to one unit in a sentence: cores, Gi, and never 4300m beside 20', () => {
    const small = testIntent({
      name: 'ledger',
      spec: {
        containers: {
          app: {
            image: `registry.example.com/ledger@${digest}`,
            resources: { cpu: '1075m', memory: '768Mi' },
          },
        },
        scaling: { min: 2, max: 2 },
      },
    });
    const big = testIntent({
      spec: {
        containers: {
          app: {
            image: `registry.example.com/payments-api@${digest}`,
            resources: { cpu: '2', memory: '10752Mi' },
          },
        },
        scaling: { min: 2, max: 4 },
      },
    });
    expect(
      checkQuota(checkOptions({ intent: big, others: [small] })).map(
        ({ message, remedy }) => [message, remedy],
      ),
    ).toEqual([
      [
        'The quota of group:payments in prod does not hold this service (CPU): limit 20 cores, in use by others 4.3 cores, asked for 16 cores (4 replicas in each of 2 clusters), left 15.7 cores.',
        'Ask for at most 15.7 cores of CPU in prod (fewer replicas or smaller requests), or ask the platform team to raise the quota of group:payments to 20.3 cores',
      ],
      [
        'The quota of group:payments in prod does not hold this service (memory): limit 64Gi, in use by others 3Gi, asked for 84Gi (4 replicas in each of 2 clusters), left 61Gi.',
        'Ask for at most 61Gi of memory in prod (fewer replicas or smaller requests), or ask the platform team to raise the quota of group:payments to 87Gi',
      ],
    ]);
  });

  it('says once what several environments lack alike, and names them', () => {
    const findings = checkQuota(
      checkOptions({
        intent: testIntent({
          owner: 'group:ledger',
          spec: {
            scaling: { min: 2, max: 300 },
            environments: ['dev', 'test', 'prod'],
          },
        }),
      }),
    );
    expect(findings.map(({ environments, message }) => [environments, message]))
      // prettier-ignore
      .toEqual([
        [
          ['dev', 'test'],
          expect.stringMatching(
            / in dev and test .*\(CPU, in each\): limit 100 cores, in use by others 0 cores, asked for 150 cores \(300 replicas\), left 100 cores\./,
          ),
        ],
        [
          ['dev', 'test'],
          expect.stringContaining('(memory, in each): limit 200Gi'),
        ],
        [
          ['dev', 'test'],
          expect.stringContaining('(pods, in each): limit 100,'),
        ],
        [
          ['prod'],
          expect.stringContaining(
            'asked for 300 cores (300 replicas in each of 2 clusters)',
          ),
        ],
        [['prod'], expect.stringContaining('(memory): limit 200Gi')],
        [['prod'], expect.stringContaining('(pods): limit 100,')],
      ]);
  });

  it('that the contract does not state is one finding for all its environments', () => {
    const contract = testContract(each => {
      each.quotas.default = { staging: each.quotas.default.staging };
    });
    expect(
      checkQuota(
        checkOptions({
          intent: testIntent({ owner: 'group:ledger' }),
          contract,
        }),
      ),
    ).toMatchObject([
      {
        at: '/spec/environments',
        environments: ['dev', 'prod'],
        message:
          'The contract has no quota for dev and prod, neither for group:ledger nor for every team.',
      },
    ]);
  });

  it('counts what the service asks for now, not what it asked for before', () => {
    const options = checkOptions({ intent: sized('payments-api', 20) });
    expect(checkQuota(options)).toEqual([]);
    const smaller = sized('payments-api', 4);
    expect(checkQuota({ ...options, intent: smaller })).toEqual([]);
  });

  it('gives the same sums whether a service was replaced or the fleet was built anew', () => {
    const contract = testContract();
    const options = checkOptions({
      intent: sized('payments-api', 12),
      others: [sized('ledger', 2)],
      contract,
    });
    expect(checkQuota(options)).toEqual([]);
    const bigger = sized('ledger', 10);
    const replaced = withService(
      options.fleet,
      fleetServiceOf({ intent: bigger, contract }),
    );
    const rebuilt = checkOptions({
      intent: sized('payments-api', 12),
      others: [bigger],
      contract,
    });
    expect(checkQuota({ ...options, fleet: replaced })).toEqual(
      checkQuota(rebuilt),
    );
    expect(checkQuota(options)).toEqual([]);
  });
});

describe('Public hosts', () => {
  const open = (name: string, host: string) =>
    testIntent({
      name,
      spec: {
        workloadType: 'http-api',
        exposure: 'public',
        route: { host, authentication: 'oauth2', rateLimit: '5rps' },
        environments: ['dev', 'staging', 'prod'],
      },
    });

  it('get the suffix of their environment before the domain', () => {
    const { settings } = checkOptions({
      intent: open('payments-api', 'payments.example.com'),
    });
    expect(settings.map(({ host }) => host)).toEqual([
      'payments-dev.example.com',
      'payments.staging.example.com',
      'payments.example.com',
    ]);
  });

  it('lie in a domain of the platform and have one owner', () => {
    const findings = checkHosts(
      checkOptions({
        intent: open('payments-api', 'payments.example.org'),
        others: [open('payments-old', 'payments.example.org')],
      }),
    );
    expect(
      findings.map(({ at, message, environments }) => [
        at,
        message,
        environments,
      ]),
    ).toEqual([
      [
        '/spec/route/host',
        'The host payments.example.org is in no domain of the platform.',
        ['dev', 'staging', 'prod'],
      ],
      [
        '/spec/route/host',
        'The hosts payments-dev.example.org, payments.staging.example.org and payments.example.org belong to payments-old already.',
        ['dev', 'staging', 'prod'],
      ],
    ]);
    expect(
      checkHosts(
        checkOptions({ intent: open('payments-api', 'payments.example.com') }),
      ),
    ).toEqual([]);
  });
});

describe('Exposure', () => {
  const findingsOf = (spec: Parameters<typeof testIntent>[0]) =>
    checkExposure(checkOptions({ intent: testIntent(spec) })).map(
      ({ severity, at, message }) => `${severity} ${at} ${message}`,
    );

  it('fits the workload type and the data', () => {
    expect(findingsOf({ spec: { exposure: 'public' } })).toEqual(
      expect.arrayContaining([
        'deny /spec/exposure The workload type internal-api may have the exposure internal, not public.',
      ]),
    );
    expect(
      findingsOf({
        spec: {
          workloadType: 'http-api',
          exposure: 'public',
          dataClassification: 'restricted',
          route: {
            host: 'a.example.com',
            authentication: 'jwt',
            rateLimit: '1rps',
          },
        },
      }),
    ).toEqual([
      'deny /spec/exposure A service with restricted data may have the exposure none and internal, not public.',
    ]);
  });

  it('asks a public service for a route and all that the exposure policy wants, and others for none', () => {
    expect(
      findingsOf({ spec: { workloadType: 'http-api', exposure: 'public' } }),
    ).toEqual([
      'deny /spec/exposure payments-api is public and states no route.',
      'deny /spec/route/rateLimit A public service states "A rate limit", and payments-api does not: The internet has no manners.',
    ]);
    expect(
      findingsOf({
        spec: { route: { host: 'a.example.com', authentication: 'jwt' } },
      }),
    ).toEqual([
      'deny /spec/route payments-api states a route for a.example.com, and its exposure is internal.',
    ]);
  });

  it('warns of a duty of the tier that is not stated', () => {
    expect(findingsOf({ spec: { tier: 'tier-1' } })).toEqual([
      'warn /spec/operations/escalation A tier-1 service owes "Somebody can be paged": It has to be mended at night.',
    ]);
  });
});
