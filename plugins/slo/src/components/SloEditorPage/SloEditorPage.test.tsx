import { fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { exampleObjective } from '../../__testUtils__/objectives';
import { replaceText } from '../../__testUtils__/replaceText';
import { sloApiRef } from '../../api';
import { slosRouteRef } from '../../routes';
import { SlosPage } from '../SlosPage';
import { newDocument } from './newDocument';

/** As the reader makes it: the name, which begins with the service. */
const ID = 'shop-orders';
const DOCUMENT = newDocument('shop');

/** Answers the golden path gives to what is asked of it. */
type Answer = { status: number; body: object };

function open(
  options: { path?: string; answers?: Answer[]; target?: number } = {},
) {
  const { path = `/${ID}/edit`, answers = [], target = 0.995 } = options;
  const place = { file: 'services/shop/slo.yaml', line: 1 };
  const api = new FakeSlo([
    { ...exampleObjective('burning'), id: ID, service: 'shop', target },
  ]);
  api.details.set(ID, {
    origin: { kind: 'golden-path', path: place.file, commit: 'c0ffee' },
    document: { text: DOCUMENT, format: 'openslo', place },
  });
  const asked: { url: string; body: unknown }[] = [];
  const page = renderInTestApp(<SlosPage />, {
    apis: [
      [sloApiRef, api],
      [
        fetchApiRef,
        {
          fetch: async (url: unknown, init?: RequestInit) => {
            asked.push({
              url: String(url),
              body: JSON.parse(String(init?.body)),
            });
            const { status, body } = answers.shift() ?? {
              status: 201,
              body: { id: 'local-7', title: 'Orders', state: 'open' },
            };
            return new Response(
              JSON.stringify({ ...body, response: { statusCode: status } }),
              {
                status,
                headers: { 'Content-Type': 'application/json' },
              },
            );
          },
        },
      ],
    ],
    mountPath: '/slos',
    initialRouteEntries: [`/slos${path}`],
    mountedRoutes: { '/slos': slosRouteRef },
  });
  return { page, api, asked };
}

async function write(text: string) {
  await replaceText(
    await screen.findByLabelText('OpenSLO document', {
      selector: '[contenteditable]',
    }),
    text,
  );
}

const openButton = () =>
  screen.getByRole('button', { name: 'Open change request' });

describe('writing an objective', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('says what it means while it is written', async () => {
    open();
    const meaning = await screen.findByRole('region', {
      name: 'What it means',
    });
    expect(meaning).toHaveTextContent(
      '99.5 % of all events have to be good over 30 d. That allows 3 h 36 min of total failure.',
    );
    expect(openButton()).toBeDisabled();
    expect(
      screen.getByText('Nothing is different from the document as it is.'),
    ).toBeInTheDocument();

    await write(DOCUMENT.replace('target: 0.995', 'target: 0.999'));
    await waitFor(() =>
      expect(meaning).toHaveTextContent(
        '99.9 % of all events have to be good over 30 d. That allows 43 min 12 s of total failure. As it is, 99.5 % allows 3 h 36 min.',
      ),
    );
    expect(meaning).toHaveTextContent(
      'Somebody is paged after 52 s of total failure.',
    );
    const table = within(meaning).getByRole('table');
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /1 d1 min 26 s/,
    );
    expect(
      await screen.findByText(/With 99.9 %: 0 pages and 0 tickets/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Generated rules' }),
    ).toBeInTheDocument();
    await waitFor(() => expect(openButton()).toBeEnabled());
  });

  it('warns of a target at which nobody could be paged', async () => {
    open();
    await write(DOCUMENT.replace('target: 0.995', 'target: 0.8'));
    expect(await screen.findByText(/No page can come/)).toBeInTheDocument();
  });

  it('names what is wrong at its line, and leads there', async () => {
    open();
    await write(DOCUMENT.replace('target: 0.995', 'target: 120'));
    const problems = within(
      await screen.findByRole('list', { name: 'Problems' }),
    ).getAllByRole('listitem');
    expect(problems[0]).toHaveTextContent(/target/);
    expect(screen.getByText('1 problem')).toBeInTheDocument();
    expect(screen.getByText('Mend the problems first.')).toBeInTheDocument();
    expect(openButton()).toBeDisabled();
    expect(
      screen.getByText(/the last version without problems/),
    ).toBeInTheDocument();
    const line =
      DOCUMENT.split('\n').findIndex(text => text.includes('target:')) + 1;
    await userEvent.click(screen.getByRole('button', { name: `Line ${line}` }));
    expect(screen.getByLabelText('OpenSLO document')).toHaveFocus();
  });

  it.each([
    ['name: shop-orders', 'name: orders', /does not begin with "shop-"/],
    ['duration: 30d', 'duration: 7d', /expected 30d/],
  ])(
    'says before it is asked for what the golden path would refuse: %s → %s',
    async (from, to, words) => {
      open();
      await write(DOCUMENT.replace(from, to));
      expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
      await waitFor(() => expect(openButton()).toBeDisabled());
    },
  );

  it('becomes a change request of the service', async () => {
    const { asked } = open();
    const text = DOCUMENT.replace('target: 0.995', 'target: 0.999');
    await write(text);
    await userEvent.type(
      screen.getByLabelText('Why (for those who review it)'),
      'Customers ask for it',
    );
    await waitFor(() => expect(openButton()).toBeEnabled());
    await userEvent.click(openButton());
    expect(
      await screen.findByText('The change request is open.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Show the change request' }),
    ).toHaveAttribute('href', '/change-requests/local-7');
    expect(asked).toEqual([
      {
        url: 'plugin://golden-path/services/shop/objectives',
        body: { text, base: DOCUMENT, message: 'Customers ask for it' },
      },
    ]);
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('loses nothing when it is refused, and says where and why', async () => {
    open({
      answers: [
        {
          status: 400,
          body: {
            error: {
              name: 'InputError',
              message: 'The golden path cannot derive this.',
              problems: [
                {
                  line: 13,
                  at: '/spec/indicator',
                  message: 'the queries follow from the service itself',
                  remedy: 'Leave them as they are',
                },
              ],
            },
          },
        },
        {
          status: 404,
          body: { error: { name: 'NotFoundError', message: 'No service' } },
        },
      ],
    });
    await write(DOCUMENT.replace('target: 0.995', 'target: 0.999'));
    await waitFor(() => expect(openButton()).toBeEnabled());
    await userEvent.click(openButton());
    const refusal = await screen.findByRole('alert');
    expect(refusal).toHaveTextContent(
      /The golden path cannot derive the document.*What you wrote is kept/,
    );
    expect(
      within(refusal).getByRole('button', { name: 'Line 13' }),
    ).toBeInTheDocument();
    expect(window.sessionStorage).toHaveLength(1);
    await userEvent.click(openButton());
    expect(
      await screen.findByText(
        /shop is not on the golden path.*services\/shop\/slo.yaml/,
      ),
    ).toBeInTheDocument();
  });

  it('brings back what was not asked for yet, and lets it go', async () => {
    window.sessionStorage.setItem(
      `fairway.slo-editor:${ID}`,
      JSON.stringify({
        text: DOCUMENT.replace('target: 0.995', 'target: 0.99'),
        base: DOCUMENT,
      }),
    );
    open();
    expect(
      await screen.findByText('What you wrote before is back.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'What it means' }),
    ).toHaveTextContent('99 % of all events');
    await userEvent.click(screen.getByRole('button', { name: 'Discard it' }));
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'What it means' }),
      ).toHaveTextContent('99.5 % of all events'),
    );
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('begins a new one for a service', async () => {
    const { asked } = open({ path: '/new?service=checkout-api' });
    expect(
      await screen.findByRole('heading', { name: 'New objective' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Goes to the golden path of checkout-api.'),
    ).toBeInTheDocument();
    await userEvent.click(openButton());
    await screen.findByText('The change request is open.');
    expect(asked[0].url).toBe(
      'plugin://golden-path/services/checkout-api/objectives',
    );
  });

  it('of an objective that is not there says so', async () => {
    open({ path: '/nothing/edit' });
    expect(
      await screen.findByText('There is nothing here'),
    ).toBeInTheDocument();
  });

  it('can be done without seeing it', async () => {
    const { page } = open();
    await screen.findByRole('region', { name: 'What it means' });
    const { violations } = await axe.run(page.container, {
      // jsdom has no colours; they are tested with the palette.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
