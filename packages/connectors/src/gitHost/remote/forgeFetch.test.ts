import { mockServices } from '@backstage/backend-test-utils';
import { errorOfAnswer } from './errorOfAnswer';
import { createForgeFetch, type ForgeFetchOptions } from './forgeFetch';

const START = Date.parse('2026-11-21T12:00:00Z');
const URL_OF_CALL = 'https://git.example.com/api/v1/repos/acme/gitops/pulls';

type Step = (request: Request) => Promise<Response>;

const answer =
  (status: number, headers: Record<string, string> = {}): Step =>
  async () =>
    new Response(status === 204 ? null : '{"message":"words"}', {
      status,
      headers,
    });
const cut: Step = async () => {
  throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
};
const silent: Step = request =>
  new Promise((_, reject) => {
    request.signal.throwIfAborted();
    request.signal.addEventListener('abort', () =>
      reject(request.signal.reason),
    );
  });

/** A host that answers step by step, on a clock that stands still but for pauses. */
function hostThat(steps: Step[], options: Partial<ForgeFetchOptions> = {}) {
  let now = START;
  const pauses: number[] = [];
  const calls: string[] = [];
  const fetch = createForgeFetch({
    host: 'Gitea git.example.com',
    logger: mockServices.logger.mock(),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      calls.push(request.method);
      const step = steps[calls.length - 1] ?? answer(200);
      return step(request);
    },
    sleep: async ms => {
      pauses.push(ms);
      now += ms;
    },
    now: () => now,
    ...options,
  });
  return { fetch, calls, pauses };
}

