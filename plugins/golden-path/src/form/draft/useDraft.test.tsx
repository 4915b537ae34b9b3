import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { Notices } from '../Notices';
import type { FormTemplate } from '../template';
import { dropShownDraft } from './draftStore';
import { useDraft } from './useDraft';

const template: FormTemplate = {
  defaults: { tier: 'tier-2' },
  pages: [{ title: 'Identity', schema: {} }],
};

/** The first page of a wizard, with one field. */
function Page() {
  const [form, setForm] = useState<Record<string, unknown>>({ tier: 'tier-2' });
  const root = useRef<HTMLDivElement>(null);
  const draft = useDraft({
    root,
    template,
    form,
    fill: next => setForm(held => ({ ...held, ...next })),
  });
  return (
    <div className="MuiCard-root">
      <div ref={root}>
        <Notices draft={draft} />
        <input
          aria-label="Name"
          value={String(form.name ?? '')}
          onChange={({ target }) => setForm({ ...form, name: target.value })}
        />
      </div>
    </div>
  );
}

async function open(name = 'http-api') {
  cleanup();
  await renderInTestApp(
    <Routes>
      <Route path="/:namespace/:templateName" element={<Page />} />
    </Routes>,
    { initialRouteEntries: [`/default/${name}`] },
  );
}

const typed = () => screen.getByLabelText<HTMLInputElement>('Name').value;

describe('a form that is left before its request is opened', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('comes back as it was, says so, and can be started anew', async () => {
    await open();
    expect(screen.queryByText(/draft/)).not.toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Name'), 'refunds-api');
    await open();
    expect(
      await screen.findByText('Your draft of refunds-api is back.'),
    ).toBeInTheDocument();
    expect(typed()).toBe('refunds-api');

    await userEvent.click(screen.getByRole('button', { name: 'Start anew' }));
    expect(typed()).toBe('');
    await open();
    expect(typed()).toBe('');
    expect(screen.queryByText(/draft/)).not.toBeInTheDocument();
  });

  it('is no draft of another template, and none once its request is opened', async () => {
    await open();
    await userEvent.type(screen.getByLabelText('Name'), 'refunds-api');
    await open('internal-api');
    expect(typed()).toBe('');
    await open();
    expect(await screen.findByText(/is back/)).toBeInTheDocument();
    dropShownDraft();
    await open();
    expect(typed()).toBe('');
  });

  it('asks before it is left where the browser keeps nothing', async () => {
    const full = jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(() => {
        throw new Error('QuotaExceededError');
      });
    await open();
    await userEvent.type(screen.getByLabelText('Name'), 'refunds-api');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    full.mockRestore();
  });
});
