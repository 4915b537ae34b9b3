import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from './__testUtils__/fairway';

const intents = path.join(__dirname, '__fixtures__/intents');
const payments = path.join(intents, 'payments-api.yaml');
const fraud = path.join(intents, 'fraud-service.yaml');
const malformed = path.join(__dirname, '__fixtures__/broken/malformed.yaml');

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      path.relative(folder, path.join(entry.parentPath, entry.name)),
    )
    .sort();
}

jest.setTimeout(60_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A copy of an intent, with some of its text replaced. */
async function changed(file: string, from: string | RegExp, to: string) {
  const copy = path.join(folder, `changed-${path.basename(file)}`);
  await writeFile(copy, (await readFile(file, 'utf8')).replace(from, to));
  return copy;
}

describe('fairway', () => {
  it('tells its commands, and examples of each', async () => {
    const help = await fairway('--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('compile');
    const compile = await fairway('compile', '--help');
    expect(compile.code).toBe(0);
    expect(compile.stdout).toContain('$ fairway compile payments-api.yaml');
  });

  it('exits with 2 on a command or option that does not exist', async () => {
    for (const args of [
      ['complie'],
      ['compile'],
      ['compile', payments, '--colour'],
      ['compile', payments, '--now', 'yesterday'],
      ['explain', payments],
    ]) {
      const { code, stdout, stderr } = await fairway(...args);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).not.toBe('');
    }
  });
});

describe('fairway compile', () => {
  it('is fine with services that agree with each other', async () => {
    const { code, stdout } = await fairway('compile', payments, fraud);
    expect(code).toBe(0);
    expect(stdout).toContain('payments-api  fine');
    expect(stdout).toContain('fraud-service  fine');
  });

  it('prints one JSON document and nothing else', async () => {
    const { code, stdout, stderr } = await fairway(
      'compile',
      payments,
      '--fleet',
      intents,
      '--json',
    );
    expect([code, stderr]).toEqual([0, '']);
    const { contractVersion, services } = JSON.parse(stdout);
    expect(contractVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(services).toHaveLength(1);
    const [service] = services;
    expect(service).toMatchObject({
      name: 'payments-api',
      review: { decision: 'automatic', reasons: [] },
      cost: { monthly: expect.stringMatching(/^\d+\.\d\d$/) },
      readiness: { met: expect.any(Number) },
    });
    for (const {
      env,
      cluster,
      path: file,
      object,
      because,
    } of service.objects) {
      expect([typeof env, typeof cluster, typeof file]).toEqual(
        Array(3).fill('string'),
      );
      expect(typeof object.kind).toBe('string');
      expect(because.length).toBeGreaterThan(0);
    }
  });

  it('exits with 1 on a deny, with file, line and what to do', async () => {
    const { code, stdout, stderr } = await fairway(
      'compile',
      payments,
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).services[0].denied).toBe(true);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(
        /payments-api\.yaml:\d+: Nobody knows a service called fraud-service; .+/,
      ),
    ]);
  });

  it('exits with 2 on a malformed intent and tells every problem, each on a line', async () => {
    const { code, stdout, stderr } = await fairway(
      'compile',
      malformed,
      payments,
      fraud,
    );
    expect(code).toBe(2);
    expect(stdout).toContain('fraud-service  fine');
    const lines = stderr.trim().split('\n').slice(-3);
    for (const line of lines) {
      expect(line).toMatch(/malformed\.yaml:\d+: .+; .+/);
    }
    const json = await fairway('compile', malformed, '--json');
    expect([json.code, JSON.parse(json.stdout).problems.length]).toEqual([
      2, 3,
    ]);
  });

  it('exits with 2 on what is not there', async () => {
    for (const args of [
      ['nowhere.yaml'],
      [payments, '--contract', folder],
      [payments, '--fleet', path.join(folder, 'none')],
      [payments, '--env', 'moon'],
      [folder],
    ]) {
      const { code, stderr } = await fairway('compile', ...args);
      expect([args, code]).toEqual([args, 2]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toMatch(/.+: .+; .+/);
    }
  });

  it('writes one file per object and changes nothing the second time', async () => {
    const out = path.join(folder, 'gitops');
    expect((await fairway('compile', intents, '--out', out)).code).toBe(0);
    const files = await filesBelow(out);
    expect(files).toEqual(
      expect.arrayContaining([
        'services/payments-api/intent.yaml',
        'services/fraud-service/catalog-info.yaml',
      ]),
    );
    expect(files.some(file => file.endsWith('.tmp'))).toBe(false);
    const text = () =>
      Promise.all(files.map(file => readFile(path.join(out, file), 'utf8')));
    const first = await text();
    await fairway('compile', intents, '--out', out);
    expect(await filesBelow(out)).toEqual(files);
    expect(await text()).toEqual(first);
  });

  it('removes what a service no longer has, and nothing else', async () => {
    const out = path.join(folder, 'gitops');
    await fairway('compile', intents, '--out', out);
    const before = await filesBelow(out);
    await writeFile(path.join(out, 'README.md'), 'ours');
    const withoutStaging = await changed(
      fraud,
      'environments: [dev, staging, prod]',
      'environments: [dev, prod]',
    );
    const withoutDependency = await changed(
      payments,
      '    - service: fraud-service\n',
      '',
    );
    await fairway('compile', withoutStaging, withoutDependency, '--out', out);
    const after = await filesBelow(out);
    const gone = before.filter(file => !after.includes(file));
    expect(gone.length).toBeGreaterThan(0);
    for (const file of gone) {
      expect(file).toMatch(/staging.*fraud-service|fraud-service.*staging/);
    }
    expect(after).toContain('README.md');
  });

  it('writes only one environment when asked, and leaves the others', async () => {
    const out = path.join(folder, 'gitops');
    await fairway('compile', intents, '--out', out);
    const before = await filesBelow(out);
    await fairway('compile', intents, '--env', 'dev', '--out', out);
    expect(await filesBelow(out)).toEqual(before);
  });

  it('writes nothing of a service with a deny, and all of the others', async () => {
    const out = path.join(folder, 'gitops');
    const bad = await changed(payments, 'stripe: { keys', 'strip: { keys');
    const { code } = await fairway('compile', bad, fraud, '--out', out);
    expect(code).toBe(1);
    const files = await filesBelow(out);
    expect(files).toContain('services/fraud-service/intent.yaml');
    expect(files.filter(file => file.includes('payments-api'))).toEqual([]);
  });

  it('does not follow a link out of the folder', async () => {
    const out = path.join(folder, 'gitops');
    const elsewhere = path.join(folder, 'elsewhere');
    await mkdir(out);
    await mkdir(elsewhere);
    await symlink(elsewhere, path.join(out, 'services'));
    const { code, stderr } = await fairway('compile', intents, '--out', out);
    expect(code).toBe(2);
    expect(stderr).toContain('symbolic link');
    expect(await filesBelow(elsewhere)).toEqual([]);
  });
});

