import { NotAllowedError } from '@backstage/errors';
import type {
  BudgetArithmetic,
  ObjectiveAnswer,
  ObjectiveState,
} from '@fairway/plugin-slo-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { exampleObjective, MOMENT } from '../../__testUtils__/objectives';
import { renderPage } from '../../__testUtils__/renderPage';
import { SlosPage } from '../SlosPage';

const HOUR_MS = 3_600_000;

function fakeOf(
  state: ObjectiveState = 'burning-fast',
  detail: Partial<ObjectiveAnswer> = {},
): FakeSlo {
  const objective = exampleObjective(state);
  const api = new FakeSlo([objective]);
  api.details.set(objective.id, detail);
  return api;
}

function open(api: FakeSlo, query = '') {
  return renderPage(<SlosPage />, {
    api,
    mountPath: '/slos',
    at: `/slos/service-0001.availability${query}`,
  });
}

const SUM: BudgetArithmetic = {
  from: '2026-10-23T09:00:00.000Z',
  to: MOMENT,
  unit: 'events',
  good: 999_400,
  bad: 600,
  total: 1_000_000,
  excluded: { bad: 2000, total: 50_000, seconds: 7200 },
  target: 0.999,
  allowed: 1000,
  spent: 0.6,
  coverage: 0.985,
};

/** The number that a line of the sum shows. */
function shown(name: RegExp): number {
  const table = screen.getByRole('table', {
    name: 'Where the number comes from',
  });
  const [, value] = within(table)
    .getByRole('row', { name })
    .querySelectorAll('th, td');
  return Number((value.textContent ?? '').replace(/[^\d.-]/g, ''));
}

