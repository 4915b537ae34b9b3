import { generate } from 'selfsigned';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Objective } from '@fairway/plugin-slo-common';
import {
  json,
  PrometheusDouble,
  refusal,
  vector,
  type Asked,
} from '../__testUtils__/prometheus/PrometheusDouble';
import type { PrometheusSettings } from './config';
import {
  PrometheusSliSource,
  type PrometheusSliSourceOptions,
} from './PrometheusSliSource';

const AT = Date.parse('2026-11-22T00:00:00Z');

/** Of rules, so that it stands in one query with others. */
function objective(id: string, more: Partial<Objective> = {}): Objective {
  return {
    id,
    format: 'sloth',
    name: id,
    title: id,
    service: 'payments',
    target: 0.999,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    budgeting: { method: 'occurrences' },
    labels: { environment: 'prod' },
    sli: {
      kind: 'events',
      bad: `rate(${id}_bad[{{.window}}])`,
      total: `rate(${id}_total[{{.window}}])`,
    },
    recorded: {
      ratio: 'slo:sli_error:ratio_rate{{.window}}',
      windows: ['1h', '6h'],
      key: { label: 'sloth_id', value: id },
      matchers: {},
    },
    alerts: { page: true, ticket: true },
    place: { file: 'payments.yaml' },
    ...more,
  };
}
/** Without rules: its expression is asked. */
const unrecorded = (id: string) =>
  objective(id, {
    recorded: undefined,
    sli: { kind: 'ratio', errorRatio: `avg_over_time(${id}[{{.window}}])` },
  });

/** Answers every objective that is asked for with this value. */
const answering = (value: string) => (asked: Asked) =>
  vector([
    ...[...asked.form.query.matchAll(/sloth_id=~?"([^"]*)"/g)].flatMap(
      ([, ids]) =>
        ids
          .split('|')
          .map(id => ({ labels: { __name__: 'x', sloth_id: id }, value })),
    ),
    ...[...asked.form.query.matchAll(/"fairway_objective", "([^"]*)"/g)].map(
      ([, fairway_objective]) => ({ labels: { fairway_objective }, value }),
    ),
  ]);

