import { NotAllowedError } from '@backstage/errors';
import { contractOfFiles } from '@fairway/plugin-golden-path-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeAuthoring } from '../../__testUtils__/FakeAuthoring';
import {
  exampleCampaign,
  FakeCampaigns,
} from '../../__testUtils__/FakeCampaigns';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { shippedFiles } from '../../__testUtils__/shippedFiles';
import { CampaignsPage } from './CampaignsPage';

function open(
  campaigns: FakeCampaigns,
  at = '',
  options: {
    authoring?: FakeAuthoring;
    api?: FakeGoldenPath;
    teams?: string[];
  } = {},
) {
  return renderPage(<CampaignsPage />, {
    api: new FakeGoldenPath([]),
    authoring: new FakeAuthoring(),
    ...options,
    campaigns,
    mountPath: '/campaigns',
    at: `/campaigns${at}`,
  });
}

async function rows(table: string) {
  const found = await screen.findByRole('table', { name: table });
  return within(found).getAllByRole('row').slice(1);
}

describe('list of campaigns', () => {
  it('shows how far each is, and filters by state as the address says', async () => {
    open(FakeCampaigns.ofEach());
    const [running, planned, planning] = await rows('Campaigns');
    expect(running).toHaveTextContent(/Running8 \/ 362 of 3/);
    expect(planned).toHaveTextContent(/Ready to start0 \/ 36.*3 waves/);
    expect(planning).toHaveTextContent('10 of 40 services compiled');
    await userEvent.click(screen.getByRole('button', { name: 'Paused' }));
    await waitFor(async () => expect(await rows('Campaigns')).toHaveLength(1));
  });

  it('says what a campaign is when there is none, with the button that plans one', async () => {
    open(new FakeCampaigns());
    expect(
      await screen.findByText('No campaign has been planned yet.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'New campaign' }),
    ).toHaveAttribute('href', '/campaigns/new');
  });

  it('says which permission is missing', async () => {
    const campaigns = new FakeCampaigns();
    jest
      .spyOn(campaigns, 'listCampaigns')
      .mockRejectedValue(new NotAllowedError('guests see no campaigns'));
    open(campaigns);
    expect(
      await screen.findByText(/golden-path\.campaign\.read/),
    ).toBeInTheDocument();
  });
});

describe('page of a campaign', () => {
  it('says first what is newly denied, then the kinds of change, cost and reviews', async () => {
    open(FakeCampaigns.ofEach(), '/planned');
    const hit = await screen.findByRole('region', { name: 'What this hits' });
    expect(hit).toHaveTextContent('36 of 40 services change');
    expect(hit).toHaveTextContent(
      /4 newly denied.*Newly denied.*200 cores of 192 in prod.*What to do: Lower the range.*What changes/,
    );
    await waitFor(() =>
      expect(hit).toHaveTextContent(
        /Cost a month\+€54\.00.*Review\d+ services need a review.*1\.1\.0 \(40\)/,
      ),
    );
  });

  it('narrows the services down by kind of change, state and wave, and keeps that in the address', async () => {
    open(FakeCampaigns.ofEach(), '/running?team=payments');
    await waitFor(async () => expect(await rows('Services')).toHaveLength(10));
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    await waitFor(async () => expect(await rows('Services')).toHaveLength(40));

    await userEvent.click(
      screen.getByRole('button', { name: /^memory limit of app/ }),
    );
    await waitFor(async () => expect(await rows('Services')).toHaveLength(12));
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    const [states] = screen.getAllByRole('group', {
      name: 'State of the service',
    });
    await userEvent.click(
      within(states).getByRole('button', { name: /4 Failed/ }),
    );
    await waitFor(async () => expect(await rows('Services')).toHaveLength(4));
    const [failed] = await rows('Services');
    expect(failed).toHaveTextContent('did not answer within 30 s');
    await userEvent.click(
      within(failed).getByRole('button', { name: /^Details of service-008/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/Tried 3 times, tried again/);
    expect(
      within(dialog).getByRole('button', { name: 'Try this one again' }),
    ).toBeEnabled();
  });

  it('tells owners what is asked of them, with their requests', async () => {
    const { campaign, services } = exampleCampaign('running', 'running');
    open(
      new FakeCampaigns([
        {
          campaign,
          services: services.map((service, index) =>
            index < 8 ? { ...service, team: 'ledger' } : service,
          ),
        },
      ]),
      '/running',
      { teams: ['ledger'] },
    );
    const asked = await screen.findByRole('region', {
      name: 'What is asked of you',
    });
    expect(asked).toHaveTextContent('Merge 2 requests:');
    expect(
      within(asked).getByRole('link', { name: '#2 for service-001' }),
    ).toHaveAttribute('href', '/change-requests/local-2');
    expect(asked).toHaveTextContent('Mend 1 service that would be denied:');
    expect(asked).toHaveTextContent(
      '2 services have their turn in a later wave.',
    );
    expect(asked).toHaveTextContent('2 services are done.');
  });

  it('promises owners no request for what cannot take the edit or would be denied', async () => {
    const { campaign, services } = exampleCampaign('planned', 'planned');
    const states = ['planned', 'failed', 'denied'] as const;
    open(
      new FakeCampaigns([
        {
          campaign,
          services: services.map((service, index) =>
            index < states.length
              ? { ...service, team: 'ledger', state: states[index] }
              : service,
          ),
        },
      ]),
      '/planned',
      { teams: ['ledger'] },
    );
    const asked = await screen.findByRole('region', {
      name: 'What is asked of you',
    });
    expect(asked).toHaveTextContent(
      'a request is opened for 1 of your services.',
    );
    expect(asked).toHaveTextContent('Mend 1 service that would be denied:');
  });

  it('says what a start will do before it does it, and what may be done next', async () => {
    open(FakeCampaigns.ofEach(), '/planned');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Start…' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      /each of 32 services, in 3 waves.*first wave is tier-3: 12 services.*At most 10 requests.*4 services that would be denied are left out/,
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Start' }),
    );
    expect(
      await screen.findByText(/^Started\. The requests/),
    ).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Pause' })).toBeEnabled();
  });

  it('tells whoever may do nothing so, once, without buttons', async () => {
    const { campaign, services } = exampleCampaign('planned', 'planned');
    const no = { allowed: false, why: 'it takes golden-path.campaign.run' };
    open(
      new FakeCampaigns([
        {
          services,
          campaign: {
            ...campaign,
            may: {
              start: no,
              pause: no,
              resume: no,
              stop: no,
              advance: no,
              retry: no,
              plan: no,
              delete: no,
            },
          },
        },
      ]),
      '/planned',
    );
    expect(
      await screen.findByText('it takes golden-path.campaign.run'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Start…' }),
    ).not.toBeInTheDocument();
  });

  it('tells why as the Markdown that it is, and what the wave waits for', async () => {
    const { campaign, services } = exampleCampaign('running', 'running');
    const said =
      'Waits for 1 request of others, which brings a service of it already, to be merged or closed.';
    open(
      new FakeCampaigns([
        {
          services,
          campaign: {
            ...campaign,
            description:
              '**By Friday**, as [the plan](https://example.com/plan) says <img src="x">',
            waveList: campaign.waveList.map(wave =>
              wave.number === campaign.wave
                ? {
                    ...wave,
                    waitsFor: { services: 1, covered: 1, words: said },
                  }
                : wave,
            ),
          },
        },
      ]),
      '/running',
    );
    const standing = await screen.findByRole('region', {
      name: 'Where it stands',
    });
    expect(within(standing).getByText(said)).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: new RegExp(said) }),
    ).toHaveTextContent('Wave 2');
    expect(within(standing).getByText('By Friday').tagName).toBe('STRONG');
    expect(
      within(standing).getByRole('link', { name: /the plan/ }),
    ).toHaveAttribute('href', 'https://example.com/plan');
    // What is HTML stays text.
    expect(within(standing).getByText(/<img src="x">/)).toBeInTheDocument();
  });

  it.each([
    ['planning', /10 of 40 services compiled/],
    ['paused', /Contract 1\.3\.0 is in force now/],
    ['failed', /The contract has mistakes/],
  ])('%s: says what it waits for', async (id, said) => {
    open(FakeCampaigns.ofEach(), `/${id}`);
    expect(await screen.findByText(said)).toBeInTheDocument();
  });

  it('draws only what is in sight of 400 services', async () => {
    open(FakeCampaigns.ofEach(400), '/running');
    const table = await screen.findByRole('table', { name: 'Services' });
    await waitFor(() => expect(table).toHaveAttribute('aria-rowcount', '401'));
    expect(within(table).getAllByRole('row').length).toBeLessThan(100);
  });
});