describe('fairway explain', () => {
  it('tells why a field has its value', async () => {
    const { code, stdout } = await fairway(
      'explain',
      payments,
      '--fleet',
      intents,
      '--object',
      'HorizontalPodAutoscaler/payments-api',
      '--field',
      '/spec/maxReplicas',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('/spec/maxReplicas = 30');
    expect(stdout).toContain('intent:/spec/scaling');
  });

  it('exits with 1 when there is no such object, and with 2 when it is none', async () => {
    const missing = await fairway(
      'explain',
      payments,
      '--object',
      'Service/payment-api',
    );
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('did you mean Service/payments-api?');
    const noObject = await fairway('explain', payments, '--object', 'Service');
    expect(noObject.code).toBe(2);
  });
});

describe('fairway diff', () => {
  it('tells in words what changes between two intents', async () => {
    const newer = await changed(payments, 'max: 30', 'max: 60');
    const { code, stdout } = await fairway(
      'diff',
      payments,
      newer,
      '--fleet',
      intents,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('most replicas 30 → 60 (');
  });

  it('tells of two folders which services come, go and stay', async () => {
    const newer = path.join(folder, 'newer');
    await mkdir(newer);
    await writeFile(
      path.join(newer, 'ledger.yaml'),
      (await readFile(fraud, 'utf8')).replaceAll('fraud-service', 'ledger'),
    );
    const { code, stdout } = await fairway('diff', intents, newer, '--json');
    expect(code).toBe(0);
    expect(
      JSON.parse(stdout).services.map(
        ({ name, change }: { name: string; change: string }) => [name, change],
      ),
    ).toEqual([
      ['fraud-service', 'removed'],
      ['ledger', 'added'],
      ['payments-api', 'removed'],
    ]);
  });

  it('says when nothing changes', async () => {
    const { code, stdout } = await fairway('diff', intents, intents);
    expect([code, stdout]).toEqual([0, 'nothing changes\n']);
  });
});

describe('fairway diff of two contracts', () => {
  const platform = path.resolve(__dirname, '../../../platform');

  it('names what breaks, the version it asks for, and who is denied by it', async () => {
    const next = path.join(folder, 'platform');
    await cp(platform, next, { recursive: true });
    const secrets = path.join(next, 'secrets.yaml');
    const text = await readFile(secrets, 'utf8');
    await writeFile(
      secrets,
      text.replace(/( {4}secret: stripe\n {4}environments: )\[.*\]/, '$1[dev]'),
    );
    const diff = (...more: string[]) =>
      fairway('diff', platform, next, ...more);
    const told = await diff('--fleet', intents);
    expect(told.code).toBe(1);
    expect(told.stderr).toMatch(
      /contract\.yaml:\d+: \/metadata\/version: the version goes from (\S+) to \1, and there are breaking changes; Raise it to \d+\.0\.0 or more/,
    );
    expect(told.stdout).toContain(
      'breaking  secretGrants group:payments stripe environments prod removed',
    );
    expect(told.stdout).toMatch(/newly denied {2}1 service: payments-api/);
    const { contract, services } = JSON.parse((await diff('--json')).stdout);
    expect([contract.level, services]).toEqual(['breaking', []]);
  });

  it('says when nothing changes', async () => {
    const { code, stdout } = await fairway('diff', platform, platform);
    expect([code, stdout]).toEqual([0, 'nothing changes\n']);
  });
});

describe('fairway policy test', () => {
  const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata:
  name: debug
spec:
  containers:
    - name: app
      image: ${image}
`;
  const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: no-latest
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
      - apiGroups: ['']
        apiVersions: ['v1']
        operations: [CREATE, UPDATE]
        resources: [pods]
  validations:
    - expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"
      message: no image by latest
`;

  it('gives a row per policy and object, and fails when one fails', async () => {
    const policies = path.join(folder, 'policies');
    const manifests = path.join(folder, 'manifests');
    await mkdir(policies);
    await mkdir(manifests);
    await writeFile(path.join(policies, 'no-latest.yaml'), policy);
    await writeFile(path.join(manifests, 'pod.yaml'), pod('app:latest'));
    const test = () =>
      fairway('policy', 'test', manifests, '--policies', policies, '--json');
    const failed = await test();
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toEqual([
      {
        policy: 'no-latest',
        resource: 'Pod/debug',
        result: 'fail',
        message: expect.stringContaining('no image by latest'),
      },
    ]);
    await writeFile(path.join(manifests, 'pod.yaml'), pod('app:1.0'));
    expect((await test()).code).toBe(0);
    await writeFile(path.join(manifests, 'pod.yaml'), 'kind: [');
    expect((await test()).code).toBe(2);
  });
});

describe('fairway contract check', () => {
  it('is fine with the contract and the templates that ship', async () => {
    const { code, stdout, stderr } = await fairway('contract', 'check');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('is fine');
    for (const template of ['http-api', 'internal-api']) {
      expect(stdout).toContain(
        `template ${template} is fine, and does what its tests expect (payments-api, smallest)`,
      );
    }
  });

  it('exits with 1 on a contract with a mistake, and with 2 on a folder without one', async () => {
    await writeFile(
      path.join(folder, 'contract.yaml'),
      'apiVersion: fairway.dev/v1alpha1\nkind: PlatformContract\n',
    );
    const broken = await fairway('contract', 'check', folder, '--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout).problems.length).toBeGreaterThan(0);
    expect(broken.stderr).toContain('contract.yaml');
    const missing = await fairway('contract', 'check', intents);
    expect(missing.code).toBe(2);
  });
});

describe('fairway contract check of templates', () => {
  const shipped = path.resolve(__dirname, '../../../templates');
  const check = (...more: string[]) =>
    fairway('contract', 'check', '--templates', folder, ...more);
  const smallest = () => path.join(folder, 'internal-api/tests/smallest');

  beforeEach(() =>
    cp(path.join(shipped, 'internal-api'), path.join(folder, 'internal-api'), {
      recursive: true,
    }),
  );

  it('tells where a default of the form changes what is expected, and takes it over when asked to', async () => {
    const file = path.join(folder, 'internal-api/template.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replaceAll('default: /health/ready', 'default: /ready'),
    );
    const failed = await check();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(
      /tests\/smallest\/expected\/clusters\/\S+\.yaml:\d+: \S+\/readinessProbe\/httpGet\/path: expected "\/health\/ready", derived "\/ready"; Mend/,
    );
    expect((await check('--update')).code).toBe(0);
    expect((await check()).code).toBe(0);
    const names = await readdir(smallest());
    expect(names.sort()).toEqual(['answers.yaml', 'expected']);
  });

  it('tells of a field that the intent does not have, of an unknown action, and of answers that nobody asked for', async () => {
    const file = path.join(folder, 'internal-api/template.yaml');
    const text = await readFile(file, 'utf8');
    const answers = path.join(smallest(), 'answers.yaml');
    await writeFile(
      answers,
      (await readFile(answers, 'utf8')).replace('  system:', '  sytsem:'),
    );
    const asked = await check();
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain(
      '/form/sytsem: the form does not ask for "sytsem" with these answers; Write "system"',
    );
    await writeFile(
      file,
      text
        .replace('fairway:change-request', 'fairway:change-requests')
        .replace('        runtime:', '        rutnime:'),
    );
    const wrong = await check();
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain(
      'there is no action fairway:change-requests. Did you mean "fairway:change-request"?',
    );
    expect(wrong.stderr).toContain('the intent has no field spec/rutnime');
  });

  it('exits with 2 when there is no such folder', async () => {
    const missing = path.join(folder, 'none');
    expect((await check('--templates', missing)).code).toBe(2);
  });
});

describe('fairway connectivity', () => {
  it('prints who may talk to whom, once for what clusters hold alike', async () => {
    const out = path.join(folder, 'out');
    await fairway('compile', intents, '--out', out);
    const cluster = path.join(out, 'clusters/staging-1');
    const { code, stdout } = await fairway('connectivity', cluster, '--json');
    expect(code).toBe(0);
    const rows = JSON.parse(stdout);
    expect(rows).toContainEqual({
      src: 'staging-payments-billing/payments-api',
      dst: 'staging-risk-billing/fraud-service',
      ports: ['8080/TCP'],
    });
    expect(rows).not.toContainEqual(
      expect.objectContaining({
        src: 'staging-risk-billing/fraud-service',
        dst: 'staging-payments-billing/payments-api',
      }),
    );
  });

  it('exits with 2 on a policy that cannot be read, with its line, and on clusters that differ', async () => {
    const policy = (name: string, port: string) =>
      writeFile(
        path.join(folder, name),
        `apiVersion: v1
kind: List
items:
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: odd }
    spec:
      podSelector: {}
      ingress:
        - ports:
            - port: ${port}
`,
      );
    await policy('a.yaml', '99999');
    const unread = await fairway('connectivity', folder);
    expect(unread.code).toBe(2);
    expect(unread.stderr).toMatch(
      /a\.yaml:11: NetworkPolicy default\/odd: expected a port from 1 to 65535/,
    );
    await policy('b.yaml', '80');
    const twice = await fairway('connectivity', folder);
    expect(twice.code).toBe(2);
    expect(twice.stderr).toMatch(
      /b\.yaml:6: NetworkPolicy default\/odd is in .*a\.yaml too, and differs; name a folder that holds one cluster/,
    );
  });
});
