import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { YamlView } from './YamlView';
import { DiffView } from './DiffView';

const yaml = 'kind: Service\nmetadata:\n  name: payments-api\n';

describe('YAML and diffs', () => {
  it('shows the text, a copy button, and how to ask for reasons', async () => {
    renderInTestApp(
      <YamlView
        value={yaml}
        label="Service payments-api"
        reasons={[
          { line: 1, why: 'an HTTP API is called', from: 'intent:/spec' },
        ]}
      />,
    );
    expect(
      await screen.findByRole('textbox', { name: /Service payments-api/ }),
    ).toHaveTextContent('payments-api');
    expect(
      screen.getByRole('button', { name: 'Copy Service payments-api' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Put the cursor on a line/)).toBeInTheDocument();
  });

  it('shows both sides of a difference, and says when there is none', async () => {
    renderInTestApp(
      <>
        <DiffView before={yaml} after={yaml} label="same" />
        <DiffView
          before={yaml}
          after={yaml.replace('payments', 'billing')}
          label="renamed"
        />
      </>,
    );
    expect(await screen.findByText('No difference.')).toBeInTheDocument();
    const diff = await screen.findByRole('textbox', { name: 'renamed' });
    expect(diff).toHaveTextContent('payments-api');
    expect(diff).toHaveTextContent('billing-api');
  });

  it('shows both sides next to each other where there is room', async () => {
    renderInTestApp(
      <DiffView
        before={yaml}
        after={yaml.replace('payments', 'billing')}
        label="renamed"
        layout="side-by-side"
      />,
    );
    expect(
      await screen.findByRole('textbox', { name: 'renamed, before' }),
    ).toHaveTextContent('payments-api');
    expect(
      screen.getByRole('textbox', { name: 'renamed, after' }),
    ).toHaveTextContent('billing-api');
  });

  it.each(['{Enter}', ' '])(
    'opens folded lines with the key "%s"',
    async key => {
      const lines = Array.from(
        { length: 30 },
        (_line, at) => `key${at}: ${at}`,
      );
      const before = lines.join('\n');
      renderInTestApp(
        <DiffView
          before={before}
          after={before.replace('key29: 29', 'key29: 30')}
          label="ConfigMap"
        />,
      );
      const fold = await screen.findByRole('button', {
        name: /unchanged lines/,
      });
      expect(screen.queryByText('key3')).not.toBeInTheDocument();
      fold.focus();
      await userEvent.keyboard(key);
      const diff = screen.getByRole('textbox', { name: 'ConfigMap' });
      expect(diff).toHaveTextContent('key3: 3');
      expect(diff).toHaveFocus();
    },
  );
});
