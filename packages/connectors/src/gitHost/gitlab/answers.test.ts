import { mergeRequestAnswer, requestOf } from './answers';

describe('A merge request of GitLab that people merged there', () => {
  const merged = {
    iid: 7,
    web_url: 'https://gitlab.example.com/acme/gitops/-/merge_requests/7',
    state: 'merged',
    draft: false,
    title: 'Add payments-api',
    description: '',
    author: null,
    labels: [],
    source_branch: 'fairway/payments-api',
    target_branch: 'main',
    source_project_id: 1,
    target_project_id: 1,
    sha: 'a'.repeat(40),
    merge_commit_sha: null,
    squash_commit_sha: null,
    created_at: '2026-05-01T10:00:00.000+02:00',
    updated_at: '2026-05-01T10:00:00.000+02:00',
  };
  const readAs = (change: Partial<Record<keyof typeof merged, unknown>>) =>
    requestOf(mergeRequestAnswer.parse({ ...merged, ...change })).mergeCommit;

  it('tells the commit of the base branch, however it was merged', () => {
    const [merge, squash] = ['b'.repeat(40), 'c'.repeat(40)];
    expect(readAs({ merge_commit_sha: merge, squash_commit_sha: squash })).toBe(
      merge,
    );
    expect(readAs({ squash_commit_sha: squash })).toBe(squash);
    expect(readAs({})).toBe(merged.sha);
    expect(readAs({ state: 'closed' })).toBeUndefined();
  });
});
