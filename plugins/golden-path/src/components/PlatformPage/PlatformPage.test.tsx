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

describe('platform page', () => {
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

  it('shows exceptions, the next to expire first, with their state', async () => {
    open('exceptions');
    const table = await screen.findByRole('table', { name: 'Exceptions' });
    const [, expired, near, active] = within(table).getAllByRole('row');
    expect(expired).toHaveTextContent(/mobile-bff.*Expired.*Since 20 days/);
    expect(near).toHaveTextContent(/ledger-archive.*Near expiry/);
    expect(active).toHaveTextContent(/Active.*221 days left/);
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
});
