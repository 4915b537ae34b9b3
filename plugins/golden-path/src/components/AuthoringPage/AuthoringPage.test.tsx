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
    expect(
      await screen.findByText(/pat.platform saved it a moment ago/),
    ).toBeInTheDocument();
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
