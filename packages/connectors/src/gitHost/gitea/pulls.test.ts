import { NotFoundError } from '@backstage/errors';
import { GiteaClient } from './GiteaClient';
import { mergePull } from './merging';
import { Pulls } from './pulls';

const BRANCH = 'fairway/payments-api';

function pullOf(number: number) {
  const at = '2026-05-01T10:00:00+02:00';
  return {
    number,
    html_url: `https://git.example.com/acme/gitops/pulls/${number}`,
    state: 'open',
    title: 'Add payments-api',
    head: { label: BRANCH, repo_id: 1 },
    base: { label: 'main', repo_id: 1 },
    created_at: at,
    updated_at: at,
  };
}

/** A Gitea that answers each call, `GET /pulls`, by a table; what is not in it is not there. */
function giteaOf(answers: Record<string, (body: string) => unknown>) {
  const calls: string[] = [];
  const client = new GiteaClient({
    host: 'Gitea git.example.com',
    repository: 'acme/gitops on git.example.com',
    baseUrl: 'https://git.example.com',
    owner: 'acme',
    repo: 'gitops',
    headers: {},
    fetch: async (input, init) => {
      const { method, url } = new Request(input, init);
      const call = `${method} ${new URL(url).pathname.replace(
        '/api/v1/repos/acme/gitops',
        '',
      )}`;
      calls.push(call);
      const answer = answers[call]?.(String(init?.body));
      return answer instanceof Response
        ? answer
        : Response.json(answer ?? { message: 'not found' }, {
            status: answer === undefined ? 404 : 200,
          });
    },
  });
  return { client, pulls: new Pulls(client, 'main'), calls };
}

describe('Requests of one branch on Gitea', () => {
  const opening = { branch: BRANCH, title: 't', body: 'b', labels: [] };

  it('are one when two portals opened at the same time, whoever closed the second', async () => {
    const { pulls, calls } = giteaOf({
      'POST /pulls': () => pullOf(2),
      // The other portal was faster and has closed ours.
      'GET /pulls': () => [pullOf(1)],
    });
    const { opened, only } = await pulls.open(opening);
    expect([opened.number, only.number]).toEqual([2, 1]);
    expect(calls).toEqual(['POST /pulls', 'GET /pulls']);

    const other = giteaOf({
      'POST /pulls': () => pullOf(1),
      'GET /pulls': () => [pullOf(2), pullOf(1)],
      'PATCH /pulls/2': () => ({ ...pullOf(2), state: 'closed' }),
    });
    expect((await other.pulls.open(opening)).only.number).toBe(1);
    expect(other.calls).toContain('PATCH /pulls/2');
  });

  it('are not none where the repository is not shown to the portal any more', async () => {
    const shown = giteaOf({ 'GET ': () => ({ empty: false }) });
    expect(await shown.pulls.findOpen(BRANCH)).toBeUndefined();
    const { pulls } = giteaOf({});
    await expect(pulls.findOpen(BRANCH)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('are merged once Gitea has looked for conflicts, however long that takes within reason', async () => {
    const waited: number[] = [];
    let ready = 12;
    const { client, calls } = giteaOf({
      'POST /pulls/1/merge': () =>
        calls.length < ready
          ? Response.json(
              { message: 'Please try again later' },
              { status: 405 },
            )
          : '',
    });
    const merge = () =>
      mergePull(client, {
        number: 1,
        commit: 'a'.repeat(40),
        title: 't',
        message: 'm',
        sleep: async ms => waited.push(ms),
      });
    await merge();
    expect(calls).toHaveLength(12);
    expect(waited).toEqual(waited.toSorted((a, b) => a - b));

    ready = Infinity;
    waited.length = 0;
    await expect(merge()).rejects.toThrow(/try again later/);
    const total = waited.reduce((sum, ms) => sum + ms, 0);
    expect(Math.round(total / 1000)).toBeGreaterThan(15);
    expect(Math.round(total / 1000)).toBeLessThan(25);
  });
});
