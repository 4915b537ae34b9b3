import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { act, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { exampleObjective, MOMENT } from '../../__testUtils__/objectives';
import { renderPage } from '../../__testUtils__/renderPage';
import { isSloAvailable } from './annotations';
import { EntitySloCard } from './EntitySloCard';
import { EntitySloContent } from './EntitySloContent';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'service-0001',
    annotations: { 'fairway.dev/slo': 'availability' },
  },
};

function show(element: ReactElement, api: FakeSlo) {
  return renderPage(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    { api },
  );
}

const latency = {
  ...exampleObjective('burning', 1),
  id: 'service-0001.latency',
  title: 'Latency of service-0001',
};

describe('objectives of a service', () => {
  it('are offered to components that have some', () => {
    expect(isSloAvailable(entity)).toBe(true);
    expect(isSloAvailable({ ...entity, kind: 'API' })).toBe(false);
    expect(isSloAvailable({ ...entity, metadata: { name: 'other' } })).toBe(
      false,
    );
  });

  it('tab: each with budget and burn rate over time, and what happened meanwhile', async () => {
    const api = new FakeSlo([latency]);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    api.happened = [
      { at: yesterday, kind: 'deploy', title: 'release 4f2', url: '/delivery' },
      {
        at: yesterday,
        to: new Date().toISOString(),
        kind: 'exclusion',
        title: 'Database upgrade',
      },
    ];
    api.details.set(latency.id, {
      alerts: [
        {
          severity: 'page',
          short: '5m',
          long: '1h',
          shortSeconds: 300,
          longSeconds: 3600,
          factor: 14.4,
          spentPercent: 2,
          firing: false,
        },
      ],
    });
    show(<EntitySloContent />, api);
    for (const shown of ['Budget left', 'Burn rate']) {
      const name = `${shown} of ${latency.title}`;
      expect(await screen.findByRole('table', { name })).toBeInTheDocument();
      const happened = screen.getByRole('list', {
        name: `What happened, in ${name}`,
      });
      expect(
        within(happened).getByRole('button', { name: /Deploy: release 4f2/ }),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('list', { name: `Set off in ${name}` }),
      ).toHaveTextContent('Excluded: Database upgrade');
    }
  });

  it('tab: of a service with many objectives, only those in sight are loaded and drawn', async () => {
    const seen: ((entries: { isIntersecting: boolean }[]) => void)[] = [];
    window.IntersectionObserver = class {
      constructor(tell: (typeof seen)[number]) {
        seen.push(tell);
      }
      observe() {}
      disconnect() {}
    } as unknown as typeof IntersectionObserver;
    const api = new FakeSlo(
      Array.from({ length: 20 }, (_objective, index) => ({
        ...exampleObjective('healthy', 1),
        id: `service-0001.${index}`,
        title: `Promise ${index}`,
      })),
    );
    const history = jest.spyOn(api, 'history');
    try {
      show(<EntitySloContent />, api);
      expect(
        await screen.findAllByRole('heading', { name: /^Promise/ }),
      ).toHaveLength(20);
      expect(history).not.toHaveBeenCalled();
      act(() => seen[0]([{ isIntersecting: true }]));
      expect(
        await screen.findByRole('table', { name: 'Budget left of Promise 0' }),
      ).toBeInTheDocument();
      expect(history).toHaveBeenCalledTimes(1);
    } finally {
      Reflect.deleteProperty(window, 'IntersectionObserver');
    }
  });

  it('tab: each with state, budget, burn rates and how it went, the worst first', async () => {
    const elsewhere = {
      ...exampleObjective('exhausted', 1),
      id: 'another',
      title: 'Of another namespace',
      entity: 'component:other/service-0001',
    };
    const { container } = show(
      <EntitySloContent />,
      new FakeSlo([exampleObjective('healthy', 1), latency, elsewhere]),
    );
    const first = await screen.findByRole('region', { name: /^Latency/ });
    const second = screen.getByRole('region', { name: /^Availability/ });
    expect(first.compareDocumentPosition(second)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(first).toHaveTextContent(/^Latency of service-0001Burning/);
    expect(first).toHaveTextContent(
      /Budget left31 %Indicator99\.96 % of 99\.95 %Counted over30dGone in2 d 3 hBurn 1h4×Burn 6h2×/,
    );
    expect(second).toHaveTextContent(/^Availability of service-0001Healthy/);
    expect(screen.queryByText('Of another namespace')).not.toBeInTheDocument();
    expect(
      within(first).getByRole('link', { name: /^Arithmetic/ }),
    ).toHaveAttribute('href', '/slos/service-0001.latency');
    expect(
      await within(first).findByRole('table', {
        name: /^Budget left of Latency/,
      }),
    ).toBeInTheDocument();
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });

  it('tab: says why there is no verdict, and which source is silent', async () => {
    const api = new FakeSlo([
      {
        ...exampleObjective('unknown', 1),
        reason: 'Its source has not answered for 20 minutes.',
        staleSince: MOMENT,
      },
    ]);
    api.beside.sources = [
      {
        id: 'main',
        title: 'The main Prometheus',
        failing: { since: MOMENT, message: 'It refused the connection.' },
        objectives: 1,
      },
    ];
    show(<EntitySloContent />, api);
    expect(
      await screen.findByText('Its source has not answered for 20 minutes.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'It refused the connection.',
    );
    expect(screen.getByText('Unknown')).toBeInTheDocument();
  });

  it('tab: says that none is known, and which permission is missing', async () => {
    const page = show(<EntitySloContent />, new FakeSlo());
    expect(
      await screen.findByText('No objective of this service is known yet.'),
    ).toBeInTheDocument();
    page.unmount();
    const api = new FakeSlo();
    jest
      .spyOn(api, 'objectives')
      .mockRejectedValue(new NotAllowedError('not for guests'));
    show(<EntitySloContent />, api);
    expect(await screen.findByText('not for guests')).toBeInTheDocument();
  });

  it('card: the worst in a line, the least that is left, and the way to more', async () => {
    show(
      <EntitySloCard />,
      new FakeSlo([exampleObjective('healthy', 1), latency]),
    );
    expect(await screen.findByText('Burning: 1 of 2')).toBeInTheDocument();
    expect(screen.getByText('31 %')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Objectives and budgets' }),
    ).toHaveAttribute('href', '/catalog/default/component/service-0001/slos');
  });

  it('card and tab: of more objectives than are listed, all are counted and the others are a link away', async () => {
    window.IntersectionObserver = class {
      observe() {}
      disconnect() {}
    } as unknown as typeof IntersectionObserver;
    const api = new FakeSlo(
      Array.from({ length: 130 }, (_objective, index) => ({
        ...exampleObjective('no-data', 1),
        id: `service-0001.${index}`,
      })),
    );
    try {
      const { unmount } = show(<EntitySloCard />, api);
      expect(
        await screen.findByText('No data: 130 of 130'),
      ).toBeInTheDocument();
      unmount();
      show(<EntitySloContent />, api);
      expect(
        await screen.findByText(/^These are the 100 worst of 130 objectives/),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'All objectives' }),
      ).toHaveAttribute('href', '/slos?q=service-0001');
    } finally {
      Reflect.deleteProperty(window, 'IntersectionObserver');
    }
  });

  it('card: says that all is fine only when all is', async () => {
    show(<EntitySloCard />, new FakeSlo([exampleObjective('healthy', 1)]));
    expect(await screen.findByText('Fine: 1 objective')).toBeInTheDocument();
  });

  it('card: what is not known is not fine', async () => {
    show(
      <EntitySloCard />,
      new FakeSlo([
        exampleObjective('healthy', 1),
        { ...latency, state: 'no-data' },
      ]),
    );
    expect(await screen.findByText('No data: 1 of 2')).toBeInTheDocument();
    expect(screen.queryByText(/^Fine/)).not.toBeInTheDocument();
  });
});
