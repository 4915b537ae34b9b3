import { fetchApiRef } from '@backstage/core-plugin-api';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DemoPage } from './components/DemoPage';
import type { Fault } from './faults';

/** A backend that keeps its faults in memory. */
function backend(maySwitch: boolean) {
  const faults: Fault[] = [];
  let refuses: string | undefined;
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    const method = init?.method ?? 'GET';
    if (method !== 'GET' && refuses) {
      return Response.json(
        {
          error: { name: 'InputError', message: refuses },
          request: { method, url: String(url) },
          response: { statusCode: 400 },
        },
        { status: 400 },
      );
    }
    if (method === 'POST') {
      const wish = JSON.parse(String(init?.body));
      faults.push({
        id: `fault-${faults.length}`,
        share: 1,
        from: Date.now(),
        active: true,
        ...wish,
      });
      return Response.json(faults.at(-1), { status: 201 });
    }
    if (method === 'DELETE') {
      const id = String(url).split('/').pop();
      faults.splice(
        faults.findIndex(fault => fault.id === id),
        1,
      );
      return new Response(undefined, { status: 204 });
    }
    return Response.json({ faults, may: { switch: maySwitch } });
  };
  return {
    faults,
    refuse: (message: string | undefined) => {
      refuses = message;
    },
    fetchApi: { fetch: fetch as typeof globalThis.fetch },
  };
}

async function show(options?: { maySwitch: boolean; faults?: Fault[] }) {
  const { maySwitch = true, faults = [] } = options ?? {};
  const demo = backend(maySwitch);
  demo.faults.push(...faults);
  await renderInTestApp(
    <TestApiProvider apis={[[fetchApiRef, demo.fetchApi]]}>
      <DemoPage />
    </TestApiProvider>,
  );
  await screen.findByText(
    faults.length > 0
      ? 'Requests are slow (50 %)'
      : 'Nothing is made to go wrong',
    { exact: false },
  );
  return demo;
}

describe('Demo faults', () => {
  it('are seen by those who may not switch them, without a form that would be refused', async () => {
    await show({
      maySwitch: false,
      faults: [{ id: 'a', kind: 'latency', share: 0.5, from: 0, active: true }],
    });
    expect(screen.getByText(/sign in as that persona/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Switch/ })).toBeNull();
    expect(screen.queryByLabelText('Service')).toBeNull();
  });

  it('say at its field what cannot be asked for', async () => {
    await show();
    const share = screen.getByLabelText('Share of requests, in percent');
    await userEvent.clear(share);
    await userEvent.type(share, '400');
    expect(share).toHaveAccessibleDescription('A number above 0 and up to 100');
    await userEvent.clear(screen.getByLabelText('Service'));
    expect(screen.getByLabelText('Service')).toHaveAccessibleDescription(
      'Name the service that it hits',
    );
    expect(screen.getByRole('button', { name: 'Switch on' })).toBeDisabled();
  });

  it('are switched on with what they hit, and off again', async () => {
    const demo = await show();
    await userEvent.clear(screen.getByLabelText('Service'));
    await userEvent.type(screen.getByLabelText('Service'), 'checkout-api');
    await userEvent.click(screen.getByRole('button', { name: 'Switch on' }));
    const row = (await screen.findByText('checkout-api')).closest('li')!;
    expect(row).toHaveTextContent('Requests fail (20 %)');
    expect(demo.faults[0]).toMatchObject({
      kind: 'errors',
      share: 0.2,
    });
    await userEvent.click(
      within(row).getByRole('button', { name: /Switch off: checkout-api/ }),
    );
    await waitFor(() => expect(demo.faults).toEqual([]));
    await screen.findByText('Nothing is made to go wrong');
  });

  it('ask for no service where all are hit, and keep what was written when they are refused', async () => {
    const demo = await show();
    demo.refuse('body: service: the demo estate has no service "nosuch"');
    await userEvent.clear(screen.getByLabelText('Service'));
    await userEvent.type(screen.getByLabelText('Service'), 'nosuch');
    await userEvent.click(screen.getByRole('button', { name: 'Switch on' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^It was not switched on: the demo estate has no service "nosuch"$/,
    );
    expect(screen.getByLabelText('Service')).toHaveValue('nosuch');
    await userEvent.type(screen.getByLabelText('Service'), '-else');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    demo.refuse(undefined);
    await userEvent.selectOptions(
      screen.getByLabelText('What goes wrong'),
      'source-down',
    );
    expect(screen.queryByLabelText('Service')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Switch on' }));
    await waitFor(() =>
      expect(demo.faults[0]).toEqual(
        expect.not.objectContaining({ service: 'nosuch' }),
      ),
    );
  });
});
