import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { PlatformPage } from './PlatformPage';

function open(part = '') {
  return renderPage(<PlatformPage />, {
    api: new FakeGoldenPath([]),
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
    expect(expired).toHaveTextContent(/mobile-bff.*Expired/);
    expect(near).toHaveTextContent(/ledger-archive.*Near expiry/);
    expect(active).toHaveTextContent(/Active.*221/);
  });

  it('shows policies without the exceptions that have lapsed', async () => {
    open('policies');
    const row = await screen.findByRole('row', { name: /memory limit/ });
    expect(row).not.toHaveTextContent('mobile-bff');
    expect(
      screen.getByRole('row', { name: /do not run as root/ }),
    ).toHaveTextContent('ledger-archive');
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
