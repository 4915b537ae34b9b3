import { screen } from '@testing-library/react';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { CostTable } from './CostTable';

describe('cost by cluster', () => {
  it('says what the amounts are an upper bound of, for work that ends', async () => {
    const note = 'An upper bound: at most 4 runs a day of 10 minutes.';
    renderPage(
      <CostTable
        cost={{
          monthly: '1.20',
          monthlyAtMax: '1.20',
          currency: 'EUR',
          lines: [],
          note,
        }}
      />,
      { api: new FakeGoldenPath([]), mountPath: '/', at: '/' },
    );
    expect(await screen.findByText(note)).toBeInTheDocument();
  });
});
