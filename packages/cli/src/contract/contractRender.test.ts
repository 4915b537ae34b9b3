import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from '../__testUtils__/fairway';

const SHIPPED = path.resolve(__dirname, '../../../../platform');

jest.setTimeout(60_000);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const at = (...parts: string[]) => path.join(folder, ...parts);
const filesIn = async (...parts: string[]) =>
  (await readdir(at(...parts))).sort();

/** A copy of the contract that ships, with another product for policies. */
async function contractWith(product: string): Promise<string> {
  const copy = at(product);
  await cp(SHIPPED, copy, { recursive: true });
  const file = path.join(copy, 'providers.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace(
      'provider: validating-admission-policy',
      `provider: ${product}`,
    ),
  );
  return copy;
}

const intent = (name: string) => `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: ${name}, system: estate, owner: group:platform }
spec:
  workloadType: internal-api
  tier: tier-3
  dataClassification: internal
  exposure: internal
  runtime: go
  containers: { app: { image: "registry.example.com/app@sha256:${'ab'.repeat(
    32,
  )}", port: 8080, health: { ready: /ready } } }
  slo: { availability: 99.5 }
  operations: { channel: "#platform", runbook: docs/runbook.md }
  environments: [dev, staging, prod]
`;

describe('fairway contract render', () => {
  it('writes the policies of every cluster, and tells what the product cannot do', async () => {
    const { code, stdout, stderr } = await fairway(
      'contract',
      'render',
      '--out',
      at('gitops'),
    );
    expect(code).toBe(0);
    expect(stdout).toContain(
      'prod-eu-1  5 PriorityClass, 2 StorageClass, 33 ValidatingAdmissionPolicy, 33',
    );
    expect(stdout).toContain(`objects to ${at('gitops')}`);
    expect(stderr).toContain('not derived  Verification of image signatures');
    expect(
      await filesIn('gitops/clusters/prod-eu-1/_platform/policies'),
    ).toHaveLength(66);
    expect(await filesIn('gitops/clusters/prod-eu-1/argocd')).toEqual([
      'application-platform-classes.yaml',
      'application-platform-policies.yaml',
    ]);
  });

  it('holds exceptions where the fleet says that their services live', async () => {
    await mkdir(at('services'));
    await writeFile(
      at('services/registry.yaml'),
      intent('environment-registry-service'),
    );
    const { stdout } = await fairway(
      'contract',
      'render',
      '--fleet',
      at('services'),
      '--now',
      '2026-11-21T00:00:00Z',
      '--json',
    );
    const { objects, notDerived } = JSON.parse(stdout);
    const held = objects.filter(
      (each: { object: { metadata: { annotations?: object } } }) =>
        'fairway.dev/exceptions' in (each.object.metadata.annotations ?? {}),
    );
    expect(held.map((each: { cluster: string }) => each.cluster)).toEqual([
      'prod-dr-1',
      'prod-eu-1',
      'prod-us-1',
      'staging-1',
    ]);
    expect(JSON.stringify(held)).toContain('prod-platform-estate');
    expect(JSON.stringify(notDerived)).not.toContain('environment-registry');
  });

  it('changes nothing the second time, and leaves nothing of a former product', async () => {
    const out = at('gitops');
    await fairway(
      'contract',
      'render',
      await contractWith('gatekeeper'),
      '--out',
      out,
    );
    const template = at(
      'gitops/clusters/prod-eu-1/_platform/policy-templates/constrainttemplate-fairwayimagedigest.yaml',
    );
    const before = await stat(template);
    expect(await filesIn('gitops/clusters/prod-eu-1/argocd')).toEqual([
      'application-platform-classes.yaml',
      'application-platform-policies.yaml',
      'application-platform-policy-templates.yaml',
    ]);
    await fairway('contract', 'render', at('gatekeeper'), '--out', out);
    expect((await stat(template)).mtimeMs).toBe(before.mtimeMs);

    await fairway(
      'contract',
      'render',
      await contractWith('kyverno'),
      '--out',
      out,
    );
    expect(
      await filesIn('gitops/clusters/prod-eu-1/_platform/policy-templates'),
    ).toEqual([]);
    expect(await filesIn('gitops/clusters/prod-eu-1/argocd')).toEqual([
      'application-platform-classes.yaml',
      'application-platform-policies.yaml',
    ]);
    expect(
      (await filesIn('gitops/clusters/prod-eu-1/_platform/policies')).filter(
        name => name.startsWith('imagevalidatingpolicy-'),
      ),
    ).toEqual([
      'imagevalidatingpolicy-image-provenance.yaml',
      'imagevalidatingpolicy-image-signature.yaml',
    ]);
  });

  it('is left alone by a service that has the name of a folder of the platform', async () => {
    const out = at('gitops');
    await fairway('contract', 'render', '--out', out);
    await writeFile(at('policies.yaml'), intent('policies'));
    const compiled = await fairway(
      'compile',
      at('policies.yaml'),
      '--out',
      out,
    );
    expect(compiled.code).toBe(0);
    expect(
      await filesIn('gitops/clusters/prod-eu-1/_platform/policies'),
    ).toHaveLength(66);
  });
});
