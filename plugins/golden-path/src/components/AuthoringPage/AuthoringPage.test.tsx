import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeAuthoring } from '../../__testUtils__/FakeAuthoring';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { replaceText } from '../../__testUtils__/replaceText';
import { shippedFiles } from '../../__testUtils__/shippedFiles';
import { AuthoringPage } from './AuthoringPage';

const TIERS = shippedFiles('platform', 'contract')['contract/tiers.yaml'];
const LONGER_GRACE = TIERS.replace(
  'terminationGracePeriod: 60s',
  'terminationGracePeriod: 90s',
);
const SERVICE = 'feed=service:fraud-service';

function open(options: { authoring?: FakeAuthoring; query?: string } = {}) {
  const { authoring = new FakeAuthoring(), query = '' } = options;
  renderPage(<AuthoringPage />, {
    api: FakeGoldenPath.ofSize(1),
    authoring,
    mountPath: '/authoring',
    at: `/authoring?${query}`,
  });
  return authoring;
}

async function write(file: string, text: string) {
  // By its name alone: asking a page of this size for roles takes seconds in jsdom.
  const editor = await screen.findByLabelText(file, {
    selector: '[contenteditable]',
  });
  await replaceText(editor, text);
}

function keptDrafts() {
  return Object.keys(window.localStorage).filter(key =>
    key.startsWith('fairway.authoring'),
  );
}

async function saveAs(title: string) {
  await userEvent.keyboard('{Control>}s{/Control}');
  await userEvent.type(await screen.findByLabelText('Title'), title);
  await userEvent.click(screen.getByRole('button', { name: 'Save draft' }));
}

