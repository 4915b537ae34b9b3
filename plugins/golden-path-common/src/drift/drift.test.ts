import fc from 'fast-check';
import {
  addColumn,
  logAgent,
  nightlyReport,
  trainModel,
} from '../compile/__testUtils__/endingWork';
import {
  ledgerStore,
  ordersWorker,
  shopGateway,
} from '../compile/__testUtils__/longRunning';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from '../compile/__testUtils__/shipped';
import { renderFiles } from '../compile/render';
import { describeDrift } from './words';
import { driftingFiles, seenNow, type DriftPast } from './kinds';
import { countKinds, driftStateOf, endedWaivers } from './state';

/** Texts by path: a text is its own id. */
function filesOf(result: ReturnType<typeof compileShipped>) {
  return new Map(renderFiles(result).map(({ path, text }) => [path, text]));
}

const estate = [
  compileShipped(paymentsApi()),
  compileShipped(fraudService(), { others: [paymentsApi()] }),
  ...[
    ledgerStore,
    ordersWorker,
    shopGateway,
    addColumn,
    logAgent,
    nightlyReport,
    trainModel,
  ].map(intent => compileShipped(intent())),
].map(filesOf);

/** Of a service that was derived under what holds now, and never looked at. */
function fresh(derived: ReadonlyMap<string, string>): DriftPast {
  return { derivations: () => [derived], isKnown: true };
}

const aService = fc.constantFrom(...estate);
const aFile = aService.chain(derived =>
  fc.record({
    derived: fc.constant(derived),
    path: fc.constantFrom(...derived.keys()),
  }),
);

