import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NOW, shippedContract } from '../compile/__testUtils__/shipped';
import { writeYaml } from '../yaml';
import { checkTemplate, runTemplateCase } from '.';

const contract = shippedContract();
const file = path.resolve(
  __dirname,
  '../../../../templates/http-api/template.yaml',
);
const checked = checkTemplate({
  file: 'template.yaml',
  text: readFileSync(file, 'utf8'),
  contract,
});

const FORM = {
  name: 'hello-api',
  owner: 'group:default/payments',
  system: 'billing',
  image: `registry.example.com/hello-api@sha256:${'ab'.repeat(32)}`,
};

function run(options: {
  form?: Record<string, unknown>;
  rest?: Record<string, unknown>;
  expected?: Record<string, string>;
  chosen?: string;
}) {
  if (!checked.ok) {
    throw new Error('the shipped template is not fine');
  }
  const { form, rest, expected, chosen } = options;
  return runTemplateCase({
    template: checked.value,
    contract,
    now: NOW,
    test: {
      folder: 'tests/hello',
      answers: {
        file: 'tests/hello/answers.yaml',
        text: writeYaml({
          form: { ...FORM, ...form },
          environments: ['dev'],
          ...rest,
        }),
      },
      expected,
      chosen,
    },
  });
}

/** What the update writes, as the folder holds it afterwards. */
function written(form?: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    (run({ form }).files ?? []).map(each => [
      each.path.replace('expected/', ''),
      each.text,
    ]),
  );
}

describe('A test of a template', () => {
  it('that expects nothing asks to be written, and is fine afterwards', () => {
    const first = run({});
    expect(first.problems.map(({ message }) => message)).toEqual([
      'nothing says what is expected',
    ]);
    expect(run({ expected: written() }).problems).toEqual([]);
  });

  it('names each place that differs, with its line', () => {
    const [path_, text] =
      Object.entries(written()).find(([name]) => name.includes('rollout-')) ??
      [];
    const edited = `${text}`.replace(
      'revisionHistoryLimit: 5',
      'revisionHistoryLimit: 7',
    );
    const line = edited.split('\n').indexOf('  revisionHistoryLimit: 7') + 1;
    const { problems } = run({
      expected: { ...written(), [`${path_}`]: edited, 'extra.yaml': 'a: 1\n' },
    });
    expect(problems).toEqual([
      expect.objectContaining({
        file: `tests/hello/expected/${path_}`,
        line,
        at: '/spec/revisionHistoryLimit',
        message: 'expected the number 7, derived the number 5',
      }),
      expect.objectContaining({
        file: 'tests/hello/expected/extra.yaml',
        message: 'this file is expected, and is not derived',
      }),
    ]);
  });

  it('may be about a few objects only', () => {
    const service = {
      kind: 'Service',
      metadata: { name: 'hello-api', namespace: 'dev-payments-billing' },
    };
    const first = run({ chosen: writeYaml(service) });
    expect(first.problems.length).toBeGreaterThan(0);
    expect(first.files?.map(each => each.path)).toEqual(['expected.yaml']);
    expect(run({ chosen: first.files?.[0].text }).problems).toEqual([]);
    const other = { kind: 'CronJob', metadata: { name: 'hello-api' } };
    expect(run({ chosen: writeYaml(other) }).problems).toEqual([
      expect.objectContaining({
        message: 'CronJob/hello-api is expected, and is not derived',
      }),
    ]);
  });

  it('is refused by a policy only when it says so', () => {
    const form = { image: 'docker.io/hello:1' };
    const refused = run({ form, rest: { environments: ['prod'] } });
    expect(refused.problems.length).toBeGreaterThan(0);
    expect(refused.files).toBeUndefined();
    const denied = [
      ...new Set(
        refused.problems.map(({ message }) => message.split(' denies ')[0]),
      ),
    ];
    expect(
      run({ form, rest: { environments: ['prod'], denied } }).problems,
    ).toEqual([]);
    expect(
      run({ rest: { denied: ['agreement'] } }).problems.map(
        ({ message }) => message,
      ),
    ).toEqual(['agreement does not deny these answers']);
  });

  it('answers what the form asks for: fields of a choice show up with it', () => {
    const route = { host: 'hello.example.com' };
    expect(
      run({ form: { exposure: 'internal', route } }).problems.map(
        ({ message }) => message,
      ),
    ).toEqual(['the form does not ask for "route" with these answers']);
    expect(
      run({ form: { exposure: 'public' } }).problems.map(({ at }) => at),
    ).toEqual(['/form']);
    const operations = {
      channel: '#payments',
      escalation: 'payments-primary',
      runbook: 'docs/runbook.md',
    };
    const { files } = run({
      form: {
        exposure: 'public',
        route,
        operations,
        capacity: { expectedRps: 50 },
      },
    });
    // The limit is the default of the form.
    expect(
      files?.find(each => each.path.endsWith('intent.yaml'))?.text,
    ).toContain('rateLimit: 500rps');
  });

  it('tells what is wrong in its answers', () => {
    expect(
      run({ rest: { flet: {} } }).problems.map(({ remedy }) => remedy),
    ).toEqual(['Rename it to "fleet"']);
    expect(
      run({ rest: { environments: ['qa'] } }).problems.map(
        ({ message }) => message,
      ),
    ).toEqual(['the contract knows no environment qa']);
  });
});