describe('Indicators from a Prometheus', () => {
  let double: PrometheusDouble;
  let pauses: number[];

  beforeEach(async () => {
    double = await PrometheusDouble.start();
    double.reply = (asked, response) =>
      json(200, answering('0.25')(asked))(asked, response);
    pauses = [];
  });
  afterEach(() => double.stop());

  const sourceWith = (
    settings: Partial<PrometheusSettings> = {},
    more: Partial<PrometheusSliSourceOptions> = {},
  ) =>
    PrometheusSliSource.create({
      settings: {
        id: 'eu',
        url: double.url,
        timeoutSeconds: 20,
        concurrency: 2,
        ...settings,
      },
      sleep: async ms => {
        pauses.push(ms);
      },
      ...more,
    });
  const ask = (
    source: PrometheusSliSource,
    objectives: Objective[],
    signal?: AbortSignal,
  ) => source.ratios({ objectives, windows: ['1h'], at: AT, signal });
  /** What is known of each, and what failed. */
  const told = async (
    source: PrometheusSliSource,
    objectives = [objective('a'), objective('b')],
  ) => {
    const { readings, failures } = await ask(source, objectives);
    return {
      readings: Object.fromEntries(
        [...readings].map(([id, windows]) => {
          const reading = windows.get('1h');
          return [id, reading?.kind === 'value' ? reading.errorRatio : reading];
        }),
      ),
      failures,
    };
  };
  const failing = async (source: PrometheusSliSource) => {
    const { readings, failures } = await told(source);
    expect(readings).toEqual({});
    expect(failures).toHaveLength(1);
    expect(failures[0].objectives).toEqual(['a', 'b']);
    return failures[0].message;
  };

  it('are asked for once for all, with what the server needs to let us read', async () => {
    const source = sourceWith({
      url: `${double.url}/prometheus/`,
      tenant: 'payments',
      headers: { 'X-Team': 'sre' },
      auth: { type: 'basic', username: 'fairway', password: 'pässword' },
      labels: { cluster: 'prod-eu-1' },
    });
    expect(await told(source)).toEqual({
      readings: { a: 0.25, b: 0.25 },
      failures: [],
    });
    expect(double.asked).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/prometheus/api/v1/query',
        headers: expect.objectContaining({
          'x-scope-orgid': 'payments',
          'x-team': 'sre',
          authorization: `Basic ${Buffer.from('fairway:pässword').toString(
            'base64',
          )}`,
        }),
        form: {
          query:
            'slo:sli_error:ratio_rate1h{sloth_id=~"a|b",cluster="prod-eu-1"}',
          time: '1795305600',
          timeout: '18000ms',
        },
      }),
    ]);
  });

  it('are asked for with a token, also of a file that changes', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-token-'));
    const tokenFile = path.join(folder, 'token');
    const ofFile = sourceWith({ auth: { type: 'bearerFile', tokenFile } });
    await writeFile(tokenFile, 'first\n');
    await told(ofFile);
    await writeFile(tokenFile, 'second\n');
    await told(ofFile);
    await told(sourceWith({ auth: { type: 'bearer', token: 'fixed' } }));
    expect(double.asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first',
      'Bearer second',
      'Bearer fixed',
    ]);
    await rm(folder, { recursive: true });
    expect(await failing(ofFile)).toMatch(
      /^The token for Prometheus at \S+ cannot be read from \S+token; see/,
    );
  });

  it('are asked for only where the source is for them', () => {
    const knows = (settings: Partial<PrometheusSettings>) =>
      sourceWith(settings).knows(objective('a'));
    expect(knows({})).toBe(true);
    expect(knows({ services: ['payments'], environments: ['prod'] })).toBe(
      true,
    );
    expect(knows({ services: ['checkout'] })).toBe(false);
    expect(knows({ environments: ['staging'] })).toBe(false);
  });

  it('are unknown while it is down, which is told once and not asked for each', async () => {
    const source = sourceWith();
    await double.stop();
    expect(await failing(source)).toMatch(
      /^Prometheus at http:\S+ cannot be reached \(ECONNREFUSED\); see whether/,
    );
    expect(pauses).toEqual([]);
    double = await PrometheusDouble.start();
  });

  it.each([
    ['does not answer', () => {}],
    [
      'stops in the middle of its answer',
      (_: Asked, response: import('node:http').ServerResponse) => {
        response.writeHead(200).write('{"status":"success","da');
      },
    ],
  ])('are unknown when it %s', async (_, reply) => {
    double.reply = reply;
    expect(await failing(sourceWith({ timeoutSeconds: 0.2 }))).toMatch(
      /gave no whole answer within 0\.2 s/,
    );
    expect(double.asked).toHaveLength(1);
  });

  it('are not asked for any more when it is too slow again and again', async () => {
    double.reply = () => {};
    const objectives = Array.from({ length: 2_000 }, (_, i) =>
      objective(`o${i}`),
    );
    const { failures } = await ask(
      sourceWith({ timeoutSeconds: 0.2 }),
      objectives,
    );
    expect(failures.flatMap(failure => failure.objectives)).toHaveLength(2_000);
    expect(double.asked.length).toBeLessThanOrEqual(4);
  });

  it('are kept when one query takes too long, which the next look asks apart', async () => {
    double.reply = (asked, response) =>
      asked.form.query.includes('huge')
        ? undefined
        : json(200, answering('0.25')(asked))(asked, response);
    const source = sourceWith({}, { lookMs: 400 });
    const objectives = [
      ...Array.from({ length: 120 }, (_, i) => unrecorded(`o${i}`)),
      unrecorded('huge'),
    ];
    const failed = async () => {
      const { failures, readings } = await ask(source, objectives);
      const ids = failures.flatMap(failure => failure.objectives);
      expect(readings.size + ids.length).toBeGreaterThanOrEqual(121);
      return ids;
    };
    const first = await failed();
    expect(first).toContain('huge');
    expect(first.length).toBeLessThan(60);
    expect(await failed()).toEqual(['huge']);
    expect(await failed()).toEqual(['huge']);
  });

  it.each([502, 503, 504])('are asked for again after %i', async status => {
    double.next.push(json(status, 'Service Unavailable'), json(status, ''));
    expect(await told(sourceWith())).toMatchObject({
      readings: { a: 0.25, b: 0.25 },
      failures: [],
    });
    expect(double.asked).toHaveLength(3);
    expect(pauses).toHaveLength(2);
  });

  it('are asked for again after a broken connection, and as late as 429 wants', async () => {
    double.next.push(
      (_, response) => response.destroy(),
      json(429, '', { 'retry-after': '7' }),
    );
    expect((await told(sourceWith())).failures).toEqual([]);
    expect(pauses).toEqual([expect.any(Number), 7_000]);
  });

  it('are unknown when it wants more patience than there is', async () => {
    double.reply = json(429, 'slow down', { 'retry-after': '3600' });
    expect(await failing(sourceWith())).toMatch(
      /cannot answer at the moment \(HTTP 429\)/,
    );
    expect(double.asked).toHaveLength(1);
  });

  it('are unknown when it stays overloaded', async () => {
    double.reply = json(503, '');
    expect(await failing(sourceWith())).toMatch(/\(HTTP 503\)/);
    expect(double.asked).toHaveLength(4);
  });

  it.each<[string, ReturnType<typeof json>, RegExp]>([
    [
      'answers with a login page',
      json(200, '<html><title>Sign in</title></html>', {
        'content-type': 'text/html',
      }),
      /answers what no Prometheus would.+no login page stands in front/,
    ],
    [
      'leads to a login page',
      json(302, '', { location: 'https://login.example.com' }),
      /sends us elsewhere/,
    ],
    ['answers half of its JSON', json(200, '{"status":"succ'), /no Prometheus/],
    ['answers something else', json(200, { data: 5 }), /no Prometheus/],
    ['is not there', json(404, '404 page not found'), /before \/api\/v1/],
    [
      'serves nothing at the address, as VictoriaMetrics says it',
      json(400, 'unsupported path requested: "/api/v1/query"'),
      /before \/api\/v1/,
    ],
    ['does not know us', json(401, 'no'), /does not let us read \(HTTP 401\)/],
    [
      'does not know the tenant',
      refusal(401, 'unauthorized', 'no org id'),
      /unauthorized: no org id.+tenant/,
    ],
    [
      'fails inside',
      refusal(500, 'internal', 'out\nof \u001b[31mdisk'),
      /trouble of its own \(internal: out of {1,2}\[31mdisk\)/,
    ],
  ])('are unknown when it %s', async (_, reply, message) => {
    double.reply = reply;
    expect(await failing(sourceWith())).toMatch(message);
    expect(double.asked).toHaveLength(1);
  });

  it('do not fill the memory', async () => {
    const line = ' '.repeat(1024 * 1024);
    double.reply = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(line));
      };
      response.writeHead(200).on('drain', more);
      more();
    };
    const { readings, failures } = await told(
      sourceWith({}, { maxBytes: 1e6 }),
    );
    expect(readings).toEqual({});
    expect(failures).toEqual([
      {
        objectives: ['a', 'b'],
        message: expect.stringMatching(/more than 1000000 bytes/),
      },
    ]);
  });

  describe('of which one cannot be answered', () => {
    const objectives = [
      ...Array.from({ length: 64 }, (_, i) => unrecorded(`fine${i}`)),
      unrecorded('broken'),
    ];
    const refusing = (status: number, type: string) => {
      double.reply = (asked, response) =>
        (asked.form.query.includes('broken')
          ? refusal(status, type, 'it is (broken)')
          : json(200, answering('0.25')(asked)))(asked, response);
    };

    it.each([
      [400, 'bad_data'],
      [422, 'execution'],
      [503, 'timeout'],
    ])('are told for the others (%i %s)', async (status, type) => {
      refusing(status, type);
      const source = sourceWith();
      const { readings, failures } = await told(source, objectives);
      expect(Object.values(readings)).toEqual(Array(64).fill(0.25));
      expect(failures).toEqual([
        {
          objectives: ['broken'],
          message: expect.stringMatching(/it is \(broken\)/),
        },
      ]);
      // Halved until it was alone: twice for each halving, and once more as it is.
      expect(double.asked.length).toBeLessThanOrEqual(2 * 7 + 2);
      expect(pauses).toEqual([]);

      double.asked.length = 0;
      await told(source, objectives);
      expect(double.asked).toHaveLength(2);
    });

    it('takes one whose query answers a number without series', async () => {
      double.reply = (asked, response) => {
        const { query } = asked.form;
        if (!query.includes('scalar')) {
          json(200, answering('0.25')(asked))(asked, response);
        } else if (query.includes('label_replace')) {
          refusal(
            400,
            'bad_data',
            'expected type instant vector',
          )(asked, response);
        } else {
          json(200, {
            status: 'success',
            data: { resultType: 'scalar', result: [1, '0.5'] },
          })(asked, response);
        }
      };
      expect(
        await told(sourceWith(), [unrecorded('a'), unrecorded('scalar')]),
      ).toEqual({ readings: { a: 0.25, scalar: 0.5 }, failures: [] });
    });

    it('gives up where nothing can be answered, with few queries', async () => {
      double.reply = refusal(422, 'execution', 'no');
      const { failures } = await told(
        sourceWith(),
        Array.from({ length: 2_000 }, (_, i) => unrecorded(`o${i}`)),
      );
      expect(failures.flatMap(failure => failure.objectives)).toHaveLength(
        2_000,
      );
      expect(double.asked.length).toBeLessThan(400);
    });
  });

  it.each<[string, object, string | RegExp]>([
    ['Thanos warns', { warnings: ['store-2: deadline exceeded'] }, /store-2/],
    ['VictoriaMetrics says so', { isPartial: true }, /a part of it/],
  ])('are no numbers when they are not whole: %s', async (_, more, words) => {
    double.reply = (asked, response) =>
      json(200, { ...answering('0.25')(asked), ...more })(asked, response);
    expect(await told(sourceWith(), [objective('a')])).toEqual({
      readings: {
        a: {
          kind: 'unusable',
          why: 'partial',
          message: expect.stringMatching(words),
        },
      },
      failures: [],
    });
  });

  it('are whole when only the expression could be better', async () => {
    double.reply = (asked, response) =>
      json(200, {
        ...answering('0.25')(asked),
        warnings: [
          'PromQL warning: encountered a mix of histograms and floats',
        ],
        infos: ['PromQL info: metric might not be a counter'],
      })(asked, response);
    expect((await told(sourceWith())).readings).toEqual({ a: 0.25, b: 0.25 });
  });

  it('are no longer asked for when the caller has no more need of them', async () => {
    const caller = new AbortController();
    double.reply = () => caller.abort(new Error('shutting down'));
    await expect(
      ask(sourceWith(), [objective('a')], caller.signal),
    ).rejects.toThrow('shutting down');
    await expect(
      sourceWith().slots({
        objectives: [objective('a')],
        from: AT - 600_000,
        to: AT,
        stepSeconds: 300,
        signal: caller.signal,
      }),
    ).rejects.toThrow('shutting down');
  });

  it('of services without any error so far are good, and say that nobody counts errors', async () => {
    // Neither errors nor what rules divide by them have a series; b is idle, c is away altogether.
    double.reply = (asked, response) =>
      json(
        200,
        vector([
          ...(asked.form.query.includes('slo:sli_error')
            ? [{ labels: { sloth_id: 'b' }, value: 'NaN' }]
            : []),
          ...(asked.form.query.includes('"a:total"')
            ? [{ labels: { fairway_objective: 'a:total' }, value: '3' }]
            : []),
        ]),
      )(asked, response);
    const { readings, failures } = await ask(
      sourceWith(),
      ['a', 'b', 'c'].map(id => objective(id)),
    );
    expect(failures).toEqual([]);
    expect(['a', 'b', 'c'].map(id => readings.get(id)?.get('1h'))).toEqual([
      {
        kind: 'value',
        errorRatio: 0,
        events: { bad: 0, total: 10_800 },
        noBadSeries: true,
      },
      // Nothing happened, and nothing is there.
      { kind: 'no-data', idle: true },
      { kind: 'no-data' },
    ]);
    expect(double.asked).toHaveLength(2);
    expect(double.asked[1].form.query).not.toContain('"b:');
  });

  it('come in slots of time', async () => {
    double.reply = (asked, response) =>
      json(200, {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            ['a:bad', '0.5'],
            ['a:total', '2'],
          ].map(([fairway_objective, value]) => ({
            metric: { fairway_objective },
            values: [
              [AT / 1000 - 300, value],
              [AT / 1000, value],
            ],
          })),
        },
      })(asked, response);
    const { slots, failures } = await sourceWith().slots({
      objectives: [objective('a')],
      from: AT - 600_000,
      to: AT,
      stepSeconds: 300,
    });
    expect(failures).toEqual([]);
    expect(slots.get('a')).toEqual([
      { at: AT - 600_000, seconds: 300, bad: 150, total: 600 },
      { at: AT - 300_000, seconds: 300, bad: 150, total: 600 },
    ]);
    expect(double.asked[0]).toMatchObject({
      path: '/api/v1/query_range',
      form: {
        start: `${AT / 1000 - 300}`,
        end: `${AT / 1000}`,
        step: '300',
      },
    });
  });
});