describe('Files in Git against what is derived', () => {
  it('do not drift as they were derived, whatever the service', () => {
    fc.assert(
      fc.property(aService, derived => {
        const drifting = driftingFiles({
          found: new Map(derived),
          derived,
          past: fresh(derived),
        });
        expect(drifting).toEqual([]);
      }),
    );
  });

  it('drift in exactly the one file that somebody touched', () => {
    const edits = fc.oneof(
      fc.record({
        kind: fc.constant('edited' as const),
        at: fc.nat(),
        put: fc.string({ minLength: 1 }),
      }),
      fc.constant({ kind: 'missing' as const }),
      fc.constant({ kind: 'foreign' as const }),
    );
    fc.assert(
      fc.property(aFile, edits, ({ derived, path }, edit) => {
        const found = new Map(derived);
        const text = derived.get(path) ?? '';
        let touched = path;
        if (edit.kind === 'edited') {
          const at = edit.at % (text.length + 1);
          found.set(path, text.slice(0, at) + edit.put + text.slice(at));
        } else if (edit.kind === 'missing') {
          found.delete(path);
        } else {
          touched = `${path}.bak`;
          found.set(touched, text);
        }
        const [file, ...others] = driftingFiles({
          found,
          derived,
          past: fresh(derived),
        });
        expect(others).toEqual([]);
        expect(file).toEqual({ path: touched, kind: edit.kind });
        const { words } = describeDrift({
          ...file,
          found: found.get(touched),
          derived: derived.get(touched),
        });
        expect(words.join()).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  const then = new Map([
    ['kept', '1'],
    ['changed', '1'],
    ['gone', '1'],
  ]);
  const now = new Map([
    ['kept', '1'],
    ['changed', '2'],
    ['new', '1'],
  ]);
  const kinds = (found: ReadonlyMap<string, string>, past: DriftPast) =>
    Object.fromEntries(
      driftingFiles({ found, derived: now, past }).map(({ path, kind }) => [
        path,
        kind,
      ]),
    );
  const behind = { changed: 'behind', gone: 'behind', new: 'behind' };

  it('are behind when the contract that they name derives exactly what lies there', () => {
    expect(kinds(then, { derivations: () => [then], isKnown: true })).toEqual(
      behind,
    );
  });

  it('are behind when they were as derived at the last look and nobody touched them', () => {
    const seen = seenNow({ found: then, derived: then, drifting: [] });
    const past = { derivations: () => [], seen, isKnown: false };
    expect(kinds(then, past)).toEqual(behind);
  });

  it('are edited when they are neither what is derived nor what was', () => {
    const found = new Map(then).set('changed', '9').set('other', '1');
    found.delete('kept');
    const past = { derivations: () => [then], isKnown: true };
    const expected = {
      ...behind,
      changed: 'edited',
      kept: 'missing',
      other: 'foreign',
    };
    expect(kinds(found, past)).toEqual(expected);

    // The look after that one finds the same.
    const drifting = driftingFiles({ found, derived: now, past });
    const seen = seenNow({ found, derived: now, drifting });
    expect(kinds(found, { ...past, seen })).toEqual(expected);
  });

  it('cannot be told from a change of the contract when that is not kept', () => {
    const past = { derivations: () => [now], isKnown: false };
    expect(kinds(then, past)).toEqual({ ...behind, gone: 'foreign' });
  });
});

describe('Drift in words', () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: app
          resources:
            limits:
              memory: 1536Mi
`;
  const said = (found: string | undefined, derived?: string) =>
    describeDrift({
      path: 'a/deployment-web.yaml',
      kind: 'edited',
      found,
      derived,
    });

  it.each([
    [
      'a value',
      deployment.replace('1536Mi', '2Gi'),
      13,
      'memory limit of app 2Gi → 1536Mi',
    ],
    [
      'the ends of lines',
      deployment.replace(/\n/g, '\r\n'),
      1,
      'only the ends of lines differ: it says the same',
    ],
    [
      'blanks',
      deployment.replace('apps/v1', 'apps/v1  '),
      1,
      'only white space differs: it says the same',
    ],
    [
      'a comment',
      deployment.replace('spec:', '# see INC-7\nspec:'),
      5,
      'only comments, the order of keys or the layout differ: it says the same',
    ],
    [
      'what is no YAML',
      deployment.replace('spec:', 'spec'),
      5,
      'it is no YAML any more: ',
    ],
    [
      'a second document',
      `${deployment}---\nkind: Pod\n`,
      14,
      '1 document behind the first: it goes',
    ],
    [
      'nothing at all',
      '',
      1,
      'it holds no object any more; Deployment web is derived',
    ],
  ])('after a change of %s', (_, found, line, words) => {
    const file = said(found, deployment);
    expect(file.line).toBe(line);
    expect(file.words.join()).toContain(words);
    expect(file.object).toEqual({ kind: 'Deployment', name: 'web' });
  });

  it('of a file that is not there, and of one that nothing derives', () => {
    expect(said(undefined, deployment).words).toEqual([
      'Deployment web is not there; it is derived',
    ]);
    expect(said(deployment).words).toEqual([
      'nothing derives Deployment web; it goes',
    ]);
  });

  it('of a text is the number of its lines', () => {
    const words = describeDrift({
      path: 'services/web/runbook.md',
      kind: 'edited',
      found: '# Web\n\nCall Bob.\n',
      derived: '# Web\n\nCall the team.\n',
    }).words;
    expect(words).toEqual(['1 line added, 1 removed']);
  });

  it('never tells the values of a Secret', () => {
    const file = said(
      'apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData: {password: hunter2}\n',
      deployment,
    );
    expect(JSON.stringify(file)).not.toContain('hunter2');
    expect(file.words[0]).toContain('not shown');
  });
});

describe('The worst that is said of a service', () => {
  const files = (...list: Parameters<typeof countKinds>[0]) => countKinds(list);
  it.each([
    [files({ kind: 'missing' }), 1, 1, 'edited'],
    [files({ kind: 'behind' }), 1, 1, 'expired'],
    [files({ kind: 'behind' }), 0, 1, 'denied'],
    [files({ kind: 'behind' }), 0, 0, 'behind'],
    [files(), 0, 0, 'none'],
  ])(
    'of %j, with %d ended and %d denied is %s',
    (counts, expired, denied, state) => {
      expect(driftStateOf({ files: counts, expired, denied })).toBe(state);
    },
  );

  it('counts overrides that have ended, and exceptions whose policy still finds something', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    const intent = paymentsApi();
    const ended = {
      reason: 'r',
      approvedBy: 'group:sre',
      expires: '2026-11-20',
    };
    intent.spec.overrides = [
      {
        ...ended,
        target: { kind: 'Deployment' },
        patch: [{ op: 'remove', path: '/spec/replicas' }],
      },
    ];
    const finding = {
      policy: 'image-digest',
      title: '',
      severity: 'deny' as const,
      message: '',
      at: '',
      remedy: '',
    };
    const exception = {
      ...ended,
      id: 'old-image',
      policy: 'image-digest',
      service: intent.metadata.name,
      environments: ['prod'],
      ticket: 'SEC-1',
    };
    const ids = (findings: object[], expires = '2026-11-20') =>
      endedWaivers({
        result: {
          intent,
          findings: findings.map(each => ({ ...finding, ...each })),
        },
        exceptions: [{ ...exception, expires }],
        now,
      }).map(({ id }) => id);
    expect(ids([{}])).toEqual(['old-image', 'payments-api/overrides/0']);
    expect(ids([{ environments: ['dev'] }])).toEqual([
      'payments-api/overrides/0',
    ]);
    expect(ids([{}], '2026-11-21')).toEqual(['payments-api/overrides/0']);
  });
});
