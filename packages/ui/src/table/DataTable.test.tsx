import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import type { DataTableColumn } from './column';
import { DataTable } from './DataTable';

interface Service {
  name: string;
  replicas?: number;
}

const columns: DataTableColumn<Service>[] = [
  {
    id: 'name',
    title: 'Service',
    cell: row => <a href={`#${row.name}`}>{row.name}</a>,
    sortValue: row => row.name,
  },
  {
    id: 'replicas',
    title: 'Replicas',
    numeric: true,
    cell: row => row.replicas ?? '–',
    sortValue: row => row.replicas,
  },
];

function Address() {
  return <output aria-label="address">{useLocation().search}</output>;
}

function Services(props: { rows: Service[] }) {
  return (
    <>
      <Address />
      <DataTable
        label="Services"
        columns={columns}
        rows={props.rows}
        rowKey={row => row.name}
        filterText={row => row.name}
        empty={<p>No service yet</p>}
      />
    </>
  );
}

function names() {
  return within(screen.getByRole('table'))
    .getAllByRole('rowheader')
    .map(cell => cell.textContent);
}

const few: Service[] = [
  { name: 'payments-api', replicas: 4 },
  { name: 'audit-log' },
  { name: 'fraud-service', replicas: 12 },
];

describe('DataTable', () => {
  it('sorts and filters, and keeps both in the address', async () => {
    renderInTestApp(<Services rows={few} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Replicas' }),
    );
    expect(names()).toEqual(['payments-api', 'fraud-service', 'audit-log']);
    await userEvent.click(screen.getByRole('button', { name: 'Replicas' }));
    expect(names()).toEqual(['fraud-service', 'payments-api', 'audit-log']);
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'sort=replicas.desc',
    );

    await userEvent.type(screen.getByRole('searchbox'), 'fraud');
    expect(names()).toEqual(['fraud-service']);
    expect(screen.getByLabelText('address')).toHaveTextContent('q=fraud');
    expect(screen.getByText('1 of 3')).toBeInTheDocument();

    await userEvent.type(screen.getByRole('searchbox'), 'zzz');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filter' }),
    );
    expect(names()).toHaveLength(3);
  });

  it('opens as the address says', async () => {
    renderInTestApp(<Services rows={few} />, {
      initialRouteEntries: ['/?sort=name.desc&q=a'],
    });
    expect(await screen.findByRole('searchbox')).toHaveValue('a');
    expect(names()).toEqual(['payments-api', 'fraud-service', 'audit-log']);
  });

  it('walks the rows with the arrow keys', async () => {
    renderInTestApp(<Services rows={few} />);
    const first = await screen.findByRole('link', { name: 'payments-api' });
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    await screen.findByText('audit-log');
    await new Promise(resolve => requestAnimationFrame(resolve));
    expect(screen.getByRole('link', { name: 'audit-log' })).toHaveFocus();
  });

  it('draws only what is in sight of many rows, and tells how many there are', async () => {
    const rows = Array.from({ length: 4000 }, (_row, index) => ({
      name: `service-${index}`,
    }));
    renderInTestApp(<Services rows={rows} />);
    const table = await screen.findByRole('table', { name: 'Services' });
    expect(table).toHaveAttribute('aria-rowcount', '4001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(100);
    expect(screen.getByText('4000 of 4000')).toBeInTheDocument();
  });

  it('says what will be here when there is nothing', async () => {
    renderInTestApp(<Services rows={[]} />);
    expect(await screen.findByText('No service yet')).toBeInTheDocument();
  });

  describe('a live update', () => {
    const animate = jest.fn();
    const mediaOf = window.matchMedia;

    function Live() {
      const [round, setRound] = useState(0);
      return (
        <>
          <button onClick={() => setRound(1)}>Update</button>
          <DataTable
            label="Services"
            columns={columns}
            rows={[{ name: 'quiet' }, { name: 'changed', replicas: round }]}
            rowKey={row => row.name}
            rowVersion={row => String(row.replicas)}
          />
        </>
      );
    }

    beforeEach(() => {
      Element.prototype.animate = animate;
    });
    afterEach(() => {
      window.matchMedia = mediaOf;
    });

    it.each([
      [false, 1],
      [true, 0],
    ])(
      'with less motion %s, rows light up %s times',
      async (matches, times) => {
        window.matchMedia = query => ({
          matches: matches && query.includes('prefers-reduced-motion'),
          media: query,
          onchange: null,
          addListener: () => {},
          removeListener: () => {},
          addEventListener: () => {},
          removeEventListener: () => {},
          dispatchEvent: () => true,
        });
        renderInTestApp(<Live />);
        const update = await screen.findByRole('button', { name: 'Update' });
        expect(animate).not.toHaveBeenCalled();
        await userEvent.click(update);
        expect(animate).toHaveBeenCalledTimes(times);
        animate.mockClear();
      },
    );
  });
});
