import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { PlatformPage } from './PlatformPage';

function open(part = '', api = new FakeGoldenPath([])) {
  return renderPage(<PlatformPage />, {
    api,
    mountPath: '/platform',
    at: `/platform/${part}`,
  });
}

/** The pages are opened at that moment. */
function at(moment: string) {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(moment));
}

describe('platform page', () => {
  afterEach(() => jest.restoreAllMocks());

  it('opens on the version, what it changed, and the eight layers', async () => {
    open();
    expect(await screen.findByText('Contract 1.2.0')).toBeInTheDocument();
    expect(
      screen.getByText('Images in production need a signature.'),
    ).toBeInTheDocument();
    expect(screen.getByText('2 of 412 services denied')).toBeInTheDocument();
    expect(
      await screen.findByRole('region', { name: 'Network' }),
    ).toHaveTextContent('NetworkPolicy');
  });

  it('shows exceptions and overrides, the next to expire first, with their state', async () => {
    at('2026-11-21T12:00:00Z');
    const api = new FakeGoldenPath([]);
    const answer = await api.getContract();
    jest.spyOn(api, 'getContract').mockResolvedValue({
      ...answer,
      overrides: [
        {
          kind: 'override',
          id: 'search-api/overrides/0',
          service: 'search-api',
          subject: 'Rollout/search-api',
          environments: ['prod'],
          reason: 'a longer start while the index is rebuilt',
          approvedBy: 'group:platform',
          expires: '2026-11-21T18:00:00Z',
          state: 'near-expiry',
          daysLeft: 0,
        },
      ],
    });
    open('exceptions', api);
    const table = await screen.findByRole('table', { name: 'Exceptions' });
    const [, expired, override, near, active] =
      within(table).getAllByRole('row');
    expect(expired).toHaveTextContent(/mobile-bff.*Expired.*19 days ago/);
    expect(override).toHaveTextContent(
      /Rollout\/search-api.*Override.*Near expiry.*Ends within a day/,
    );
    expect(near).toHaveTextContent(/ledger-archive.*Near expiry.*10 days left/);
    expect(active).toHaveTextContent(/Active.*221 days left/);
  });

  it.each([
    ['2026-11-30T23:59:59Z', /Near expiry.*1 day left/],
    ['2026-12-01T23:59:59Z', /Near expiry.*Ends within a day/],
    ['2026-12-02T00:00:00Z', /Expired.*Ended within the last day/],
    ['2026-11-02T00:00:00Z', /Near expiry.*29 days left/],
    ['2026-11-01T23:59:59Z', /Active.*30 days left/],
  ])('says to the second how an exception stands: at %s', async (now, said) => {
    at(now);
    open('exceptions');
    // It holds until the last second of 2026-12-01 in UTC.
    const row = await screen.findByRole('row', { name: /ledger-archive/ });
    expect(row).toHaveTextContent(said);
  });

  it('shows whom each policy hits, the worst first', async () => {
    open('policies');
    const table = await screen.findByRole('table', { name: 'Policies' });
    const [, worst, rule, ...others] = within(table).getAllByRole('row');
    // Rules of the contract are rows like policies, and the tab counts the rows.
    expect(screen.getByRole('link', { name: /^Policies/ })).toHaveTextContent(
      `Policies${2 + others.length}`,
    );
    expect(worst).toHaveTextContent(/memory limit.*2 denied.*1 excepted/);
    expect(
      within(worst).getByRole('link', { name: 'fraud-service' }),
    ).toHaveAttribute('href', '/catalog/default/component/fraud-service');
    expect(worst).toHaveTextContent(/1 more.*ledger-archive/);
    expect(rule).toHaveTextContent(/Rule of the contract.*15 warned/);
    expect(
      screen.getByRole('row', { name: /do not run as root/ }),
    ).toHaveTextContent(/1 excepted.*ledger-archive/);
  });

  it('names exceptions that hold, where nobody has counted', async () => {
    const api = new FakeGoldenPath([]);
    const answer = await api.getContract();
    jest
      .spyOn(api, 'getContract')
      .mockResolvedValue({ ...answer, policyHits: undefined });
    open('policies', api);
    const row = await screen.findByRole('row', { name: /memory limit/ });
    expect(row).not.toHaveTextContent('mobile-bff');
    expect(
      screen.getByRole('row', { name: /do not run as root/ }),
    ).toHaveTextContent('ledger-archive');
  });

  it('says why newer files of the contract are not in force', async () => {
    const api = new FakeGoldenPath([]);
    const problem = 'tiers.yaml:4: no tier "tier-9"; use tier-1 to tier-3';
    jest.spyOn(api, 'getContract').mockResolvedValue({
      ...(await api.getContract()),
      problems: [problem],
    });
    open('', api);
    expect(await screen.findByText(problem)).toBeInTheDocument();
    expect(screen.getByText('Not in force')).toBeInTheDocument();
  });

  it('shows the fullest quota first, and finds a team', async () => {
    open('quotas');
    const table = await screen.findByRole('table', { name: 'Quotas' });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /ledger.*prod.*% used/,
    );
    await userEvent.type(screen.getByRole('searchbox'), 'checkout staging');
    expect(within(table).getAllByRole('row')).toHaveLength(2);
  });

  it('shows what stores keep beside the limit, and says where there is none', async () => {
    const api = new FakeGoldenPath([]);
    const answer = await api.getContract();
    const amounts = { cpu: '64', memory: '128Gi', pods: 400, objects: 3000 };
    const use = {
      team: 'payments',
      cpuMillis: 1000,
      memoryBytes: 2 ** 30,
      pods: 3,
      objects: 20,
      storageBytes: 90 * 2 ** 30,
    };
    jest.spyOn(api, 'getContract').mockResolvedValue({
      ...answer,
      contract: {
        ...answer.contract,
        quotas: {
          default: { dev: amounts, prod: { ...amounts, storage: '100Gi' } },
        },
      },
      quotaInUse: [
        { ...use, environment: 'dev' },
        { ...use, environment: 'prod' },
      ],
    });
    open('quotas', api);
    const table = await screen.findByRole('table', { name: 'Quotas' });
    const [, prod, dev] = within(table).getAllByRole('row');
    expect(prod).toHaveTextContent(/prod.*90 % used.*90 \/ 100/);
    expect(dev).toHaveTextContent(/dev.*90 \/ no limit/);
  });
});
