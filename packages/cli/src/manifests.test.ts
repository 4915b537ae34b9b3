import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fairway } from './__testUtils__/fairway';

jest.setTimeout(120_000);

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: no-host-network
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: ['']
        apiVersions: ['v1']
        operations: [CREATE]
        resources: [pods]
  validations:
    - expression: '!object.spec.?hostNetwork.orValue(false)'
`;

let folder: string;
let policies: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-manifests-'));
  policies = path.join(folder, '.policies');
  await write('.policies/no-host-network.yaml', POLICY);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function pod(name: string, metadata = `{ name: ${name} }`): string {
  return `apiVersion: v1
kind: Pod
metadata: ${metadata}
spec: { hostNetwork: true, containers: [{ name: app, image: app }] }
`;
}

async function write(name: string, text: string | Buffer): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** Resources that the policy fails, with the exit code. */
async function failing(at = folder) {
  const { code, stdout, stderr } = await fairway(
    ...['policy', 'test', at, '--policies', policies, '--json'],
  );
  const rows: { resource: string; result: string }[] = JSON.parse(stdout);
  return {
    code,
    stderr,
    failing: rows
      .filter(({ result }) => result === 'fail')
      .map(({ resource }) => resource),
  };
}

/** What is wrong with the input: lines without the folder, which have to end the command with 2. */
async function refused(command: 'policy' | 'connectivity', at = folder) {
  const args =
    command === 'policy'
      ? ['policy', 'test', at, '--policies', policies]
      : ['connectivity', at];
  const { code, stdout, stderr } = await fairway(...args, '--json');
  expect(code).toBe(2);
  const lines = stderr.trimEnd().split('\n');
  expect(JSON.parse(stdout)).toEqual({ problems: lines });
  return lines.map(line => line.replace(folder, '').replace(/^\//, ''));
}

describe('Manifests are read, whatever they are written in', () => {
  it('as .yaml, .yml and .json in either case, in lists, and with names that the API server makes up', async () => {
    await write('a.yaml', pod('a'));
    await write('b.YML', pod('b'));
    await write(
      'c.json',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'c' },
        spec: { hostNetwork: true, containers: [] },
      }),
    );
    await write(
      'd/list.yaml',
      `apiVersion: v1
kind: PodList
items:
  - metadata: { name: d }
    spec: { hostNetwork: true }
---
apiVersion: v1
kind: List
items:
  - ${pod('e').trimEnd().replaceAll('\n', '\n    ')}
---
# nothing
---
${pod('', '{ generateName: f- }')}---
${pod('', '{ generateName: f- }')}`,
    );
    expect(await failing()).toEqual({
      code: 1,
      stderr: '',
      failing: ['a', 'b', 'c', 'd', 'e', 'f-xxxxx', 'f-xxxx2'].map(
        name => `Pod/${name}`,
      ),
    });
  });

  it('as a single file', async () => {
    await write('other.yaml', pod('other'));
    const file = await write('single.txt', pod('single'));
    expect(await failing(file)).toMatchObject({ failing: ['Pod/single'] });
    const { code, stdout } = await fairway('connectivity', file, '--json');
    expect([code, JSON.parse(stdout)[0].dst]).toEqual([0, 'default/single']);
  });

  it('through links to files and folders, each once, also when they lead in a circle', async () => {
    const elsewhere = path.join(folder, '.elsewhere');
    await write('.elsewhere/a.yaml', pod('a'));
    await write('.elsewhere/deep/b.yaml', pod('b'));
    await write('own/c.yaml', pod('c'));
    await symlink(elsewhere, path.join(folder, 'linked'));
    await symlink('own/c.yaml', path.join(folder, 'again.yaml'));
    await symlink('..', path.join(folder, 'own/up'));
    await symlink(path.dirname(folder), path.join(folder, 'own/far-up'));
    await symlink('../..', path.join(elsewhere, 'deep/around'));
    expect(await failing()).toMatchObject({
      failing: ['Pod/a', 'Pod/b', 'Pod/c'],
    });
  });

  it('as the tools of Kubernetes read YAML', async () => {
    await write('yes.yaml', pod('yes-yes').replace('true', 'yes'));
    await write('on.yaml', pod('on-on').replace('true', 'on'));
    await write('off.yaml', pod('off-off').replace('true', 'off'));
    await write('text.yaml', pod('"0100"').replace('true', 'no'));
    expect(await failing()).toMatchObject({
      failing: ['Pod/on-on', 'Pod/yes-yes'],
    });
  });

  it('a thousand of them with few files open at a time', async () => {
    await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        write(`${index}.yaml`, pod(`p${index}`)),
      ),
    );
    expect((await failing()).failing).toHaveLength(1000);
  });
});

describe('What cannot be evaluated is told, and never counts as fine', () => {
  it('objects that no API server would take, each with its line', async () => {
    await write(
      'a.yaml',
      `${pod('', '{ labels: { a: b } }')}---
${pod('123')}---
kind: Pod
metadata: { name: a }
---
apiVersion: v1
kind: List
items:
  - kind: Pod
    metadata: { name: b }
