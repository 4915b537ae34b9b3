import { ConflictError } from '@backstage/errors';
import {
  FAIRWAY,
  type ChangeRequest,
} from '@fairway/plugin-golden-path-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { exampleRequest, type Story } from '../../__testUtils__/changeRequests';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { ChangeRequestsPage } from '../ChangeRequestsPage';

function open(story: Story, options: { part?: string } = {}) {
  const request = exampleRequest(2, story);
  const api = new FakeGoldenPath([request]);
  const page = renderPage(<ChangeRequestsPage />, {
    api,
    mountPath: '/change-requests',
    at: `/change-requests/${request.id}/${options.part ?? 'diff'}`,
  });
  return { request, api, page };
}

const button = (name: string) => screen.findByRole('button', { name });

describe('page of a change request', () => {
  it('that waits: says who has agreed, who has not, and why merging is refused', async () => {
    const { api, request } = open('waiting');
    const who = await screen.findByRole('table', { name: 'Who must agree' });
    const [security, sre] = within(who).getAllByRole('row');
    expect(security).toHaveTextContent(/security.*Waits.*new public route/);
    expect(sre).toHaveTextContent(/sre.*Approved/);
    const merge = await button('Merge…');
    expect(merge).toBeDisabled();
    expect(merge).toHaveAccessibleDescription(
      'It cannot be merged: security has not approved yet',
    );

    const approve = jest.spyOn(api, 'approve');
    await userEvent.click(await button('Approve'));
    expect(approve).toHaveBeenCalledWith(request.id, {
      commit: request.commit,
    });
    expect(
      await screen.findByText('Your approval is recorded.'),
    ).toBeInTheDocument();
    expect(security).not.toHaveTextContent('Waits');
  });

  it('that can be merged: says what will happen, then merges the commit that was seen', async () => {
    const { api, request } = open('mergeable');
    const merge = jest.spyOn(api, 'merge');
    await userEvent.click(await button('Merge…'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('into main');
    expect(dialog).toHaveTextContent('prod-dr-1, prod-eu-1, prod-us-1');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    expect(merge).not.toHaveBeenCalled();

    await userEvent.click(await button('Merge…'));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Merge',
      }),
    );
    expect(merge).toHaveBeenCalledWith(request.id, { commit: request.commit });
    expect(
      await screen.findByText(/The GitOps engine takes it from here/),
    ).toBeInTheDocument();
  });

  it('that merged by itself: says so, and why, in the decision and in the conversation', async () => {
    const why = 'Merged by itself: no trigger for a review was set off.';
    const request: ChangeRequest = {
      ...exampleRequest(2, 'merged'),
      review: { decision: 'automatic', reviewers: [], reasons: [] },
      approvals: [],
      mergedBy: FAIRWAY,
      automatic: { state: 'merged', why },
      comments: [
        { id: 'c-1', by: FAIRWAY, at: '2026-11-21T10:00:00.000Z', text: why },
      ],
    };
    renderPage(<ChangeRequestsPage />, {
      api: new FakeGoldenPath([request]),
      mountPath: '/change-requests',
      at: `/change-requests/${request.id}/conversation`,
    });
    expect(await screen.findAllByText(why)).toHaveLength(2);
    expect(screen.getByText('Merged by itself')).toBeInTheDocument();
    expect(screen.getByText('Fairway')).toBeInTheDocument();
  });

  it('that somebody unknown approved on the Git host: says so, and that it does not count', async () => {
    const request: ChangeRequest = {
      ...exampleRequest(2, 'waiting'),
      approvals: [
        {
          by: 'gitea:default/olive',
          reviewers: [],
          at: '2026-11-21T10:00:00.000Z',
          commit: 'a'.repeat(40),
          stale: false,
          account: 'olive',
          uncounted: 'olive is not known here',
        },
      ],
    };
    renderPage(<ChangeRequestsPage />, {
      api: new FakeGoldenPath([request]),
      mountPath: '/change-requests',
      at: `/change-requests/${request.id}/conversation`,
    });
    expect(
      await screen.findByText(
        'Approved at the Git host, does not count: olive is not known here',
      ),
    ).toBeInTheDocument();
  });

  it('that also changes other services: counts whom it waits for, and begins with its own intent', async () => {
    const request = exampleRequest(2, 'waiting');
    const others = ['group:default/audit', 'group:identity'];
    const api = new FakeGoldenPath([
      {
        ...request,
        awaiting: [...others, 'security', 'sre'],
        review: {
          ...request.review,
          reviewers: [...others, ...request.review.reviewers],
        },
        files: [
          {
            path: 'services/audit-log/intent.yaml',
            change: 'changed',
            words: [],
          },
          ...request.files,
        ],
      },
    ]);
    renderPage(<ChangeRequestsPage />, {
      api,
      mountPath: '/change-requests',
      at: `/change-requests/${request.id}/diff`,
    });
    expect(
      await screen.findByText('Waits for audit, identity and 2 more'),
    ).toBeInTheDocument();
    const who = screen.getByRole('table', { name: 'Who must agree' });
    expect(within(who).getByRole('link', { name: 'audit' })).toHaveAttribute(
      'href',
      '/catalog/default/group/audit',
    );
    const objects = screen.getByRole('navigation', {
      name: 'Changed objects',
    });
    const [own, accepting] = within(objects).getAllByRole('button');
    expect(own).toHaveTextContent(/^Changedintent\.yaml/);
    expect(own).toHaveAttribute('aria-current', 'true');
    expect(accepting).toHaveTextContent('audit-log/intent.yaml');
  });

  it('that is merged: the row about merging says so, and nothing about it is unknown', async () => {
    open('merged');
    await screen.findByText('Monthly cost, least');
    const effect = screen.getByRole('region', { name: 'Before and after' });
    expect(effect).toHaveTextContent(/MergeMerged/);
    expect(effect).not.toHaveTextContent('Cannot be told');
  });

  it('on a Git host: leads there by the name that people know', async () => {
    const request: ChangeRequest = {
      ...exampleRequest(2, 'waiting'),
      host: 'gitlab',
      url: 'https://git.example.com/estate/-/merge_requests/2',
    };
    renderPage(<ChangeRequestsPage />, {
      api: new FakeGoldenPath([request]),
      mountPath: '/change-requests',
      at: `/change-requests/${request.id}`,
    });
    expect(
      await screen.findByRole('link', { name: /Open on GitLab/ }),
    ).toHaveAttribute('href', request.url);
  });

  it('that conflicts: names the files', async () => {
    const { request } = open('conflict');
    expect(await screen.findByText('Conflict')).toBeInTheDocument();
    expect(
      screen.getAllByText(`services/${request.service}/intent.yaml`).length,
    ).toBeGreaterThan(0);
    expect(await button('Merge…')).toBeDisabled();
  });

  it('keeps the page and says what was kept when an action fails', async () => {
    const { api } = open('mergeable');
    jest
      .spyOn(api, 'merge')
      .mockRejectedValue(new ConflictError('main has moved meanwhile'));
    await userEvent.click(await button('Merge…'));
    await userEvent.click(await button('Merge'));
    expect(
      await screen.findByText('main has moved meanwhile'),
    ).toBeInTheDocument();
    expect(screen.getByText(/The request is as it was/)).toBeInTheDocument();
  });

  it('folds what is equal over clusters, and shows one object at a time', async () => {
    const { request } = open('mergeable');
    const objects = await screen.findByRole('navigation', {
      name: 'Changed objects',
    });
    const folded = within(objects).getAllByText('× 3 clusters');
    expect(folded).toHaveLength(2);
    await userEvent.click(folded[1]);
    expect(
      await screen.findByRole('textbox', {
        name: `Rollout ${request.service}`,
      }),
    ).toHaveTextContent('replicas: 4');
    await userEvent.click(await button('Reasons'));
    expect(
      await screen.findByText(/Put the cursor on a line/),
    ).toBeInTheDocument();
  });

  it('shows what was left out, and what mends an agreement', async () => {
    open('mergeable', { part: 'reasons' });
    expect(
      await screen.findByText('the platform has no mesh'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Add payments-api to fraud-service at /spec/accepts'),
    ).toBeInTheDocument();
  });

  it('takes comments, and keeps the text of one that could not be sent', async () => {
    const { api } = open('mergeable', { part: 'conversation' });
    const comment = jest
      .spyOn(api, 'comment')
      .mockRejectedValueOnce(new Error('no connection'));
    const field = await screen.findByRole('textbox', { name: 'Comment' });
    await userEvent.type(field, 'Looks right');
    await userEvent.click(await button('Comment'));
    expect(
      await screen.findByText(/Your text is still in the field/),
    ).toBeInTheDocument();
    expect(field).toHaveValue('Looks right');
    await userEvent.click(await button('Comment'));
    expect(await screen.findByText('Looks right')).toBeInTheDocument();
    expect(comment).toHaveBeenCalledTimes(2);
    expect(field).toHaveValue('');
  });

  it('that others moved: says so instead of what was decided, in the list too', async () => {
    const request = {
      ...exampleRequest(2, 'mergeable'),
      outside: {
        kind: 'replaced' as const,
        commit: 'beef'.repeat(10),
        since: '2026-11-21T09:00:00Z',
      },
    };
    const api = new FakeGoldenPath([request]);
    const at = (path: string) =>
      renderPage(<ChangeRequestsPage />, {
        api,
        mountPath: '/change-requests',
        at: `/change-requests${path}`,
      });
    const page = at(`/${request.id}/diff`);
    await screen.findByText('Moved by others');
    expect(screen.getByRole('region', { name: 'Decision' })).toHaveTextContent(
      /Moved by others.*replaced what was derived by something else, beefbeefbeef.*Propose the change again/,
    );
    expect(screen.getByText('Not as it was derived')).toBeInTheDocument();
    expect(screen.queryByText('Merges cleanly')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('table', { name: 'Who must agree' }),
    ).not.toBeInTheDocument();
    page.unmount();
    at('');
    expect(await screen.findByText('Moved by others')).toBeInTheDocument();
  });

  it('says so when there is no such request', async () => {
    renderPage(<ChangeRequestsPage />, {
      api: new FakeGoldenPath([]),
      mountPath: '/change-requests',
      at: '/change-requests/local-99',
    });
    expect(
      await screen.findByText('There is nothing here'),
    ).toBeInTheDocument();
  });

  it('can be used without seeing it', async () => {
    const { page } = open('denied', { part: 'reasons' });
    await screen.findByText('the platform has no mesh');
    const { violations } = await axe.run(page.container, {
      // jsdom has no colours; they are tested with the palette.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
