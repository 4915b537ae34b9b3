import { GoldenPathClient } from './api';

function clientThat(answer: () => Response) {
  const fetch = jest.fn(async () => answer());
  return { fetch, client: new GoldenPathClient({ fetchApi: { fetch } }) };
}

describe('client of the backend', () => {
  it('asks for what is asked for and leaves out what is not', async () => {
    const { client, fetch } = clientThat(() =>
      Response.json({ items: [], total: 0 }),
    );
    const { signal } = new AbortController();
    await client.listChangeRequests(
      { state: 'open', search: 'a&b', awaitingMe: undefined },
      { signal },
    );
    expect(fetch).toHaveBeenCalledWith(
      'plugin://golden-path/change-requests?state=open&search=a%26b',
      { signal },
    );
  });

  it('cannot be led to another path by an id', async () => {
    const { client, fetch } = clientThat(() => Response.json({}));
    await client.close('../contract?x=1');
    expect(fetch).toHaveBeenCalledWith(
      'plugin://golden-path/change-requests/..%2Fcontract%3Fx%3D1/close',
      expect.objectContaining({ method: 'POST' }),
    );
  });

  it('says what the backend said', async () => {
    const { client } = clientThat(() =>
      Response.json(
        {
          error: { name: 'ConflictError', message: 'main has moved' },
          response: { statusCode: 409 },
        },
        { status: 409 },
      ),
    );
    const merged = client.merge('local-1', { commit: 'abc' });
    await expect(merged).rejects.toMatchObject({
      name: 'ResponseError',
      body: { error: { message: 'main has moved' } },
    });
  });
});
