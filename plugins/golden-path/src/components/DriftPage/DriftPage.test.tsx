import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDrift } from '../../__testUtils__/FakeDrift';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { DriftPage } from './DriftPage';

function open(drift: FakeDrift, at = '') {
  return renderPage(<DriftPage />, {
    api: new FakeGoldenPath([]),
    drift,
    mountPath: '/drift',
    at: `/drift${at}`,
  });
}

async function rows() {
  const table = await screen.findByRole('table', { name: 'Drift' });
  return within(table).getAllByRole('row').slice(1);
}

describe('drift of the fleet', () => {
  it('says who differs and how, the worst first', async () => {
    open(FakeDrift.ofSize(24));
    const [unreadable, , , edited] = await rows();
    expect(unreadable).toHaveTextContent('Unreadable');
    expect(edited).toHaveTextContent(
      /service-0002Changed by hand2 files edited, 1 file missing, 4 files behind/,
    );
    expect(screen.getByText('15 services differ')).toBeInTheDocument();
  });

  it('narrows down by state and team, as the address says', async () => {
    open(FakeDrift.ofSize(24), '?state=behind');
    expect(await rows()).toHaveLength(3);
    await userEvent.click(
      screen.getByRole('button', { name: /3 Changed by hand/ }),
    );
    await waitFor(async () => {
      const [first] = await rows();
      expect(first).toHaveTextContent('Changed by hand');
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    await waitFor(async () => expect(await rows()).toHaveLength(24));
  });

  it('holds 4,000 services, and draws only what is in sight', async () => {
    open(FakeDrift.ofSize(4000));
    expect(await screen.findByText('4000 services')).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Drift' });
    expect(table).toHaveAttribute('aria-rowcount', '4001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(100);
  });

  it('looks again when asked, and says how far a look is', async () => {
    const drift = FakeDrift.ofSize(8);
    open(drift);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Check now' }),
    );
    expect(drift.checked).toEqual([undefined]);
    expect(await screen.findByText(/^The look has begun/)).toBeInTheDocument();
  });

  it('says that nobody has looked yet, and how far the first look is', async () => {
    const drift = new FakeDrift();
    drift.beside = { running: { done: 12, services: 400 } };
    open(drift);
    expect(
      await screen.findByText('Looking: 12 of 400 services'),
    ).toBeInTheDocument();
    expect(screen.getByText('Nobody has looked yet')).toBeInTheDocument();
  });

  it('says which permission is missing, and what failed', async () => {
    const drift = new FakeDrift();
    jest
      .spyOn(drift, 'listDrift')
      .mockRejectedValue(new NotAllowedError('guests see no drift'));
    open(drift);
    expect(await screen.findByText('guests see no drift')).toBeInTheDocument();
  });
});

describe('drift of a service', () => {
  it('shows every file with what mending changes, and mends with one click', async () => {
    const drift = FakeDrift.ofOne('payments-api', 'edited');
    open(drift, '/payments-api');
    expect(
      await screen.findByText('3 files changed by hand'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('memory limit of app 2Gi → 1536Mi'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^Service payments-api/ }),
    );
    expect(await screen.findByText('Service is added')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Mend with a change request' }),
    );
    await waitFor(() => expect(drift.mended).toEqual(['payments-api']));
  });

  it.each([
    ['expired', /tls-minimum.*the partner is late/],
    ['denied', /The image of app has no signature/],
    ['unreadable', /"tier-9" is no tier/],
    ['none', /Every file is as intent and contract derive it/],
  ] as const)('%s: says why', async (state, said) => {
    open(FakeDrift.ofOne('payments-api', state), '/payments-api');
    await waitFor(() =>
      expect(screen.getByRole('article')).toHaveTextContent(said),
    );
  });

  it('says why somebody cannot mend it, and looks again when asked', async () => {
    const drift = FakeDrift.ofOne('payments-api', 'unreadable');
    open(drift, '/payments-api');
    expect(
      await screen.findByText(
        'You cannot mend it here: its intent cannot be read',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Mend with a change request' }),
    ).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(drift.checked).toEqual(['payments-api']);
  });
});
