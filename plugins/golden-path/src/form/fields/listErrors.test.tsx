import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { DependenciesField } from './DependenciesField';
import { EnvField } from './EnvField';
import { SecretsField } from './SecretsField';
import { TextsField } from './TextsField';

const said = (text: string) => ({ __errors: [text] });

/** What the form hands to each of its fields, as far as ours look at it. */
function shown<P>(field: (props: P) => ReactElement, parts: object) {
  const Field = field;
  const props = {
    idSchema: { $id: 'root_list' },
    schema: { title: 'List' },
    uiSchema: {},
    onChange: jest.fn(),
    ...parts,
  } as unknown as P & object;
  return renderInTestApp(<Field {...props} />);
}

describe('an error in a list', () => {
  it('stands in the row it is about, and marks its input', async () => {
    await shown(DependenciesField, {
      formData: [
        { service: 'orders' },
        { external: 'http://x' },
        { topic: 'nosuch' },
      ],
      errorSchema: {
        1: { external: said('Expected a host. Write x:443.') },
        2: said('No topic is called nosuch.'),
      },
    });
    const rows = screen.getAllByRole('listitem');
    expect(rows[0]).not.toHaveTextContent(/Expected|nosuch/);
    expect(rows[1]).toHaveTextContent('Expected a host. Write x:443.');
    expect(rows[2]).toHaveTextContent('No topic is called nosuch.');
    expect(within(rows[0]).getByLabelText('Service')).toBeValid();
    expect(within(rows[1]).getByLabelText('Host and port')).toBeInvalid();
    expect(within(rows[1]).getByLabelText(/When it fails/)).toHaveAttribute(
      'aria-invalid',
      'false',
    );
    expect(within(rows[2]).getByLabelText('Topic')).toBeInvalid();
  });

  it('of variables and texts stands in its row as well', async () => {
    await shown(EnvField, {
      formData: [
        { name: 'A', value: '1' },
        { name: 'log level', value: 'x' },
      ],
      errorSchema: { 1: said('Rename it.') },
    });
    const [first, second] = screen.getAllByRole('listitem');
    expect(within(first).getByLabelText('Value')).toBeValid();
    expect(second).toHaveTextContent('Rename it.');
    expect(within(second).getByLabelText('Value')).toBeInvalid();
  });

  it('of a text marks that text alone', async () => {
    await shown(TextsField, {
      formData: ['ok', 'Not Ok'],
      uiSchema: { 'ui:options': { each: 'Tag' } },
      errorSchema: { 1: said('Write not-ok.') },
    });
    expect(screen.getByLabelText('Tag 1')).toBeValid();
    expect(screen.getByLabelText('Tag 2')).toBeInvalid();
  });

  it('of a secret that was never granted stands at its tick box, which takes it back', async () => {
    await shown(SecretsField, {
      formData: [{ name: 'stripe', keys: ['api-key'] }],
      formContext: { formData: { owner: 'group:default/payments' } },
      errorSchema: { 0: said('stripe is not granted to payments.') },
    });
    expect(
      screen.getByRole('checkbox', { name: 'stripe · api-key' }),
    ).toBeInvalid();
    expect(
      screen.getByText('stripe is not granted to payments.'),
    ).toBeInTheDocument();
  });
});
