import { testContract, testIntent } from '../checks/__testUtils__/fixtures';
import { resolveSettings } from '.';

const contract = testContract();
const settingsOf = (options: Parameters<typeof testIntent>[0]) =>
  resolveSettings({ intent: testIntent(options), contract });

describe('Settings of an environment', () => {
  it('place a service by its tier in production and everywhere else', () => {
    const clusters = (tier: 'tier-1' | 'tier-2' | 'tier-3') =>
      settingsOf({ spec: { tier } }).map(each =>
        each.clusters.map(({ name }) => name).join(' '),
      );
    expect(clusters('tier-1')).toEqual([
      'nonprod-1',
      'prod-us-1 prod-eu-1 prod-dr-1',
    ]);
    expect(clusters('tier-2')).toEqual(['nonprod-1', 'prod-us-1 prod-eu-1']);
    expect(clusters('tier-3')).toEqual(['nonprod-1', 'prod-eu-1']);
  });

  it('take what the environment says before what the service says before the default', () => {
    const [dev, test, prod] = settingsOf({
      spec: {
        containers: { app: { image: 'registry.example.com/app:1' } },
        environments: [
          {
            name: 'dev',
            image: 'registry.example.com/app:2',
            scaling: { min: 1, max: 1 },
            resources: { cpu: '100m', memory: '256Mi' },
            env: { LOG_LEVEL: 'debug' },
          },
          'test',
          'prod',
        ],
      },
    });
    expect(dev.scaling).toEqual({
      min: 1,
      max: 1,
      metric: 'cpu',
      from: 'intent:/spec/environments/0/scaling',
    });
    expect(dev.containers.app).toMatchObject({
      image: 'registry.example.com/app:2',
      port: 8080,
      env: { LOG_LEVEL: 'debug' },
      resources: { cpu: '100m', memory: '256Mi', memoryLimit: '256Mi' },
      from: {
        image: 'intent:/spec/environments/0/image',
        port: 'contract:/workloadTypes/internal-api/defaults/port',
        resources: 'intent:/spec/environments/0/resources',
      },
    });
    expect(test.scaling).toMatchObject({ from: 'intent:/spec/scaling' });
    expect(prod.containers.app).toMatchObject({
      resources: { cpu: '250m', memory: '512Mi', memoryLimit: '1Gi' },
      from: {
        resources: 'contract:/workloadTypes/internal-api/defaults/resources',
      },
    });
  });

  it('leave out environments that the contract does not know', () => {
    expect(
      settingsOf({ spec: { environments: ['prod', 'qa', 'prod'] } }).map(
        ({ environment }) => environment.name,
      ),
    ).toEqual(['prod']);
  });

  it('keep namespaces within the 63 characters of Kubernetes, and apart', () => {
    const namespace = (system: string) =>
      settingsOf({ system, owner: `group:${'t'.repeat(30)}` })[1].namespace;
    const long = 's'.repeat(50);
    expect(namespace('billing')).toBe(`prod-${'t'.repeat(30)}-billing`);
    expect(namespace(`${long}a`)).toHaveLength(63);
    expect(namespace(`${long}a`)).not.toBe(namespace(`${long}b`));
  });
});
