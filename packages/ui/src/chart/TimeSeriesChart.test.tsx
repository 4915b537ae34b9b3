import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { formatPercent } from '../format';
import { TimeSeriesChart } from './TimeSeriesChart';

const HOUR = 3_600_000;
const FROM = Date.parse('2026-11-20T00:00:00Z');

function open(count: number) {
  renderInTestApp(
    <TimeSeriesChart
      label="Budget left"
      from={FROM}
      to={FROM + count * HOUR}
      series={[{ id: 'budget', title: 'Left', tone: 'accent', area: true }]}
      points={Array.from({ length: count }, (_point, hour) => ({
        at: FROM + hour * HOUR,
        seconds: 3600,
        values: { budget: hour === 1 ? undefined : 1 - hour / count },
      }))}
      ranges={[
        {
          from: FROM,
          to: FROM + HOUR,
          title: 'Database upgrade',
          kind: 'excluded',
        },
      ]}
      markers={[
        { at: FROM + 2 * HOUR, title: 'Release 4f2', url: '/delivery' },
        { at: FROM + 3 * HOUR, title: 'Incident 12' },
      ]}
      format={formatPercent}
    />,
  );
}

describe('a chart over time', () => {
  it('says the same as a table, gaps and what is set off included', async () => {
    open(4);
    const table = await screen.findByRole('table', { name: 'Budget left' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('100 %');
    expect(rows[1]).toHaveTextContent('No data');
    expect(rows[3]).toHaveTextContent('25 %');
    expect(
      within(
        screen.getByRole('list', { name: 'Set off in Budget left' }),
      ).getByText(/^Database upgrade: Nov/),
    ).toBeInTheDocument();
    expect(screen.getByText('Excluded, does not count')).toBeInTheDocument();
  });

  it('of 2,000 points has a table that can be listened to', async () => {
    open(2000);
    const table = await screen.findByRole('table', { name: 'Budget left' });
    expect(within(table).getAllByRole('row')).toHaveLength(49);
    expect(table).toHaveTextContent('48 of 2000 points');
  });

  it('leads to what happened with Tab, and tells it', async () => {
    open(4);
    const strip = within(
      await screen.findByRole('list', {
        name: 'What happened, in Budget left',
      }),
    );
    expect(
      strip.getByRole('link', { name: /^Release 4f2, Nov/ }),
    ).toHaveAttribute('href', '/delivery');
    expect(
      strip.getByRole('button', { name: /^Incident 12/ }),
    ).not.toHaveAttribute('tabindex', '-1');
    await userEvent.hover(strip.getByRole('link'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Release 4f2');
  });
});
