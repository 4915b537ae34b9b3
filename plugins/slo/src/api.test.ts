import { SloClient } from './api';

function clientThat(answer: () => Response) {
  const fetch = jest.fn(async () => answer());
  return { fetch, client: new SloClient({ fetchApi: { fetch } }) };
}

describe('client of the backend', () => {
  it('asks for what is asked for and leaves out what is not', async () => {
    const { client, fetch } = clientThat(() =>
      Response.json({ items: [], total: 0 }),
    );
    const { signal } = new AbortController();
    await client.objectives(
      { state: 'burning-fast', search: 'a&b', owner: undefined },
      { signal },
    );
    expect(fetch).toHaveBeenCalledWith(
      'plugin://slo/objectives?state=burning-fast&search=a%26b',
      { signal },
    );
    await client.budgets(['a', 'b']);
    expect(fetch).toHaveBeenLastCalledWith(
      'plugin://slo/budgets?service=a&service=b',
      { signal: undefined },
    );
  });

  it('cannot be led to another path by an id', async () => {
    const { client, fetch } = clientThat(() => Response.json({}));
    await client.objective('../documents?x=1');
    expect(fetch).toHaveBeenCalledWith(
      'plugin://slo/objectives/..%2Fdocuments%3Fx%3D1',
      { signal: undefined },
    );
    await client.withdraw('a/b', { reason: 'planned twice' });
    expect(fetch).toHaveBeenLastCalledWith(
      'plugin://slo/exclusions/a%2Fb/withdraw',
      expect.objectContaining({ method: 'POST' }),
    );
  });

  it('says what the backend said', async () => {
    const { client } = clientThat(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'only owners exclude' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    await expect(
      client.exclude({ service: 'a', from: '', to: '', reason: '' }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      body: { error: { message: 'only owners exclude' } },
    });
  });
});