describe("the authors' page", () => {
  beforeEach(() => {
    window.localStorage.clear();
    window.sessionStorage.clear();
  });

  it('shows what a changed default makes of a service, and which version it asks for', async () => {
    open({ query: `file=contract/tiers.yaml&tab=changes&${SERVICE}` });
    expect(await screen.findByText('Both give the same.')).toBeInTheDocument();
    await write('contract/tiers.yaml', LONGER_GRACE);

    expect(await screen.findByText('Asks for 1.1.0')).toBeInTheDocument();
    const changes = within(
      await screen.findByRole('list', { name: 'What changes' }),
    );
    expect(
      await changes.findByText('termination grace period seconds 60 → 90'),
    ).toBeInTheDocument();
    await userEvent.click(changes.getAllByRole('button')[0]);
    const difference = await screen.findByRole('textbox', {
      name: /^Difference of/,
    });
    expect(difference).toHaveTextContent('terminationGracePeriodSeconds: 60');
    expect(difference).toHaveTextContent('terminationGracePeriodSeconds: 90');

    await userEvent.click(screen.getByRole('tab', { name: 'Version (1)' }));
    expect(
      await screen.findByText('tiers tier-1 terminationGracePeriod 60s → 90s'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Raise it to 1.1.0 or more/)).toBeInTheDocument();
  });

  it('names what is wrong beside its line, and goes on with the last contract that could be read', async () => {
    open({ query: `file=contract/tiers.yaml&${SERVICE}` });
    const result = { name: 'fraud-service' };
    expect(await screen.findByRole('heading', result)).toBeInTheDocument();
    await write(
      'contract/tiers.yaml',
      TIERS.replace('minReplicas: 3', 'minReplicas: many'),
    );
    const problems = within(
      await screen.findByRole('list', { name: 'Problems' }),
    );
    expect(
      problems.getByText(/contract\/tiers.yaml:\d+ .*minReplicas/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Shown is what the last version without them gives/),
    ).toBeInTheDocument();
    expect(screen.getByRole('heading', result)).toBeInTheDocument();
    expect(screen.getByText('Not current')).toBeInTheDocument();
    expect(screen.queryByText('Nothing changes')).not.toBeInTheDocument();
    await userEvent.click(screen.getByText('Changes'));
    expect(
      await screen.findByText(/not known while the contract has mistakes/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Both give the same.')).not.toBeInTheDocument();
  });

  it('leads from a mistake in own answers to the box they are written in', async () => {
    window.sessionStorage.setItem(
      'fairway.authoring-feed',
      JSON.stringify({ 'answers:queue-worker': 'form:\n  nam: x\n' }),
    );
    open({ query: 'file=contract/tiers.yaml&feed=answers:queue-worker' });
    const list = within(
      await screen.findByLabelText('Problems of what is compiled'),
    );
    const [place] = list.getAllByText(/What is compiled, line 2/);
    expect(screen.queryByText(/input\.yaml/)).not.toBeInTheDocument();
    await userEvent.click(place);
    await waitFor(() =>
      expect(
        screen.getByLabelText('Answers to the template', {
          selector: '[contenteditable]',
        }),
      ).toHaveFocus(),
    );
    expect(
      screen.queryByText('There is no such file in this draft.'),
    ).not.toBeInTheDocument();
  });

  it('keeps what is not saved in the browser, and saves it under a title', async () => {
    const authoring = open({ query: `file=contract/tiers.yaml&${SERVICE}` });
    await write('contract/tiers.yaml', LONGER_GRACE);
    expect(await screen.findByText('Not saved')).toBeInTheDocument();
    expect(keptDrafts()).toHaveLength(1);

    await saveAs('Longer grace');
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(authoring.drafts.get('draft-1')).toMatchObject({
      title: 'Longer grace',
      paths: ['contract/tiers.yaml'],
    });
    expect(keptDrafts()).toEqual([]);
    expect(
      screen.getByRole('button', { name: /^tiers.yaml changed/ }),
    ).toBeInTheDocument();
  });

  it('brings unsaved changes back, and lets them go when asked', async () => {
    window.localStorage.setItem(
      'fairway.authoring:user:default/guest|',
      JSON.stringify({ changes: { 'contract/tiers.yaml': LONGER_GRACE } }),
    );
    open({ query: SERVICE });
    expect(
      await screen.findByText('Changes that were not saved are back.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /Discard them/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(await screen.findByText('As it is out')).toBeInTheDocument();
    expect(keptDrafts()).toEqual([]);
  });

  it('says who saved in between, and what to do', async () => {
    const authoring = new FakeAuthoring();
    await authoring.createAuthoringDraft({
      title: 'Grace',
      changes: {},
      basedOn: authoring.fingerprint,
    });
    open({
      authoring,
      query: `draft=draft-1&file=contract/tiers.yaml&${SERVICE}`,
    });
    await write('contract/tiers.yaml', LONGER_GRACE);
    expect(await screen.findByText('Not saved')).toBeInTheDocument();
    await authoring.saveAuthoringDraft('draft-1', {
      title: 'Grace',
      changes: {},
      basedOn: authoring.fingerprint,
      revision: 1,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const notice = await screen.findByText(/Somebody has saved this draft/);
    await waitFor(() =>
      expect(notice.parentElement).toHaveTextContent(
        /pat.platform saved it on Nov 21, 2026/,
      ),
    );
    expect(notice.parentElement).not.toHaveTextContent(/2026-11-21T|moment/);
    await userEvent.click(
      screen.getByRole('button', { name: /Save mine as a new draft/ }),
    );
    await userEvent.type(await screen.findByLabelText('Title'), 'Mine');
    await userEvent.click(screen.getByRole('button', { name: 'Save draft' }));
    await waitFor(() =>
      expect(authoring.drafts.get('draft-2')).toMatchObject({
        title: 'Mine',
        paths: ['contract/tiers.yaml'],
      }),
    );
  });

  it('says so at once when what comes back was written on an older draft', async () => {
    const authoring = new FakeAuthoring();
    const draft = {
      title: 'Grace',
      changes: {},
      basedOn: authoring.fingerprint,
    };
    await authoring.createAuthoringDraft(draft);
    await authoring.saveAuthoringDraft('draft-1', { ...draft, revision: 1 });
    window.localStorage.setItem(
      'fairway.authoring:user:default/guest|draft-1',
      JSON.stringify({
        changes: { 'contract/tiers.yaml': LONGER_GRACE },
        revision: 1,
      }),
    );
    open({ authoring, query: `draft=draft-1&${SERVICE}` });
    expect(
      await screen.findByText(/Somebody has saved this draft/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByText('Take theirs'));
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(keptDrafts()).toEqual([]);
  });

  it('offers a new draft for what was written on one that somebody deleted', async () => {
    const authoring = new FakeAuthoring();
    await authoring.createAuthoringDraft({
      title: 'Grace',
      changes: {},
      basedOn: authoring.fingerprint,
    });
    open({
      authoring,
      query: `draft=draft-1&file=contract/tiers.yaml&${SERVICE}`,
    });
    await write('contract/tiers.yaml', LONGER_GRACE);
    expect(await screen.findByText('Not saved')).toBeInTheDocument();
    authoring.drafts.clear();
    await userEvent.keyboard('{Control>}s{/Control}');
    expect(
      await screen.findByText('Somebody has deleted this draft.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByText('Save as a new draft…'));
    expect(await screen.findByLabelText('Title')).toHaveValue('Grace');
    await userEvent.click(screen.getByText('Save draft'));
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(authoring.drafts.get('draft-2')).toMatchObject({
      title: 'Grace',
      paths: ['contract/tiers.yaml'],
    });
    expect(keptDrafts()).toEqual([]);
  });

  it('brings back what was written on a deleted draft after the page is read again', async () => {
    window.localStorage.setItem(
      'fairway.authoring:user:default/guest|draft-7',
      JSON.stringify({
        changes: { 'contract/tiers.yaml': LONGER_GRACE },
        revision: 1,
      }),
    );
    const authoring = open({ query: `draft=draft-7&${SERVICE}` });
    expect(
      await screen.findByText('Somebody has deleted this draft.'),
    ).toBeInTheDocument();
    await saveAs('Mine');
    expect(await screen.findByText('Saved')).toBeInTheDocument();
    expect(authoring.drafts.get('draft-1')).toMatchObject({
      title: 'Mine',
      paths: ['contract/tiers.yaml'],
    });
    expect(keptDrafts()).toEqual([]);
  });

  it('says that the portal cannot be reached, and keeps what is written', async () => {
    const authoring = new FakeAuthoring();
    authoring.createAuthoringDraft = async () => {
      throw new TypeError('Failed to fetch');
    };
    open({ authoring, query: `file=contract/tiers.yaml&${SERVICE}` });
    await write('contract/tiers.yaml', LONGER_GRACE);
    await saveAs('Mine');
    expect(
      await screen.findByText(
        'The portal could not be reached; your changes are kept in this browser.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Failed to fetch/)).not.toBeInTheDocument();
    expect(keptDrafts()).toHaveLength(1);
  });

  it('says that what is out has moved since a draft was saved', async () => {
    const authoring = new FakeAuthoring();
    await authoring.createAuthoringDraft({
      title: 'Old',
      changes: {},
      basedOn: '0'.repeat(64),
    });
    open({ authoring, query: `draft=draft-1&${SERVICE}` });
    expect(
      await screen.findByText(/What is out has changed since/),
    ).toBeInTheDocument();
  });

  it('runs the tests of a template, and takes a new result as expected', async () => {
    const file = 'templates/queue-worker/template.yaml';
    open({
      query: `file=${file}&tab=tests&feed=test:queue-worker/smallest`,
    });
    expect(await screen.findByText('1 of 1 pass')).toBeInTheDocument();
    const answers = shippedFiles(
      'templates/queue-worker',
      'templates/queue-worker',
    )['templates/queue-worker/tests/smallest/answers.yaml'];
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    await write(
      'Answers to the template',
      answers.replace(/sha256:\w+/, `sha256:${'cd'.repeat(32)}`),
    );
    await userEvent.click(
      await screen.findByText('Take this result as expected'),
    );
    expect(await screen.findByText('1 of 1 pass')).toBeInTheDocument();
    expect(screen.getByText('2 files changed')).toBeInTheDocument();
  });

  it('takes no result as expected while the contract cannot be read', async () => {
    const answers = 'templates/queue-worker/tests/smallest/answers.yaml';
    const text = shippedFiles(
      'templates/queue-worker',
      'templates/queue-worker',
    )[answers];
    window.localStorage.setItem(
      'fairway.authoring:user:default/guest|',
      JSON.stringify({
        changes: {
          [answers]: text.replace(/sha256:\w+/, `sha256:${'cd'.repeat(32)}`),
        },
      }),
    );
    open({
      query:
        'file=contract/tiers.yaml&tab=tests&feed=test:queue-worker/smallest',
    });
    const take = async () =>
      (await screen.findByText('Take this result as expected')).closest(
        'button',
      );
    await waitFor(async () => expect(await take()).toBeEnabled());
    await write('contract/tiers.yaml', 'tiers: [');
    expect(
      await screen.findByText(/The contract has mistakes/),
    ).toBeInTheDocument();
    expect(await take()).toBeDisabled();
    expect(
      screen.getByText(/Run the tests of/).closest('button'),
    ).toBeDisabled();
    expect(screen.getAllByText('Not current').length).toBeGreaterThan(1);
  });

  it('says whose turn it is to measure, and what is wrong where that can be mended', async () => {
    const authoring = new FakeAuthoring();
    const measure = authoring.measureImpact;
    authoring.measureImpact = async () => {
      throw Object.assign(new Error('busy'), {
        response: {
          status: 503,
          headers: new Headers({ 'Retry-After': '10' }),
        },
      });
    };
    open({ authoring, query: `file=contract/tiers.yaml&tab=fleet&${SERVICE}` });
    await write('contract/tiers.yaml', LONGER_GRACE);
    await userEvent.click(await screen.findByText('Measure over all services'));
    expect(
      await screen.findByText(/Another author’s measurement is under way/),
    ).toBeInTheDocument();
    authoring.measureImpact = async () => {
      const problem = {
        file: 'contract/quotas.yaml',
        line: 3,
        at: '/quotas',
        message: 'quotas is no list',
        remedy: 'Write a list',
      };
      throw Object.assign(new Error('bad'), {
        body: { error: { problems: [problem] } },
      });
    };
    await userEvent.click(screen.getByText('Retry'));
    const list = within(
      await screen.findByLabelText('Mistakes in the contract'),
    );
    await userEvent.click(list.getByText(/contract\/quotas.yaml:3/));
    expect(
      await screen.findByLabelText('contract/quotas.yaml', {
        selector: '[contenteditable]',
      }),
    ).toBeInTheDocument();
    authoring.measureImpact = measure;
    await userEvent.click(screen.getByText('Measure over all services'));
    expect(
      await screen.findByText('400 services in 4.3 s'),
    ).toBeInTheDocument();
  });

  it('measures the fleet when asked, and says when that is old', async () => {
    open({ query: `file=contract/tiers.yaml&tab=fleet&${SERVICE}` });
    await write('contract/tiers.yaml', LONGER_GRACE);
    await userEvent.click(await screen.findByText('Measure over all services'));
    expect(
      await screen.findByText('400 services in 4.3 s'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/checkout asks for 200 cores.*Lower the range/),
    ).toBeInTheDocument();
    await write('contract/tiers.yaml', `${LONGER_GRACE}\n`);
    expect(
      await screen.findByText(/The draft has changed since/),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const authoring = new FakeAuthoring();
    authoring.getAuthoring = async () => {
      throw new NotAllowedError('You may not author the contract.');
    };
    open({ authoring });
    expect(
      await screen.findByText(/golden-path.contract.author/),
    ).toBeInTheDocument();
  });
});
