import { screen, within } from '@testing-library/react';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { exampleObjective } from '../../__testUtils__/objectives';
import { renderPage } from '../../__testUtils__/renderPage';
import { WorstBudgets } from './WorstBudgets';

describe('first page', () => {
  it('shows the budgets of my teams, the least first', async () => {
    renderPage(<WorstBudgets />, {
      api: FakeSlo.ofSize(120),
      teams: ['payments', 'checkout'],
    });
    const rows = await screen.findAllByRole('listitem');
    expect(rows).toHaveLength(8);
    expect(rows[0]).toHaveTextContent('−12 %Exhausted');
    expect(within(rows[0]).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/slos\/service-\d+\.availability$/),
    );
    expect(screen.getByRole('link', { name: '52 more' })).toHaveAttribute(
      'href',
      '/slos',
    );
  });

  it('says a service once, also where titles begin with it', async () => {
    const objective = exampleObjective();
    const title = `${objective.service}: latency-p95`;
    renderPage(<WorstBudgets />, {
      api: new FakeSlo([{ ...objective, title }]),
      teams: ['checkout'],
    });
    expect(await screen.findByRole('link', { name: title })).toHaveTextContent(
      /^latency-p95$/,
    );
  });

  it('says how an objective comes there', async () => {
    renderPage(<WorstBudgets />, { api: FakeSlo.ofSize(9), teams: ['nobody'] });
    expect(
      await screen.findByText('Your teams have no objective yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Write an objective' }),
    ).toHaveAttribute('href', '/slos/new');
  });
});