describe('A call to a Git host', () => {
  it.each([500, 502, 503, 504])(
    'is made again when reading fails with %i, with longer and longer pauses',
    async status => {
      const host = hostThat([answer(status), answer(status), cut]);
      expect((await host.fetch(URL_OF_CALL)).status).toBe(200);
      expect(host.calls).toHaveLength(4);
      expect(host.pauses).toHaveLength(3);
      expect(Math.max(...host.pauses)).toBeLessThan(2000);
    },
  );

  it('ends after four tries, and says that the host cannot be reached', async () => {
    const host = hostThat([cut, cut, cut, cut]);
    await expect(host.fetch(URL_OF_CALL)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message:
        'Gitea git.example.com could not be reached, or cut its answer; try again in a minute.',
    });
    expect(host.calls).toHaveLength(4);
  });

  it.each([
    ['its answer was cut', cut],
    ['it failed', answer(502)],
  ])('that opens something is not repeated when %s', async (_, step) => {
    const host = hostThat([step]);
    await host.fetch(URL_OF_CALL, { method: 'POST', body: '{}' }).then(
      ({ status }) => expect(status).toBe(502),
      error =>
        expect(error.message).toMatch(
          /not known whether it did what was asked, so look there/,
        ),
    );
    expect(host.calls).toEqual(['POST']);
  });

  it('that opens something is repeated when the caller says that it may be', async () => {
    const host = hostThat([cut], { repeatable: () => true });
    await host.fetch(URL_OF_CALL, { method: 'POST', body: '{}' });
    expect(host.calls).toEqual(['POST', 'POST']);
  });

  it('ends when the host does not answer in time', async () => {
    const host = hostThat([silent], { timeoutMs: 20 });
    await expect(
      host.fetch(URL_OF_CALL, { method: 'POST' }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('did not answer within 0.02 s'),
    });
  });

  it('reads no endless answer', async () => {
    const endless: Step = async () =>
      new Response(
        new ReadableStream({
          pull: controller => controller.enqueue(new Uint8Array(64 * 1024)),
        }),
      );
    const host = hostThat([endless], { maxBytes: 1024 * 1024 });
    await expect(host.fetch(URL_OF_CALL)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('more than 1048576 bytes'),
    });
    expect(host.calls).toHaveLength(1);
  });

  const seconds = (ms: number) => `${Math.round(ms / 1000)}`;
  it.each<[string, number, Record<string, string>]>([
    ['Retry-After in seconds', 429, { 'retry-after': '7' }],
    [
      'Retry-After as a date',
      429,
      { 'retry-after': new Date(START + 7000).toUTCString() },
    ],
    [
      'the limits of GitHub',
      403,
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': seconds(START + 7000),
      },
    ],
    [
      'the limits of GitLab',
      429,
      { 'ratelimit-remaining': '0', 'ratelimit-reset': seconds(START + 7000) },
    ],
    ['the limits of the draft standard', 429, { 'ratelimit-reset': '7' }],
  ])(
    'waits as long as %s asks, also before it opens',
    async (_, status, headers) => {
      const host = hostThat([answer(status, headers)]);
      const opened = await host.fetch(URL_OF_CALL, { method: 'POST' });
      expect(opened.status).toBe(200);
      expect(host.calls).toEqual(['POST', 'POST']);
      expect(host.pauses).toEqual([7000]);
    },
  );

  it('that opens something is not repeated where an overloaded host asks to wait', async () => {
    const host = hostThat([answer(503, { 'retry-after': '7' })]);
    const opened = await host.fetch(URL_OF_CALL, { method: 'POST' });
    expect(opened.status).toBe(503);
    expect(host.calls).toEqual(['POST']);
    // Looking whether it was opened waits as long as was asked.
    expect((await host.fetch(URL_OF_CALL)).status).toBe(200);
    expect(host.pauses).toEqual([7000]);
  });

  it('that reads waits out an overloaded host', async () => {
    const host = hostThat([answer(503, { 'retry-after': '7' })]);
    expect((await host.fetch(URL_OF_CALL)).status).toBe(200);
    expect(host.calls).toEqual(['GET', 'GET']);
    expect(host.pauses).toEqual([7000]);
  });

  it('tells when it goes on, where the host asks for more patience than a person has', async () => {
    const host = hostThat([answer(429, { 'retry-after': '3600' })]);
    const call = () => host.fetch(URL_OF_CALL);
    const told = {
      name: 'ServiceUnavailableError',
      resumesAt: '2026-11-21T13:00:00.000Z',
      message: expect.stringMatching(
        /takes no more calls.+goes on at 2026-11-21T13:00:00.000Z/,
      ),
    };
    await expect(call()).rejects.toMatchObject(told);
    // The host is left alone until then.
    await expect(call()).rejects.toMatchObject(told);
    expect(host.calls).toHaveLength(1);
    // Somebody else's credentials have a limit of their own.
    const theirs = { headers: { authorization: 'token theirs' } };
    expect((await host.fetch(URL_OF_CALL, theirs)).status).toBe(200);
  });

  it('hands on what is no passing matter, whole', async () => {
    for (const status of [204, 401, 403, 404, 409, 422]) {
      const host = hostThat([answer(status)]);
      const handed = await host.fetch(URL_OF_CALL);
      expect(handed.status).toBe(status);
      expect(host.calls).toHaveLength(1);
      expect(await handed.text()).toBe(
        status === 204 ? '' : '{"message":"words"}',
      );
    }
  });

  it('ends with the caller who gives up', async () => {
    const host = hostThat([silent]);
    const controller = new AbortController();
    const call = host.fetch(URL_OF_CALL, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('An answer of a Git host', () => {
  const errorOf = (status: number, token = false) =>
    errorOfAnswer({
      host: 'Gitea git.example.com',
      status,
      doing: 'open a request',
      words: 'no\r\n\u001b[31m way',
      token,
    });

  it.each([
    [401, 'ServiceUnavailableError', /valid token in integrations/],
    [403, 'ServiceUnavailableError', /write access to the repository/],
    [404, 'NotFoundError', /check owner and name/],
    [405, 'ConflictError', /mend what it names, and try again/],
    [409, 'ConflictError', /mend what it names, and try again/],
    [422, 'ConflictError', /mend what it names, and try again/],
    [500, 'ServiceUnavailableError', /trouble of its own/],
    [302, 'ServiceUnavailableError', /check the address/],
  ])('%i is an error that says what to do', (status, name, words) => {
    const error = errorOf(status);
    expect(error.name).toBe(name);
    expect(error.message).toMatch(words);
    expect(error.message).toContain(
      `did not open a request (HTTP ${status}: no [31m way)`,
    );
  });

  it('to a person who used credentials of their own is about those', () => {
    expect(errorOf(401, true).message).toMatch(/sign in to it again/);
    expect(errorOf(403, true).message).toMatch(/your account there may not/);
  });
});