---
${pod('c', '{ name: c, labels: { app: on } }')}---
- ${pod('d').trimEnd().replaceAll('\n', '\n  ')}
`,
    );
    const lines = [
      'a.yaml:3: the Pod has no name; write metadata.name',
      'a.yaml:8: metadata.name of the Pod is the number 123, and has to be a text; put it in quotes',
      'a.yaml:11: the Pod has no apiVersion, so it is no Kubernetes object; write its apiVersion',
      'a.yaml:17: the Pod has no apiVersion, so it is no Kubernetes object; write its apiVersion',
      'a.yaml:22: app in metadata.labels of the Pod is the boolean true, and has to be a text; put it in quotes',
      'a.yaml:25: a list is no Kubernetes object; put it below items of a document with kind: List and apiVersion: v1',
    ];
    expect(await refused('policy')).toEqual(lines);
    expect(await refused('connectivity')).toEqual(lines);
  });

  it('malformed YAML, fields that are there twice, and numbers that JSON does not have', async () => {
    await write(
      'a.yaml',
      `${pod('a')}---\nkind: [\n---\na: 1\na: 2\nb: .inf\n`,
    );
    await write('b.yaml', Buffer.from([0x61, 0xff, 0xfe]));
    expect(await refused('policy')).toEqual([
      expect.stringMatching(/^b\.yaml:1: is no text in UTF-8; /),
    ]);
    await rm(path.join(folder, 'b.yaml'));
    expect(await refused('policy')).toEqual([
      expect.stringMatching(/^a\.yaml:\d: malformed YAML: .*; mend the YAML$/),
      'a.yaml:9: the field a is there twice; remove one of them',
      'a.yaml:10: JSON has no number .inf; put it in quotes',
    ]);
  });

  it('templates, which have to be rendered first', async () => {
    await write('if.yaml', '{{ if .Values.pod }}\n');
    await write('name.yaml', pod('{{ .Release.Name }}'));
    await write('quoted.yaml', pod('"{{ .Release.Name }}-pod"'));
    const template =
      'is a template, not a manifest; render it first (helm template, kustomize build) and name what comes out';
    const lines = ['if.yaml:1', 'name.yaml:3', 'quoted.yaml:3'].map(
      place => `${place}: ${template}`,
    );
    expect(await refused('policy')).toEqual(lines);
    expect(await refused('connectivity')).toEqual(lines);
  });

  it('a folder with nothing in it', async () => {
    expect(await refused('policy')).toEqual([
      ': there is no Kubernetes object in it that policies could judge; name a file or folder of manifests (.yaml, .yml, .json)',
    ]);
    expect(await refused('connectivity')).toEqual([
      expect.stringMatching(
        /^: there are no manifests in it; name a file or folder/,
      ),
    ]);
    await write('policy.yaml', POLICY);
    expect(await refused('policy')).toHaveLength(1);
  });

  it('a link that leads nowhere, and a path that does', async () => {
    await symlink('nowhere', path.join(folder, 'gone.yaml'));
    expect(await refused('policy')).toEqual([
      'gone.yaml: there is no such file or folder; check the path',
    ]);
    expect(await refused('connectivity', path.join(folder, 'none'))).toEqual([
      'none: there is no such file or folder; check the path',
    ]);
  });

  it('policies in a list, which would not be tested', async () => {
    await write('pod.yaml', pod('a'));
    await write(
      '.policies/no-host-network.yaml',
      `apiVersion: v1\nkind: List\nitems:\n  - ${POLICY.trimEnd().replaceAll(
        '\n',
        '\n    ',
      )}\n`,
    );
    expect(await refused('policy')).toEqual([
      '.policies/no-host-network.yaml:4: the policy no-host-network is an item of a list, where policies are not read; make it a document of its own',
    ]);
  });

  it('what is no Kubernetes object is left out, and said to be', async () => {
    await write('pod.yaml', pod('a'));
    await write('values.yaml', 'replicas: 1\n');
    await write('package.json', '{"name": "app"}');
    await write(
      'kustomization.yaml',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
    );
    const { failing: found, stderr } = await failing();
    expect(found).toEqual(['Pod/a']);
    expect(stderr.replaceAll(`${folder}/`, '')).toBe(
      'kustomization.yaml:1, package.json:1, values.yaml:1: no Kubernetes objects (an object has apiVersion and kind), left out\n',
    );
  });

  it('a number of which digits are lost is told', async () => {
    await write(
      'pod.yaml',
      pod('a').replace('hostNetwork', 'runs: 9007199254740993, hostNetwork'),
    );
    const { code, stderr } = await failing();
    expect(code).toBe(1);
    expect(stderr).toContain(
      'pod.yaml:4: 9007199254740993 is beyond 2^53 and is taken for 9007199254740992',
    );
  });
});

describe('fairway connectivity says on stderr, once, what its answer leaves out', () => {
  it('pods on the network of their node, and policies of other makes', async () => {
    await write('a.yaml', pod('agent'));
    await write('b.yaml', pod('app').replace('hostNetwork: true, ', ''));
    for (const [file, apiVersion, kind] of [
      ['c', 'cilium.io/v2', 'CiliumNetworkPolicy'],
      ['d', 'cilium.io/v2', 'CiliumNetworkPolicy'],
      ['e', 'projectcalico.org/v3', 'NetworkPolicy'],
    ]) {
      await write(
        `${file}.yaml`,
        `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${file} }\n`,
      );
    }
    const { code, stdout, stderr } = await fairway(
      ...['connectivity', folder, '--json'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual({
      src: 'default/agent',
      dst: 'default/app',
      ports: ['all'],
    });
    expect(stderr.replaceAll(folder, 'DIR').trimEnd().split('\n')).toEqual([
      'DIR: 3 of kind CiliumNetworkPolicy, NetworkPolicy are not read; what they open or close is not in the answer',
      'DIR: no NetworkPolicy holds for pods on the network of their node (hostNetwork): default/agent; only the other side can close what reaches or leaves them',
    ]);
  });
});
