import { NotAllowedError } from '@backstage/errors';
import type { SloDocumentSummary } from '@fairway/plugin-slo-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { MOMENT } from '../../__testUtils__/objectives';
import { renderPage } from '../../__testUtils__/renderPage';
import { replaceText } from '../../__testUtils__/replaceText';
import { SlosPage } from '../SlosPage';

function example(
  id: string,
  rest: Partial<SloDocumentSummary> = {},
): SloDocumentSummary {
  return {
    id,
    origin: { kind: 'git', url: 'https://git.example.com/slos/tree/main/' },
    file: `${id}.yaml`,
    format: 'sloth',
    objectives: [{ id: `${id}-availability`, title: `Availability of ${id}` }],
    problems: [],
    readAt: MOMENT,
    ...rest,
  };
}

function uploadedBy(by: string): Pick<SloDocumentSummary, 'origin'> {
  return { origin: { kind: 'upload', id: 'x', by, at: MOMENT } };
}

const PROBLEM = {
  line: 7,
  at: '/slos/0/objective',
  message: 'the objective is 100',
  remedy: 'State a percentage below 100',
};

/** As the backend answers for a document that it cannot take. */
function refusal(problems: object[]): Error {
  return Object.assign(new Error('bad'), { body: { error: { problems } } });
}

function open(api: FakeSlo, at = '/documents') {
  return renderPage(<SlosPage />, {
    api,
    mountPath: '/slos',
    at: `/slos${at}`,
  });
}

async function rows() {
  const table = await screen.findByRole('table', { name: 'Documents' });
  return within(table).getAllByRole('row').slice(1);
}

const editor = () => screen.findByLabelText('Text of the document');
const uploadButton = () => screen.getByRole('button', { name: 'Upload' });