describe('the page of an objective', () => {
  it('says how it stands, whose it is, and what is left', async () => {
    open(fakeOf('burning-fast'));
    expect(
      await screen.findByRole('heading', {
        name: 'Availability of service-0001',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Burning fast')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /checkout/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/checkout',
    );
    const figures = within(
      screen.getByRole('region', { name: 'How it stands' }),
    );
    expect(figures.getByText('62.4 %')).toBeInTheDocument();
    expect(figures.getByText('objective 99.95 % over 30d')).toBeInTheDocument();
    expect(figures.getByText('2 d 3 h')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Change this objective' }),
    ).toHaveAttribute('href', '/slos/service-0001.availability/edit');
  });

  it.each([
    ['1d', 'at the pace of the last day'],
    ['1h', 'at the pace of the last hour, as an alert pages now'],
    [undefined, 'at today’s pace'],
  ])('says at which pace nothing will be left: %s', async (paceOf, words) => {
    open(fakeOf('burning-fast', { paceOf }));
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('opens the budget to a sum that adds up', async () => {
    open(
      fakeOf('burning', {
        target: 0.999,
        budget: { ratio: 0.4, minutes: 16.7, events: 400 },
        arithmetic: SUM,
      }),
    );
    const budget = await screen.findByRole('button', { name: /Budget left/ });
    expect(budget).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(budget);
    expect(budget).toHaveAttribute('aria-expanded', 'true');
    expect(shown(/^All events that were seen/)).toBe(1_050_000);
    expect(shown(/^less those in exclusions/)).toBe(50_000);
    expect(shown(/^what counts/)).toBe(1_000_000);
    expect(shown(/^of which good/) + shown(/^and bad/)).toBe(
      shown(/^what counts/),
    );
    expect(shown(/^may be bad/)).toBe(1000);
    expect(shown(/^spent of that/) + shown(/^Budget left/)).toBe(100);
    expect(shown(/^Data/)).toBe(98.5);
    expect(
      screen.getByText('400 more may be bad: 1,000 − 600'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/2 h do not count; 2,000 of what is left out was bad/),
    ).toBeInTheDocument();
  });

  it('shows slices of time to the last digit, so that each line can be worked out', async () => {
    open(
      fakeOf('exhausted', {
        target: 0.99,
        budget: { ratio: -3, minutes: -86.4 },
        arithmetic: {
          ...SUM,
          unit: 'slices',
          target: 0.99,
          good: 552,
          bad: 23,
          total: 575,
          excluded: { bad: 0, total: 0.5, seconds: 150 },
          allowed: 0.01 * 575,
          spent: 4,
        },
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /Budget left/ }),
    );
    expect(shown(/^may be bad/)).toBe(5.75);
    expect(shown(/^spent of that/)).toBe(400);
    for (const line of [
      '552 ÷ 575 = 96 % good',
      '(100 % − 99 %) × 575',
      '23 ÷ 5.75',
    ]) {
      expect(screen.getByText(line)).toBeInTheDocument();
    }
    expect(shown(/that were seen/)).toBe(575.5);
  });

  it.each([
    ['no-data', /no data of it/, /Run the query/],
    ['too-few-events', /too little traffic/, /A single bad event/],
    ['excluded', /An exclusion covers/, /does not count/],
    ['invalid', /no number/, /No number is made of it/],
    ['unknown', /was not asked yet/, /which source does not answer/],
  ] as const)(
    'without a verdict (%s) says why and what to do',
    async (state, why, todo) => {
      open(fakeOf(state));
      const notice = await screen.findByText(why);
      expect(notice.parentElement).toHaveTextContent(todo);
      expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
    },
  );

  it('says of what looks good that nobody counts what is bad', async () => {
    open(fakeOf('healthy', { noBadSeries: true }));
    const notice = await screen.findByText(/Nobody counts bad events/);
    expect(notice.parentElement).toHaveTextContent(
      /judged as if nothing had been bad.*misspelt metric or label/,
    );
  });

  it('makes no verdict of a sum of too few events', async () => {
    open(
      fakeOf('too-few-events', {
        budget: { ratio: -1.1, minutes: -47.7, events: -0.525 },
        arithmetic: {
          ...SUM,
          good: 474,
          bad: 1,
          total: 475,
          allowed: 0.475,
          spent: 2.1,
          excluded: { bad: 0, total: 0, seconds: 0 },
        },
      }),
    );
    const figures = within(
      await screen.findByRole('region', { name: 'How it stands' }),
    );
    expect(
      figures.getByText('no verdict on so few events'),
    ).toBeInTheDocument();
    expect(figures.queryByText('Used up')).not.toBeInTheDocument();
    expect(figures.getByText('0.5 bad events too many')).toBeInTheDocument();
  });

  it('tells one number of events that are left, above the sum and in it', async () => {
    open(
      fakeOf('healthy', {
        target: 0.95,
        budget: { ratio: 0.18, minutes: 388, events: 14_172.6 },
        arithmetic: {
          ...SUM,
          good: 1_512_408,
          bad: 64_682,
          total: 1_577_090,
          target: 0.95,
          allowed: 78_854.6,
          spent: 0.82,
        },
      }),
    );
    const budget = await screen.findByRole('button', { name: /Budget left/ });
    expect(budget).toHaveTextContent('14,173 bad events left');
    await userEvent.click(budget);
    expect(
      screen.getByText('14,173 more may be bad: 78,855 − 64,682'),
    ).toBeInTheDocument();
  });

  it('says since when nothing new is known', async () => {
    open(
      fakeOf('unknown', {
        staleSince: new Date(Date.now() - 3 * HOUR_MS).toISOString(),
        alerts: [
          {
            severity: 'page',
            short: '5m',
            long: '1h',
            shortSeconds: 300,
            longSeconds: 3600,
            factor: 14.4,
            spentPercent: 2,
            firing: false,
          },
        ],
        burns: [
          { window: '5m', rate: 0.1 },
          { window: '1h', rate: 0.2 },
        ],
        source: {
          id: 'prometheus',
          title: 'Prometheus at https://prometheus.example.com',
          objectives: 3,
          failing: { since: MOMENT, message: 'It did not answer in 10 s' },
        },
      }),
    );
    expect(
      await screen.findByText(/The source has not answered for/),
    ).toHaveTextContent('3 h. What is shown is what was known last.');
    expect(screen.getByText(/It did not answer in 10 s/)).toBeInTheDocument();
    // What was quiet then need not be now.
    expect(
      within(screen.getByRole('region', { name: 'Burn by window' })).getByRole(
        'listitem',
      ),
    ).toHaveTextContent(/Not known.*does not say whether it fires now/);
    expect(screen.queryByText('Not in sight')).not.toBeInTheDocument();
  });

  it('says of each alert whether it fires, and what is missing', async () => {
    const pair = {
      shortSeconds: 300,
      longSeconds: 3600,
      spentPercent: 2,
      firing: false,
    };
    open(
      fakeOf('burning-fast', {
        alerts: [
          {
            ...pair,
            severity: 'page',
            short: '5m',
            long: '1h',
            factor: 14.4,
            firing: true,
          },
          { ...pair, severity: 'page', short: '30m', long: '6h', factor: 6 },
          { ...pair, severity: 'ticket', short: '2h', long: '1d', factor: 3 },
        ],
        burns: [
          { window: '5m', rate: 20 },
          { window: '1h', rate: 18.25 },
          { window: '30m', rate: 12 },
          { window: '6h', rate: 4 },
          { window: '2h', rate: 8 },
          { window: '1d' },
        ],
      }),
    );
    const alerts = within(
      await screen.findByRole('region', { name: 'Burn by window' }),
    ).getAllByRole('listitem');
    expect(alerts[0]).toHaveTextContent(
      /5m and 1h over 14.4×Fires.*20×.*18.3×.*Both windows are over/,
    );
    expect(alerts[1]).toHaveTextContent(/Quiet.*Under the threshold: 6h/);
    expect(alerts[2]).toHaveTextContent(
      /Not known.*No data.*Without data over 1d it cannot be judged/,
    );
  });

  it('says of the conditions of a document whether they hold, for how long yet, and which never can', async () => {
    const conditionOf = (name: string, threshold: number) => ({
      severity: 'page' as const,
      short: '1h',
      long: '1h',
      shortSeconds: 3600,
      longSeconds: 3600,
      factor: threshold,
      spentPercent: 2,
      firing: false,
      forSeconds: 600,
      condition: {
        name,
        operator: '>' as const,
        threshold,
        lookbackSeconds: 3600,
        afterSeconds: 600,
        severity: 'page',
        urgency: 'page' as const,
        when: { breaching: true, noData: false },
        targets: [],
      },
    });
    open(
      fakeOf('healthy', {
        target: 0.5,
        alerts: [
          { ...conditionOf('burns', 1.5), holdsSince: MOMENT },
          { ...conditionOf('burns-fast', 14.4), neverFires: true },
        ],
        burns: [{ window: '1h', rate: 1.8 }],
      }),
    );
    const region = await screen.findByRole('region', {
      name: 'Burn by window',
    });
    expect(region).toHaveTextContent(/for as long as its document says/);
    const [pending, never] = within(region).getAllByRole('listitem');
    expect(pending).toHaveTextContent(
      /burns: 1h over 1\.5×Pending1h1\.8×It has been over since .*2026.*fires once it has been for 10 min/,
    );
    expect(never).toHaveTextContent(
      /burns-fast: 1h over 14\.4×Cannot fire.*14\.4× of 50 % is all there is, or more/,
    );
  });

  it('says what the budget policy wants now', async () => {
    open(
      fakeOf('burning', {
        policy: {
          spent: 0.69,
          rules: [
            {
              spentPercent: 50,
              consequence: 'Reliability comes first in planning',
              holds: true,
            },
            {
              spentPercent: 100,
              consequence: 'Only fixes are released',
              holds: false,
            },
          ],
        },
      }),
    );
    const rules = within(
      await screen.findByRole('region', { name: 'Budget policy' }),
    ).getAllByRole('listitem');
    expect(rules[0]).toHaveTextContent(/Reliability.*Holds now/);
    expect(rules[1]).toHaveTextContent(/Only fixes.*Does not hold/);
  });

  it('draws the time that the address names', async () => {
    const api = fakeOf('burning');
    const history = jest.spyOn(api, 'history');
    open(api, '?range=7d');
    const table = await screen.findByRole('table', { name: 'Budget left' });
    expect(within(table).getAllByRole('row')).toHaveLength(8);
    await userEvent.click(screen.getByRole('button', { name: '24 h' }));
    await waitFor(() => {
      const [, { from = '', to = '' }] = history.mock.lastCall ?? ['', {}];
      expect(Date.parse(to) - Date.parse(from)).toBe(24 * HOUR_MS);
    });
    await userEvent.click(screen.getByRole('button', { name: 'Burn rate' }));
    expect(
      await screen.findByRole('table', { name: 'Burn rate' }),
    ).toHaveTextContent('0.2×');
  });

  it('shows what would have fired, also with another target', async () => {
    const api = fakeOf('burning');
    api.wouldHaveFired = async (
      _id,
      { from = MOMENT, to = MOMENT, target },
    ) => ({
      from,
      to,
      target: target ?? 0.9995,
      coverage: 0.9,
      fired: Array.from({ length: target ? 3 : 1 }, (_alert, hour) => ({
        severity: 'page',
        short: '5m',
        long: '1h',
        factor: 14.4,
        from: new Date(Date.parse(from) + hour * 5 * HOUR_MS).toISOString(),
        to: new Date(Date.parse(from) + (hour * 5 + 2) * HOUR_MS).toISOString(),
        peak: 20 + hour,
      })),
      notJudged: [{ severity: 'ticket', short: '6h', long: '3d' }],
      ...(target === 0.5 && {
        neverFires: [
          { severity: 'page', short: '5m', long: '1h', factor: 14.4 },
        ],
      }),
    });
    open(api);
    expect(
      await screen.findByText(
        'With 99.95 %: 1 page and 0 tickets in what can be judged of 30 days.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Every alert can be judged for 90 % of that time; in/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Not judged.*Ticket 6h\/3d/)).toBeInTheDocument();
    const target = screen.getByLabelText('With another target, in percent');
    fireEvent.change(target, { target: { value: '120' } });
    expect(target).toHaveAccessibleDescription(/above 0 and below 100/);
    fireEvent.change(target, { target: { value: '99,99' } });
    expect(
      await screen.findByText(
        /With 99.99 %: 3 pages and 0 tickets in what can be judged of 30 days. As it is, with 99.95 %: 1 page/,
      ),
    ).toBeInTheDocument();
    fireEvent.change(target, { target: { value: '50' } });
    expect(
      await screen.findByText(
        'At this target some alerts can never fire, not even if everything failed: Page 5m/1h (14.4× of 50 % is all there is, or more).',
      ),
    ).toBeInTheDocument();
    fireEvent.change(target, { target: { value: '99,99' } });
    await screen.findByText(/With 99.99 %: 3 pages/);
    expect(
      within(
        screen.getByRole('table', { name: 'Alerts that would have fired' }),
      ).getAllByRole('row'),
    ).toHaveLength(4);
  });

  it('offers no way back to the target of a document that states percentages', async () => {
    open(fakeOf('healthy', { target: 99.9 / 100 }));
    const target = await screen.findByLabelText(
      'With another target, in percent',
    );
    expect(target).toHaveValue('99.9');
    expect(
      screen.queryByRole('button', { name: 'As it is' }),
    ).not.toBeInTheDocument();
    fireEvent.change(target, { target: { value: '99' } });
    expect(
      await screen.findByRole('button', { name: 'As it is' }),
    ).toBeInTheDocument();
  });

  it('takes a time out of the budget, with a reason, and has it count again', async () => {
    const api = fakeOf('burning');
    open(api, '?part=exclusions');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Exclude time' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Exclude' });
    expect(confirm).toBeDisabled();
    fireEvent.change(dialog.getByLabelText('From'), {
      target: { value: '2026-11-22T10:00' },
    });
    fireEvent.change(dialog.getByLabelText('To'), {
      target: { value: '2026-11-22T09:00' },
    });
    await userEvent.type(dialog.getByLabelText(/^Why/), 'Database upgrade');
    expect(
      dialog.getAllByText('The end has to be after the begin.').length,
    ).toBeGreaterThan(0);
    expect(confirm).toBeDisabled();
    fireEvent.change(dialog.getByLabelText('To'), {
      target: { value: '2026-11-22T12:30' },
    });
    expect(
      dialog.getByText(/^2 h 30 min; 2026-11-22 .* UTC to/),
    ).toBeInTheDocument();
    const exclude = api.exclude.bind(api);
    api.exclude = async () => {
      throw new Error('The database is away.');
    };
    await userEvent.click(confirm);
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The database is away. What you wrote is still here.',
    );
    api.exclude = exclude;
    await userEvent.click(confirm);
    const table = await screen.findByRole('table', { name: 'Exclusions' });
    expect(table).toHaveTextContent(/Database upgrade/);
    expect(api.excluded[0]).toMatchObject({
      objective: 'service-0001.availability',
      from: new Date('2026-11-22T10:00').toISOString(),
      reason: 'Database upgrade',
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Withdraw: Database upgrade' }),
    );
    const ask = within(await screen.findByRole('dialog'));
    await userEvent.type(
      ask.getByLabelText(/^Why it counts/),
      'It was put off',
    );
    await userEvent.click(ask.getByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByText(/It was put off/)).toBeInTheDocument();
  });

  it('keeps what is written about an exclusion when one clicks beside it', async () => {
    open(fakeOf('burning'), '?part=exclusions');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Exclude time' }),
    );
    const dialog = await screen.findByRole('dialog');
    const reason = within(dialog).getByLabelText(/^Why/);
    const confirm = within(dialog).getByRole('button', { name: 'Exclude' });
    await userEvent.type(reason, 'up');
    expect(confirm).toBeDisabled();
    await userEvent.type(reason, 'grade');
    expect(confirm).toBeEnabled();
    await userEvent.click(dialog.parentElement ?? dialog);
    expect(reason).toBeInTheDocument();
    expect(reason).toHaveValue('upgrade');
  });

  it('says who can exclude time to those who cannot', async () => {
    open(
      fakeOf('burning', { may: { exclude: false, change: false } }),
      '?part=exclusions',
    );
    expect(
      await screen.findByText(/Only the owner can exclude time/),
    ).toHaveTextContent('checkout');
    expect(
      screen.queryByRole('button', { name: 'Exclude time' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Change this objective' }),
    ).not.toBeInTheDocument();
  });

  it('says at the document since when an earlier version of it is judged, and why', async () => {
    const place = { file: 'services/service-0001/slo.yaml', line: 1 };
    open(
      fakeOf('healthy', {
        document: {
          text: 'kind: SLO\n',
          format: 'openslo',
          place,
          standsIn: {
            readAt: '2026-11-21T09:00:00.000Z',
            since: '2026-11-22T10:00:00.000Z',
            until: '2026-11-29T10:00:00.000Z',
          },
          problems: [
            {
              line: 33,
              at: '',
              message: 'the target is 5',
              remedy: 'Lower it',
            },
          ],
        },
      }),
      '?part=document',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^Since Nov 22, .* \(line 33, the target is 5\), so that of Nov 21, .* is judged, until Nov 29/,
    );
  });

  it('shows the document as it was read and where it is from', async () => {
    open(fakeOf(), '?part=document');
    const part = await screen.findByRole('region', { name: 'Document' });
    expect(part).toHaveTextContent('OpenSLO v1');
    expect(part).toHaveTextContent(
      'the golden path, services/service-0001/slo.yaml at c0ffee',
    );
  });

  it('that is not there, or not for you, says so', async () => {
    const { unmount } = renderPage(<SlosPage />, {
      api: new FakeSlo(),
      mountPath: '/slos',
      at: '/slos/nothing',
    });
    expect(
      await screen.findByText('There is nothing here'),
    ).toBeInTheDocument();
    unmount();
    const api = fakeOf();
    api.objective = async () => {
      throw new NotAllowedError('You may not see objectives.');
    };
    open(api);
    expect(await screen.findByText(/slo.objective.read/)).toBeInTheDocument();
  });

  it('can be used without a mouse, and read aloud', async () => {
    const page = open(fakeOf('burning', { arithmetic: SUM }));
    await userEvent.click(
      await screen.findByRole('button', { name: /Budget left/ }),
    );
    await screen.findByRole('table', { name: 'Budget left' });
    const { violations } = await axe.run(page.container, {
      // jsdom has no colours; they are tested with the palette.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