describe('A Prometheus behind TLS', () => {
  let folder: string;
  let double: PrometheusDouble;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'fairway-prometheus-tls-'));
    const { private: key, cert } = await generate(
      [{ name: 'commonName', value: 'prometheus.example.com' }],
      {
        keySize: 2048,
        extensions: [
          {
            name: 'subjectAltName',
            altNames: [{ type: 2, value: 'prometheus.example.com' }],
          },
        ],
      },
    );
    await writeFile(path.join(folder, 'key.pem'), key);
    await writeFile(path.join(folder, 'cert.pem'), cert);
    double = await PrometheusDouble.start({
      key,
      cert,
      ca: cert,
      requestCert: true,
      rejectUnauthorized: false,
    });
  });
  afterAll(async () => {
    await double.stop();
    await rm(folder, { recursive: true });
  });

  const failuresWith = async (tls?: PrometheusSettings['tls']) => {
    const { failures } = await PrometheusSliSource.create({
      settings: {
        id: 'eu',
        url: double.url,
        timeoutSeconds: 20,
        concurrency: 2,
        ...(tls && { tls }),
      },
    }).ratios({ objectives: [objective('a')], windows: ['1h'], at: AT });
    return failures.map(({ message }) => message).join();
  };

  it('is asked with certificates of its own, and not without', async () => {
    const file = (name: string) => path.join(folder, name);
    const tls = {
      caFile: file('cert.pem'),
      certFile: file('cert.pem'),
      keyFile: file('key.pem'),
      serverName: 'prometheus.example.com',
    };
    expect(await failuresWith(tls)).toBe('');
    expect(await failuresWith({ insecure: true })).toBe('');
    expect(await failuresWith()).toMatch(/certificate is not trusted/);
    expect(await failuresWith({ ...tls, serverName: undefined })).toMatch(
      /cannot be reached \(ERR_TLS/,
    );
    await expect(failuresWith({ caFile: file('none.pem') })).rejects.toThrow(
      /tls\.caFile of a source in fairway\.slo\.sources cannot be read/,
    );
  });
});