describe('planning a campaign', () => {
  it('begins with sensible answers, and leads to what it would hit', async () => {
    const campaigns = new FakeCampaigns();
    open(campaigns, '/new');
    expect(await screen.findByLabelText(/^Title/)).toHaveValue(
      'Contract 1.2.0 for all services',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(
      await screen.findByRole('region', { name: 'What this hits' }),
    ).toBeInTheDocument();
    expect(campaigns.created).toEqual([
      {
        title: 'Contract 1.2.0 for all services',
        change: { type: 'contract' },
        settings: {
          waves: { by: 'tier', next: 'merged' },
          concurrency: 10,
          merge: 'owners',
        },
      },
    ]);
  });

  it('marks what is wrong with a value, and sends what is meant', async () => {
    const campaigns = new FakeCampaigns();
    open(campaigns, '/new');
    await userEvent.click(
      await screen.findByRole('radio', { name: /^Values in the intents/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(
      screen.getByText('A pointer below /spec, such as /spec/scaling/min.'),
    ).toBeInTheDocument();
    expect(screen.getByText('State the value.')).toBeInTheDocument();
    expect(campaigns.created).toEqual([]);

    await userEvent.type(
      screen.getByLabelText('Where in the intent'),
      '/spec/scaling/min',
    );
    await userEvent.type(screen.getByLabelText('New value'), '4');
    await userEvent.clear(
      screen.getByLabelText('Requests open at the same time'),
    );
    await userEvent.type(
      screen.getByLabelText('Requests open at the same time'),
      '3',
    );
    await userEvent.click(screen.getByRole('radio', { name: /^Fairway/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    await waitFor(() =>
      expect(campaigns.created).toEqual([
        expect.objectContaining({
          change: {
            type: 'intent',
            edits: [{ at: '/spec/scaling/min', to: 4 }],
          },
          settings: expect.objectContaining({
            concurrency: 3,
            merge: 'automatic',
          }),
        }),
      ]),
    );
  });

  it('takes the new defaults of a template over from a draft', async () => {
    const authoring = new FakeAuthoring();
    const path = 'templates/http-api/template.yaml';
    const { files } = await authoring.getAuthoringTemplate('http-api');
    await authoring.createAuthoringDraft({
      title: 'More memory',
      basedOn: authoring.fingerprint,
      changes: {
        [path]: files[path].replace('default: 512Mi', 'default: 768Mi'),
      },
    });
    const campaigns = new FakeCampaigns();
    // Templates are held against the contract that ships with them.
    const contract = contractOfFiles(shippedFiles('platform', 'contract'));
    const api = new FakeGoldenPath([]);
    const answer = await api.getContract();
    jest.spyOn(api, 'getContract').mockResolvedValue({
      ...answer,
      ...(contract.ok ? { contract: contract.value } : {}),
    });
    open(campaigns, '/new?draft=draft-1', { authoring, api });
    expect(
      await screen.findByText(/Taken from the draft “More memory”/),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Where in the intent')).toHaveValue(
      '/spec/containers/app/resources/memory',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    await waitFor(() =>
      expect(campaigns.created).toEqual([
        expect.objectContaining({
          title: 'New defaults of http-api',
          change: {
            type: 'intent',
            template: 'http-api',
            edits: [
              {
                at: '/spec/containers/app/resources/memory',
                from: '512Mi',
                to: '768Mi',
              },
            ],
          },
          scope: { workloadTypes: ['http-api'] },
        }),
      ]),
    );
  });

  it('begins with the contract of a draft, and keeps what was filled in when it is refused', async () => {
    const authoring = new FakeAuthoring();
    await authoring.createAuthoringDraft({
      title: 'Longer grace',
      basedOn: authoring.fingerprint,
      changes: { 'contract/tiers.yaml': 'tiers: {}' },
    });
    const campaigns = new FakeCampaigns();
    jest
      .spyOn(campaigns, 'createCampaign')
      .mockRejectedValue(new Error('the draft has mistakes'));
    open(campaigns, '/new?draft=draft-1', { authoring });
    expect(
      await screen.findByRole('radio', { name: /^The contract of a draft/ }),
    ).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: 'Plan it' }));
    expect(
      await screen.findByText('the draft has mistakes'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/^Title/)).toHaveValue('Longer grace');
  });
});
