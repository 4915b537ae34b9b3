import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDelivery } from '../../__testUtils__/FakeDelivery';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { DeliveryPage } from './DeliveryPage';

function open(delivery: FakeDelivery, at = '') {
  return renderPage(<DeliveryPage />, {
    api: new FakeGoldenPath([]),
    delivery,
    mountPath: '/delivery',
    at: `/delivery${at}`,
  });
}

async function rows() {
  const table = await screen.findByRole('table', {
    name: 'Releases by service and environment',
  });
  return within(table).getAllByRole('row').slice(1);
}

describe('deliveries of the fleet', () => {
  it('are services by environments, those that need a look first', async () => {
    open(FakeDelivery.ofSize(24));
    const [failed, , missing] = await rows();
    expect(failed).toHaveTextContent(
      /service-0001payments.*Stable.*Sync failed/,
    );
    expect(
      within(failed).getByRole('link', { name: 'service-0001' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/service-0001/golden-path',
    );
    expect(missing).toHaveTextContent('service-0002');
    expect(screen.getByText('24 services')).toBeInTheDocument();
  });

  it('are not shown below an address that is none', async () => {
    open(FakeDelivery.ofSize(4), '/nope');
    expect(await screen.findByText(/404/)).toBeInTheDocument();
  });

  it('are narrowed down as the address says', async () => {
    open(FakeDelivery.ofSize(24), '/services?look=failed');
    expect(await rows()).toHaveLength(2);
    await userEvent.click(
      screen.getByRole('button', { name: /2 Nothing heard/ }),
    );
    await waitFor(async () => {
      const [first] = await rows();
      expect(first).toHaveTextContent('service-0003');
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    await waitFor(async () => expect(await rows()).toHaveLength(24));
  });

  it('holds 4,000 services, and draws only what is in sight', async () => {
    open(FakeDelivery.ofSize(4000));
    expect(await screen.findByText('4000 services')).toBeInTheDocument();
    const table = screen.getByRole('table', {
      name: 'Releases by service and environment',
    });
    expect(table).toHaveAttribute('aria-rowcount', '4001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(120);
  });

  it('says that no service is merged yet', async () => {
    open(new FakeDelivery());
    expect(
      await screen.findByText('No service is merged yet.'),
    ).toBeInTheDocument();
  });
});

describe('the four keys', () => {
  it('are told of the company and of a team, with what they rest on', async () => {
    const delivery = new FakeDelivery();
    open(delivery, '/dora');
    const company = within(
      await screen.findByRole('region', {
        name: 'The four keys of the whole company',
      }),
    );
    expect(company.getByText('2 h')).toBeInTheDocument();
    expect(company.getByText('12.5 %')).toBeInTheDocument();
    expect(company.getByText('of 24 deployments')).toBeInTheDocument();
    // Nothing was restored: that is no restore in no time.
    expect(company.getByText('No data')).toBeInTheDocument();
    expect(
      within(
        screen.getByRole('table', { name: 'Deployments by day' }),
      ).getAllByRole('row')[1],
    ).toHaveTextContent('2026-11-1931');

    await userEvent.click(
      within(screen.getByRole('table', { name: 'By team' })).getByRole(
        'button',
        { name: 'checkout' },
      ),
    );
    expect(
      await screen.findByRole('region', { name: 'The four keys of checkout' }),
    ).toHaveTextContent(/Lead timeNo data/);
    await userEvent.click(screen.getByRole('button', { name: '90 days' }));
    await waitFor(() =>
      expect(delivery.asked).toContainEqual(
        expect.objectContaining({ days: 90 }),
      ),
    );
  });
});
