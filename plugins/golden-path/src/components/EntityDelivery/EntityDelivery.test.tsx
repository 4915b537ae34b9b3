import { NotAllowedError } from '@backstage/errors';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleEnvironments,
  FakeDelivery,
} from '../../__testUtils__/FakeDelivery';
import { deliveryApiRef } from '../../deliveryClient';
import { changeRequestsRouteRef } from '../../routes';
import { DeliverySection } from './DeliverySection';

async function show(api = new FakeDelivery(), result = 'ALLOW') {
  await renderInTestApp(<DeliverySection service="payments-api" />, {
    apis: [
      [deliveryApiRef, api],
      [
        permissionApiRef,
        { authorize: jest.fn().mockResolvedValue({ result }) },
      ],
    ],
    mountPath: '/',
    initialRouteEntries: ['/'],
    mountedRoutes: {
      '/change-requests': changeRequestsRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
  return api;
}

const steps = async (environment: string) =>
  within(
    await screen.findByRole('list', {
      name: `Steps of the release in ${environment}`,
    }),
  );

describe('deliveries of a service', () => {
  it('are a row of steps for each environment, and each step opens what proves it', async () => {
    await show();
    const staging = await steps('staging');
    await userEvent.click(staging.getByRole('button', { name: /^Scanned/ }));
    expect(
      screen.getByText('Trivy found 0 critical, 2 high'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Open at the source/ }),
    ).toHaveAttribute('href', 'https://ci.example.com/scanned');
    expect(screen.getByText('0123abcd')).toBeInTheDocument();

    const signed = staging.getByRole('button', { name: 'Signed Missing' });
    await userEvent.click(signed);
    expect(signed).toHaveAttribute('aria-expanded', 'true');
    expect(
      screen.getByText('Nobody has sent evidence of it.'),
    ).toBeInTheDocument();
    // What did not happen is no step.
    expect(staging.queryByText('Rolled back')).not.toBeInTheDocument();

    const prod = await steps('prod');
    expect(
      prod.getByRole('button', { name: /^Sync failed / }),
    ).toBeInTheDocument();
    expect(screen.getAllByText('Sync failed')).toHaveLength(2);
  });

  it('are promoted with what proves them, and taken back with a reason', async () => {
    const api = await show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Promote to prod' }),
    );
    const promote = within(await screen.findByRole('dialog'));
    expect(
      promote.getByRole('list', { name: 'Evidence from staging' }),
    ).toHaveTextContent(/Scanned: DoneTrivy found 0 critical.*Signed: Missing/);
    await userEvent.click(
      promote.getByRole('button', { name: 'Open the request' }),
    );
    await waitFor(() =>
      expect(api.asked).toEqual([
        // The release whose evidence is in the dialog, so that no other goes on.
        { promote: 'payments-api', from: 'staging', to: 'prod', release: 'r2' },
      ]),
    );
  });

  it('are taken back to the release before, with a reason', async () => {
    const api = await show();
    await steps('staging');
    const [allowed, refused] = await screen.findAllByRole('button', {
      name: /Roll back|no earlier release/,
    });
    expect(refused).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(refused);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

    await userEvent.click(allowed);
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Open the request' });
    expect(confirm).toBeDisabled();
    expect(dialog.getByLabelText('Go back to')).toHaveTextContent(
      'cdcdcdcdcdcd',
    );
    await userEvent.click(dialog.getByLabelText(/^Why/));
    await userEvent.paste('It refuses cards');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(api.asked).toEqual([
        {
          rollback: 'payments-api',
          environment: 'staging',
          release: 'r1',
          reason: 'It refuses cards',
        },
      ]),
    );
  });

  it('say how to connect CI while nothing was heard', async () => {
    await show(
      new FakeDelivery(
        [],
        exampleEnvironments().map(each => ({
          ...each,
          release: undefined,
          steps: [],
        })),
      ),
    );
    expect(
      await screen.findByText('Nothing was heard of a release yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /How to connect CI/ }),
    ).toHaveAttribute('href', expect.stringMatching(/docs\/delivery\.md$/));
    expect(
      screen.getByRole('list', { name: 'Where evidence comes from' }),
    ).toHaveTextContent(/Argo CDnot heard of yetFluxnot connected/);
  });

  it('say which permission is missing', async () => {
    const api = new FakeDelivery();
    jest
      .spyOn(api, 'getDelivery')
      .mockRejectedValue(new NotAllowedError('You may not see deliveries'));
    await show(api);
    expect(
      await screen.findByText(/golden-path\.delivery\.read/),
    ).toBeInTheDocument();
  });

  it('are only looked at by those who may not propose', async () => {
    await show(undefined, 'DENY');
    await steps('staging');
    expect(
      screen.queryByRole('button', { name: /^Promote to|^Roll back$/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Releases before' })[0],
    );
    const history = within(
      await screen.findByRole('table', { name: 'Releases in staging' }),
    );
    expect(history.getByText('cdcdcdcdcdcd')).toBeInTheDocument();
    expect(history.getByText('Fairway')).toBeInTheDocument();
  });
});
