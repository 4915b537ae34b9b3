import {
  buildFleet,
  checkDirectory,
  checkExposure,
  checkIntent,
  compile,
  directoryOf,
  resolveSettings,
  SUPPORTED_WORKLOAD_TYPES,
  withDirectory,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { shippedContract } from './__testUtils__/shippedContract';
import { catalogEntities } from './catalog';
import { compilableIntents } from './compilable';
import { generateEstate } from './estate';

const now = '2026-11-21T00:00:00Z';

/** What the newcomer of the demo creates. */
const paymentsApi: ServiceIntent = {
  apiVersion: 'fairway.dev/v1alpha1',
  kind: 'ServiceIntent',
  metadata: {
    name: 'payments-api',
    system: 'billing',
    owner: 'group:payments',
  },
  spec: {
    workloadType: 'http-api',
    tier: 'tier-1',
    dataClassification: 'confidential',
    exposure: 'public',
    runtime: 'java',
    containers: {
      app: {
        image: `registry.example.com/payments-api@sha256:${'a'.repeat(64)}`,
        port: 8080,
        resources: { cpu: '500m', memory: '768Mi', memoryLimit: '1536Mi' },
        health: { ready: '/health/ready' },
      },
    },
    dependencies: [
      { service: 'fraud-service' },
      { topic: 'kafka-payments' },
      { resource: 'postgres-payments' },
    ],
    secrets: { 'payments-db': { keys: ['dsn'] } },
    scaling: { min: 4, max: 30 },
    rollout: { strategy: 'canary' },
    slo: { availability: 99.9, latencyP95Ms: 250 },
    route: {
      host: 'payments.example.com',
      authentication: 'oauth2',
      rateLimit: '500rps',
      accessLogRetention: '90d',
    },
    capacity: { expectedRps: 500 },
    operations: {
      channel: '#payments-oncall',
      escalation: 'payments-primary',
      runbook: 'docs/runbook.md',
    },
    environments: ['dev', 'staging', 'prod'],
  },
};

function denials(options: {
  intents: readonly ServiceIntent[];
  all: readonly ServiceIntent[];
  estate: ReturnType<typeof generateEstate>;
  contract: PlatformContract;
}): string[] {
  const { intents, all, estate, contract } = options;
  const fleet = withDirectory(
    buildFleet({ intents: [...all], resources: estate.resources, contract }),
    directoryOf(catalogEntities(estate)),
  );
  return intents.flatMap(intent =>
    compile({ intent, contract, fleet, now })
      .findings.filter(finding => finding.severity === 'deny')
      .map(finding => `${intent.metadata.name}: ${finding.message}`),
  );
}

describe('under the contract that ships', () => {
  const contract = shippedContract();

  it.each([
    [40, 1],
    [400, 1],
    [400, 2],
    [4000, 1],
  ])(
    'every service of %i (seed %i) compiles without a deny',
    (services, seed) => {
      const estate = generateEstate({ services, seed });
      const intents = compilableIntents(estate);
      // Quota and agreements see the whole fleet; of the largest estate every tenth service is compiled.
      const compiled =
        services > 400 ? intents.filter((_, n) => n % 10 === 0) : intents;

      expect(
        denials({ intents: compiled, all: intents, estate, contract }),
      ).toEqual([]);
    },
    60_000,
  );

  it.each([40, 400, 4000])(
    'payments-api can join an estate of %i services',
    services => {
      const estate = generateEstate({ services });
      expect(checkIntent(paymentsApi).ok).toBe(true);
      expect(
        denials({
          intents: [paymentsApi],
          all: compilableIntents(estate),
          estate,
          contract,
        }),
      ).toEqual([]);
    },
  );

  it('every service states what its exposure asks for, those of types to come too', () => {
    const estate = generateEstate();
    const fleet = buildFleet({ ...estate, contract });
    const findings = estate.intents.flatMap(intent =>
      checkExposure({
        intent,
        contract,
        fleet,
        settings: resolveSettings({ intent, contract }),
      }).map(
        ({ severity, message, at }) =>
          `${severity} ${intent.spec.workloadType} ${at}: ${message}`,
      ),
    );
    expect(findings).toEqual([]);
  });

  it.each([40, 400, 4000])(
    'the catalog of %i services holds every group and system that their intents name',
    services => {
      const estate = generateEstate({ services });
      const fleet = withDirectory(
        buildFleet({ ...estate, contract }),
        directoryOf(catalogEntities(estate)),
      );
      const findings = [...estate.intents, paymentsApi].flatMap(intent =>
        checkDirectory({ intent, fleet }).map(
          ({ message }) => `${intent.metadata.name}: ${message}`,
        ),
      );
      expect(fleet.directory?.groups.length).toBeGreaterThan(0);
      expect(findings).toEqual([]);
    },
  );

  it('every group that the contract names is a team, at 400 services', () => {
    const { teams } = generateEstate();
    const known = new Set(teams.map(team => `group:${team.name}`));
    const named = JSON.stringify(contract).match(/"group:[a-z0-9-]+"/g) ?? [];
    const unknown = named
      .map(text => text.slice(1, -1))
      .filter(group => !known.has(group));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('no team declares over a topic or resource of the platform', () => {
    const platform = new Set(contract.resources.map(({ name }) => name));
    const { resources } = generateEstate();
    expect(resources.filter(({ name }) => platform.has(name))).toEqual([]);
  });

  it('leaves nothing out that the golden path can write', () => {
    const estate = generateEstate();
    expect(compilableIntents(estate)).toHaveLength(
      estate.intents.filter(({ spec }) =>
        SUPPORTED_WORKLOAD_TYPES.includes(spec.workloadType),
      ).length,
    );
  });
});
