import { renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { YamlInput } from './YamlInput';

const PROBLEMS = [
  { line: 2, message: 'replicas is no number', severity: 'error' as const },
];

function Editor(props: { onChange(value: string): void }) {
  const [value, setValue] = useState('kind: Tier\nreplicas: many\n');
  const [asked, setAsked] = useState<{ line: number }>();
  return (
    <>
      <YamlInput
        label="tiers.yaml"
        value={value}
        problems={PROBLEMS}
        askedLine={asked}
        onChange={next => {
          setValue(next);
          props.onChange(next);
        }}
      />
      <button type="button" onClick={() => setValue('kind: Quota\n')}>
        Restore
      </button>
      <button type="button" onClick={() => setAsked({ line: 99 })}>
        Go to the end
      </button>
    </>
  );
}

describe('YAML to write', () => {
  it('tells what is written, takes over what comes from outside, and can undo', async () => {
    const told = jest.fn();
    renderInTestApp(<Editor onChange={told} />);
    const editor = await screen.findByRole('textbox', { name: 'tiers.yaml' });
    editor.focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    fireEvent.paste(editor, {
      clipboardData: { getData: () => 'kind: Tier\nreplicas: 3\n', files: [] },
    });
    expect(told).toHaveBeenLastCalledWith('kind: Tier\nreplicas: 3\n');

    await userEvent.click(screen.getByRole('button', { name: 'Restore' }));
    expect(editor).toHaveTextContent(/^kind: Quota$/);
    // What came from outside is not told back.
    expect(told).toHaveBeenCalledTimes(1);

    editor.focus();
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(editor).toHaveTextContent('replicas: 3');
  });

  it('marks the lines that have problems, and goes where it is asked to', async () => {
    renderInTestApp(<Editor onChange={() => {}} />);
    const editor = await screen.findByRole('textbox', { name: 'tiers.yaml' });
    expect(editor.querySelector('.cm-lintRange-error')).toHaveTextContent(
      'replicas: many',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Go to the end' }),
    );
    expect(editor).toHaveFocus();
  });

  it('lets Tab go on to the next control', async () => {
    renderInTestApp(<Editor onChange={() => {}} />);
    const editor = await screen.findByRole('textbox', { name: 'tiers.yaml' });
    editor.focus();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Restore' })).toHaveFocus();
  });
});