describe('page of documents', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('is found from the page of all objectives', async () => {
    open(FakeSlo.ofSize(2), '');
    expect(
      await screen.findByRole('button', { name: 'Documents' }),
    ).toHaveAttribute('href', '/slos/documents');
  });

  it('says where objectives are written, in which format, and what is wrong, which comes first', async () => {
    const api = new FakeSlo();
    api.found = [
      example('shop'),
      example('cart', {
        format: undefined,
        objectives: [],
        problems: [PROBLEM],
        origin: { kind: 'catalog', entity: 'component:default/cart', url: '' },
      }),
      example('pay', {
        format: 'openslo',
        objectives: [
          { id: 'pay-a', title: 'Payments go through' },
          { id: 'pay-b', title: 'Payments are fast' },
        ],
      }),
    ];
    open(api);
    const [first, ...others] = await rows();
    expect(first).toHaveTextContent(/^cart\.yamlNamed by cart––1 problem/);
    expect(others[0]).toHaveTextContent(
      /^shop\.yamlGitSloth prometheus\/v1Availability of shopNone/,
    );
    expect(others[1]).toHaveTextContent(/OpenSLO v12 objectivesNone/);
    expect(
      screen.getByRole('link', { name: 'Availability of shop' }),
    ).toHaveAttribute('href', '/slos/shop-availability');
    await userEvent.click(screen.getByRole('button', { name: 'cart.yaml' }));
    const dialog = await screen.findByRole('dialog', { name: 'cart.yaml' });
    expect(dialog).toHaveTextContent(
      'line 7, /slos/0/objective: the objective is 100. State a percentage below 100',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await userEvent.click(screen.getByRole('button', { name: 'pay.yaml' }));
    expect(
      await screen.findByRole('link', { name: 'Payments are fast' }),
    ).toHaveAttribute('href', '/slos/pay-b');
  });

  it('says since when an earlier version of a document is judged, why, and until when', async () => {
    const api = new FakeSlo();
    api.found = [
      example('shop', {
        problems: [PROBLEM, { ...PROBLEM, line: 9 }],
        standsIn: {
          readAt: '2026-11-21T09:00:00.000Z',
          since: '2026-11-22T10:00:00.000Z',
          until: '2026-11-29T10:00:00.000Z',
        },
      }),
    ];
    open(api);
    expect((await rows())[0]).toHaveTextContent(
      'Availability of shop, of an earlier version2 problems',
    );
    await userEvent.click(screen.getByRole('button', { name: 'shop.yaml' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^Since Nov 22, .* cannot be read \(line 7, the objective is 100; 1 more problem\), so that of Nov 21, .* is judged, until Nov 29, .* at the longest\.$/,
    );
  });

  it('takes a document in that was pasted, and lists it', async () => {
    const api = new FakeSlo();
    open(api);
    await replaceText(await editor(), 'version: prometheus/v1\n');
    expect(uploadButton()).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Name of the file/ }),
      'payments.yaml',
    );
    await userEvent.click(uploadButton());
    expect(
      await screen.findByText('payments.yaml was taken in, with 0 objectives.'),
    ).toBeInTheDocument();
    expect(api.uploaded).toEqual([
      { file: 'payments.yaml', text: 'version: prometheus/v1\n' },
    ]);
    await waitFor(async () =>
      expect((await rows())[0]).toHaveTextContent('payments.yaml'),
    );
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('says what is wrong in a file at its lines, and loses nothing', async () => {
    const api = new FakeSlo();
    jest.spyOn(api, 'upload').mockRejectedValueOnce(refusal([PROBLEM]));
    const text = 'version: prometheus/v1\nservice: shop\n';
    const { unmount } = open(api);
    await editor();
    fireEvent.change(screen.getByLabelText('Choose a file'), {
      target: { files: [new File([text], 'shop.yaml')] },
    });
    await waitFor(() => expect(uploadButton()).toBeEnabled());
    await userEvent.click(uploadButton());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      /cannot be taken as it is\. What you wrote is kept\./,
    );
    expect(alert).toHaveTextContent(
      '/slos/0/objective: the objective is 100. State a percentage below 100.',
    );
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Line 7' }),
    );
    expect(await editor()).toHaveFocus();
    expect(await editor()).toHaveTextContent('service: shop');
    unmount();
    open(api);
    expect(await editor()).toHaveTextContent('service: shop');
    expect(
      screen.getByText('This is what you wrote in this tab before.'),
    ).toBeInTheDocument();
  });

  it('says why the owner of other services may not upload', async () => {
    const api = new FakeSlo();
    jest
      .spyOn(api, 'upload')
      .mockRejectedValue(new NotAllowedError('shop belongs to checkout'));
    open(api);
    await replaceText(await editor(), 'service: shop\n');
    await userEvent.type(
      screen.getByRole('textbox', { name: /Name of the file/ }),
      'shop.yaml',
    );
    await userEvent.click(uploadButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not uploaded. shop belongs to checkout What you wrote is kept.',
    );
  });

  it('removes what one has uploaded, once one has said so again', async () => {
    const api = new FakeSlo();
    api.found = [
      example('mine', uploadedBy('user:default/guest')),
      example('theirs', uploadedBy('user:default/sam.reviewer')),
      example('git'),
    ];
    open(api);
    const remove = await screen.findByRole('button', {
      name: 'Remove mine.yaml',
    });
    expect(screen.getAllByRole('button', { name: /^Remove / })).toHaveLength(1);
    await userEvent.click(remove);
    const dialog = screen.getByRole('dialog', { name: 'Remove mine.yaml?' });
    expect(dialog).toHaveTextContent(
      'Its 1 objective is not followed any more',
    );
    expect(api.removed).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove it' }),
    );
    expect(
      await screen.findByText('mine.yaml was removed.'),
    ).toBeInTheDocument();
    expect(api.removed).toEqual(['mine']);
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(
      screen.queryByRole('button', { name: /^Remove / }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('columnheader', { name: 'Actions' }),
    ).not.toBeInTheDocument();
  });

  it('can be used without seeing it', async () => {
    const api = new FakeSlo();
    api.found = [
      example('mine', uploadedBy('user:default/guest')),
      example('git', { problems: [PROBLEM] }),
    ];
    const { container } = open(api);
    await rows();
    await editor();
    const { violations } = await axe.run(container, {
      // jsdom has no colours; they are tested with the palette.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
