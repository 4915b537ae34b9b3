import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { exampleObjective, MOMENT } from '../../__testUtils__/objectives';
import { renderPage } from '../../__testUtils__/renderPage';
import { SlosPage } from '../SlosPage';

function open(api: FakeSlo, at = '') {
  return renderPage(<SlosPage />, {
    api,
    mountPath: '/slos',
    at: `/slos${at}`,
  });
}

async function rows(name = 'SLOs') {
  const table = await screen.findByRole('table', { name });
  return within(table).getAllByRole('row').slice(1);
}

describe('page of all objectives', () => {
  it('says who burns, what is nearest to an alert first, with budget, burn rates, indicator and time left', async () => {
    open(FakeSlo.ofSize(18));
    const [fastest, second] = await rows();
    expect(fastest).toHaveTextContent(
      /^Availability of service-0002service-0002 · riskBurning fast62\.4 %18\.3×9\.13×4\.56×2\.28×99\.98 % of 99\.95 %2 d 3 h/,
    );
    expect(second).toHaveTextContent('Burning31 %4×');
    expect(
      within(fastest).getByRole('link', {
        name: 'Availability of service-0002',
      }),
    ).toHaveAttribute('href', '/slos/service-0002.availability');
    expect(fastest).toHaveTextContent('service-0002');
    expect(
      screen.getByText('3 objectives burn or have nothing left'),
    ).toBeInTheDocument();
  });

  it('puts what burns for days before the noise of an hour and what is over, and sorts as one wants', async () => {
    const burning = (index: number, rates: number[]) => ({
      ...exampleObjective('healthy', index),
      burn: ['1h', '6h', '1d', '3d'].map((window, place) => ({
        window,
        rate: rates[place],
      })),
    });
    open(
      new FakeSlo([
        burning(1, [6.7, 1.7, 0.4, 0.2]),
        burning(2, [1.8, 1.5, 1.5, 1.4]),
        burning(3, [0, 0, 1, 3.2]),
      ]),
    );
    const all = await rows();
    expect(all[0]).toHaveTextContent('service-0002');
    expect(all[2]).toHaveTextContent('service-0003');
    await userEvent.click(screen.getByRole('button', { name: 'Burn 1h' }));
    await waitFor(async () =>
      expect((await rows())[0]).toHaveTextContent('service-0003'),
    );
  });

  it('names the promise before the service, so that a long name of a service hides none', async () => {
    const service = 'recommendations-tracking-service-of-the-whole-shop';
    const title = `${service}: availability`;
    open(new FakeSlo([{ ...exampleObjective('healthy', 1), service, title }]));
    const [row] = await rows();
    const link = within(row).getByRole('link', { name: title });
    expect(link).toHaveTextContent(/^availability$/);
  });

  it('says of what looks good that nobody counts what is bad', async () => {
    open(
      new FakeSlo([{ ...exampleObjective('healthy', 1), noBadSeries: true }]),
    );
    const [row] = await rows();
    expect(row).toHaveTextContent(
      'service-0001 · checkout · no series of bad events',
    );
  });

  it('shows what is overspent, what is not known, and never a number for it', async () => {
    open(
      new FakeSlo([
        exampleObjective('exhausted', 1),
        { ...exampleObjective('no-data', 2), reason: 'No series matches.' },
      ]),
    );
    const [exhausted, unknown] = await rows();
    expect(exhausted).toHaveTextContent(/Exhausted−12 %.*gone/);
    expect(unknown).toHaveTextContent(/No dataNot known––––– of 99\.95 %–/);
  });

  it('narrows down by state, owner and tier, as the address says', async () => {
    open(FakeSlo.ofSize(36), '?state=burning');
    expect(await rows()).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: /2 Exhausted/ }));
    await waitFor(async () =>
      expect((await rows())[0]).toHaveTextContent('Exhausted'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    await waitFor(async () => expect(await rows()).toHaveLength(36));
    await userEvent.click(screen.getByLabelText('Owner'));
    await userEvent.click(screen.getByRole('option', { name: 'risk' }));
    await waitFor(async () => expect(await rows()).toHaveLength(9));
    await userEvent.click(screen.getByLabelText('Business unit'));
    await userEvent.click(
      screen.getByRole('option', { name: 'Without business unit' }),
    );
    await waitFor(async () => expect(await rows()).toHaveLength(2));
  });

  it('rolls up by owner; each row leads to its objectives', async () => {
    open(FakeSlo.ofSize(36));
    await userEvent.click(
      await screen.findByRole('button', { name: 'By owner' }),
    );
    const all = await rows('By owner');
    expect(all).toHaveLength(4);
    const risk = all.find(row => row.textContent?.startsWith('risk'));
    expect(risk).toHaveTextContent(/^risk91 critical3 unknown5 healthy62\.4 %/);
    await userEvent.click(screen.getByRole('link', { name: 'risk' }));
    await waitFor(async () => expect(await rows()).toHaveLength(9));
  });

  it('rolls up what is narrowed down, by words too, and goes on from there to just that', async () => {
    const [first, ...others] = FakeSlo.ofSize(36).list;
    const api = new FakeSlo([{ ...first, state: 'too-few-events' }, ...others]);
    open(api, '?q=service-001&tier=tier-1');
    const listed = (await rows()).length;
    await userEvent.click(screen.getByRole('button', { name: 'By owner' }));
    const teams = await rows('By owner');
    const counts = teams.map(row =>
      Number(within(row).getAllByRole('cell')[0].textContent),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(listed);
    expect(screen.getByRole('searchbox')).toHaveValue('service-001');
    await userEvent.click(within(teams[0]).getAllByRole('link')[0]);
    await waitFor(async () => expect(await rows()).toHaveLength(counts[0]));
    for (const row of await rows()) {
      expect(row).toHaveTextContent('service-001');
    }
  });

  it('lets one write on where words leave nothing of a roll-up', async () => {
    open(FakeSlo.ofSize(9), '?by=owner');
    await rows('By owner');
    await userEvent.type(screen.getByRole('searchbox'), 'nothing like it');
    expect(
      await screen.findByText('No objective is like that.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveFocus();
    // Where there is nothing, nothing is well.
    expect(
      screen.getByText('The filters leave nothing to count.'),
    ).toBeInTheDocument();
    expect(screen.queryByText('None burns')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear the filters' })[0],
    );
    await waitFor(async () => expect(await rows('By owner')).toHaveLength(4));
  });

  it('holds 2,000 objectives, and draws only what is in sight', async () => {
    open(FakeSlo.ofSize(2000));
    expect(await screen.findByText('2000 objectives')).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'SLOs' });
    expect(table).toHaveAttribute('aria-rowcount', '2001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(100);
  });

  it('is walked through with the arrow keys', async () => {
    open(FakeSlo.ofSize(9));
    const [first, second] = await rows();
    within(first).getAllByRole('link')[0].focus();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(within(second).getAllByRole('link')[0]).toHaveFocus(),
    );
  });

  it('says since when a source does not answer, and how old the numbers are', async () => {
    const api = FakeSlo.ofSize(9);
    api.beside.sources = [
      {
        id: 'main',
        title: 'Prometheus at https://prometheus.example.com',
        answeredAt: MOMENT,
        failing: { since: MOMENT, message: 'It took longer than 30 s.' },
        objectives: 9,
      },
    ];
    open(api);
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent(
      /^Prometheus at https:\/\/prometheus\.example\.com has not answered since .*2026.*The numbers of its 9 objectives are as of .*2026.*It took longer than 30 s\.$/,
    );
  });

  it('says how old the list of objectives is while the golden path does not answer', async () => {
    const api = FakeSlo.ofSize(2);
    api.beside.origins = [
      {
        kind: 'golden-path',
        answeredAt: MOMENT,
        failing: { since: MOMENT, message: 'Request failed with 503' },
      },
    ];
    open(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^Golden path: no list of objectives since .*2026.*The list of .*2026.* stays in force\. Request failed with 503$/,
    );
  });

  it('lists the documents that cannot be read, with what to do', async () => {
    const api = FakeSlo.ofSize(2);
    api.found = [
      {
        id: 'broken',
        origin: { kind: 'catalog', entity: 'component:default/a', url: '' },
        file: 'slo.yaml',
        objectives: [],
        problems: [
          {
            line: 7,
            at: '/slos/0/objective',
            message: 'the objective is 100',
            remedy: 'State a percentage below 100.',
          },
        ],
        readAt: MOMENT,
      },
    ];
    open(api);
    expect(
      await screen.findByText(/^1 document cannot be read/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'What is wrong' }),
    );
    const broken = await screen.findByRole('region', { name: 'slo.yaml' });
    expect(broken).toHaveTextContent(
      'slo.yamlNamed by aline 7, /slos/0/objective: the objective is 100. State a percentage below 100.',
    );
  });

  it('has the sources asked when somebody wants it', async () => {
    const api = FakeSlo.ofSize(2);
    open(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask the sources now' }),
    );
    expect(api.refreshed).toEqual([undefined]);
    expect(
      await screen.findByText(/^The sources are being asked/),
    ).toBeInTheDocument();
  });

  it('says what will be here, and which permission is missing', async () => {
    const empty = open(new FakeSlo());
    expect(
      await screen.findByText('No objective is known yet.'),
    ).toBeInTheDocument();
    empty.unmount();
    const api = new FakeSlo();
    jest
      .spyOn(api, 'objectives')
      .mockRejectedValue(new NotAllowedError('guests see no objectives'));
    open(api);
    expect(
      await screen.findByText('guests see no objectives'),
    ).toBeInTheDocument();
    expect(screen.getByText(/slo\.objective\.read/)).toBeInTheDocument();
  });

  it.each(['', '?by=tier'])('can be used without seeing it: %s', async at => {
    const { container } = open(FakeSlo.ofSize(9), at);
    await rows(at ? 'By tier' : 'SLOs');
    const { violations } = await axe.run(container, {
      // jsdom has no colours; they are tested with the palette.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
