import type {
  Campaign,
  CampaignService,
} from '@fairway/plugin-golden-path-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleCampaign,
  FakeCampaigns,
} from '../../__testUtils__/FakeCampaigns';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { CampaignsPage } from '../CampaignsPage';

/** The page of a campaign that has begun, changed as the story wants it. */
async function open(options: {
  campaign?(campaign: Campaign): Partial<Campaign>;
  service?(service: CampaignService, index: number): Partial<CampaignService>;
}) {
  const { campaign, services } = exampleCampaign('running', 'running');
  const campaigns = new FakeCampaigns([
    {
      campaign: { ...campaign, ...options.campaign?.(campaign) },
      services: services.map((service, index) => ({
        ...service,
        ...options.service?.(service, index),
      })),
    },
  ]);
  renderPage(<CampaignsPage />, {
    api: new FakeGoldenPath([]),
    campaigns,
    teams: ['ledger'],
    mountPath: '/campaigns',
    at: '/campaigns/running',
  });
  await screen.findByRole('region', { name: 'Where it stands' });
  return campaigns;
}

function region(name: string) {
  return screen.findByRole('region', { name });
}

describe('a campaign of a single wave', () => {
  it('says that services wait for room, not for another wave', async () => {
    await open({
      campaign: ({ settings, waveList }) => ({
        wave: 1,
        waves: 1,
        waveList: waveList.slice(0, 1),
        settings: { ...settings, waves: { by: 'none', next: 'merged' } },
      }),
      service: (_service, index) => ({
        wave: 1,
        ...(index < 4 ? { team: 'ledger', state: 'planned' } : {}),
      }),
    });
    expect(await region('What is asked of you')).toHaveTextContent(
      '4 services have their turn as soon as there is room: at most 10 are open at a time.',
    );
    const standing = await region('Where it stands');
    expect(standing).toHaveTextContent('all at once');
    expect(standing).not.toHaveTextContent('the next one');
  });
});

describe('what is told of a campaign', () => {
  it('tells each service of a team why it waits, and asks to look at what could not be opened', async () => {
    await open({
      campaign: () => ({ state: 'paused', wave: 2 }),
      service: (_service, index) =>
        [
          { state: 'planned', wave: 2 } as const,
          { state: 'planned', wave: 3 } as const,
          { state: 'opening' } as const,
          { state: 'failed', nextTryAt: '2026-11-21T10:00:00Z' } as const,
          { state: 'failed', nextTryAt: undefined } as const,
        ].map(each => ({ team: 'ledger', ...each }))[index] ?? {},
    });
    const asked = await region('What is asked of you');
    for (const said of [
      '1 service waits until the campaign goes on.',
      '1 service has its turn in a later wave.',
      'The request of 1 service is being opened.',
      'Fairway tries again by itself.',
      'Look why the request of 1 service could not be opened:#5 for service-004',
    ]) {
      expect(asked).toHaveTextContent(said);
    }
  });

  it('calls a wave in which somebody said no settled, and not good', async () => {
    await open({});
    const waves = await region('Waves');
    // Of the first wave some were closed, denied and failed.
    expect(
      within(waves).getByRole('button', { name: /^Wave 1/ }),
    ).toHaveTextContent('Not all went well');
  });

  it('offers to try again what is open and stands still', async () => {
    await open({
      service: (service, index) =>
        index === 0
          ? {
              state: 'open',
              problem: 'Somebody pushed to the branch of its request.',
            }
          : service,
    });
    const table = await screen.findByRole('table', { name: 'Services' });
    await userEvent.type(
      screen.getByLabelText('Filter: Services'),
      'service-000',
    );
    await userEvent.click(
      await within(table).findByRole('button', {
        name: /^Details of service-000/,
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Somebody pushed to the branch');
    expect(
      within(dialog).getByRole('button', { name: 'Try this one again' }),
    ).toBeEnabled();
  });

  it('says that an edit also writes where nothing stood', async () => {
    await open({
      campaign: () => ({
        change: {
          type: 'intent',
          edits: [
            { at: '/spec/scaling/min', to: 4 },
            { at: '/spec/scaling/max', from: 6, to: 8 },
          ],
        },
      }),
    });
    const standing = await region('Where it stands');
    expect(standing).toHaveTextContent(
      '/spec/scaling/min becomes 4, also where it is not stated',
    );
    expect(standing).toHaveTextContent(
      '/spec/scaling/max becomes 8 where it is 6',
    );
  });
});

describe('a connection that breaks', () => {
  it('leaves open whether it was done, until the portal is back and the page has looked', async () => {
    const campaigns = await open({});
    const lost = new TypeError('Failed to fetch');
    const pause = jest
      .spyOn(campaigns, 'actOnCampaign')
      .mockRejectedValueOnce(lost);
    const look = jest.spyOn(campaigns, 'getCampaign').mockRejectedValue(lost);
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(
      await screen.findByText(/^It is not known whether that was done/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/as it was/)).not.toBeInTheDocument();

    // It was done, and the answer was what got lost.
    pause.mockRestore();
    await campaigns.actOnCampaign('running', 'pause');
    look.mockRestore();
    await waitFor(
      () =>
        expect(
          screen.queryByText(/^It is not known whether that was done/),
        ).not.toBeInTheDocument(),
      { timeout: 15_000 },
    );
    expect(screen.getByText(/^The portal is back/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Resume' })).toBeEnabled();
  }, 30_000);
});
