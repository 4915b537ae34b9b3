import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { exampleRequest } from '../../__testUtils__/changeRequests';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { exampleResult } from '../../__testUtils__/service';
import { isGoldenPathAvailable } from './annotations';
import { DerivedObjects } from './DerivedObjects';
import { EntityGoldenPathCard } from './EntityGoldenPathCard';
import { EntityGoldenPathContent } from './EntityGoldenPathContent';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'fraud-service',
    annotations: {
      'fairway.dev/intent': 'services/fraud-service/intent.yaml',
      'fairway.dev/contract-version': '1.1.0',
    },
  },
};

function show(
  element: ReactElement,
  api = new FakeGoldenPath([exampleRequest(1, 'waiting')]),
) {
  return renderPage(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    {
      api,
      mountPath: '/',
      at: '/',
    },
  );
}

describe('golden path of a service', () => {
  it('is offered to components with an intent only', () => {
    expect(isGoldenPathAvailable(entity)).toBe(true);
    expect(isGoldenPathAvailable({ ...entity, kind: 'API' })).toBe(false);
    expect(
      isGoldenPathAvailable({ ...entity, metadata: { name: 'other' } }),
    ).toBe(false);
  });

  it('card: tier, exposure, verdict, contract behind, readiness, open requests and cost', async () => {
    show(<EntityGoldenPathCard />);
    expect(await screen.findByText('1.1.0, behind 1.2.0')).toBeInTheDocument();
    expect(screen.getByText('1 denied')).toBeInTheDocument();
    expect(screen.getByText('tier-1')).toBeInTheDocument();
    expect(screen.getByText('public')).toBeInTheDocument();
    // What is declared is not what is lived: a spent budget stands elsewhere.
    expect(
      screen.getByText('Readiness, as declared').nextElementSibling,
    ).toHaveTextContent(/^\d+ of \d+ duties met$/);
    expect(
      screen.getByRole('link', { name: 'Objects and reasons' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/fraud-service/golden-path',
    );
    expect(
      screen.getByRole('link', { name: '1 open request' }),
    ).toHaveAttribute('href', '/change-requests?search=fraud-service');
    expect(screen.getByText('€1,284.40 / month')).toBeInTheDocument();
  });

  it('tab: intent, objects folded over clusters with their YAML, agreements', async () => {
    show(<EntityGoldenPathContent />);
    expect(
      await screen.findByRole('region', { name: 'Intent' }),
    ).toHaveTextContent(/tier-1.*99\.95 %/);
    const objects = screen.getByRole('navigation', { name: 'Derived objects' });
    const folded = within(objects).getAllByRole('button', {
      name: /Rollout fraud-service × 3 clusters/,
    });
    await userEvent.click(folded[0]);
    expect(
      await screen.findByRole('textbox', { name: /Rollout fraud-service/ }),
    ).toHaveTextContent('replicas: 4');
    const clusters = screen.getByRole('group', { name: 'Cluster' });
    await userEvent.click(
      within(clusters).getByRole('button', { name: 'prod-us-1' }),
    );
    expect(
      screen.getByText(/^clusters\/prod-us-1\/.*rollout-fraud-service\.yaml$/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('table', { name: 'Agreements' }),
    ).toBeInTheDocument();
  });

  it('tab: the commit that last changed this service, not the newest of the repository', async () => {
    const api = new FakeGoldenPath([]);
    const answer = await api.getService('fraud-service');
    jest.spyOn(api, 'getService').mockResolvedValue({
      ...answer,
      commit: 'a'.repeat(40),
      changedIn: 'b'.repeat(40),
    });
    show(<EntityGoldenPathContent />, api);
    const intent = await screen.findByRole('region', { name: 'Intent' });
    expect(intent).toHaveTextContent('b'.repeat(12));
    expect(intent).not.toHaveTextContent('a'.repeat(12));
  });

  it('tab: the runbook to read, then the other documents', async () => {
    const api = new FakeGoldenPath([]);
    const answer = await api.getService('fraud-service');
    jest.spyOn(api, 'getService').mockResolvedValue({
      ...answer,
      result: {
        ...answer.result,
        documents: [
          {
            path: 'services/fraud-service/slo.yaml',
            title: 'SLO',
            text: 'objective: 99.95\n',
            because: [],
          },
          {
            path: 'services/fraud-service/runbook.md',
            title: 'Runbook',
            text: '# When fraud-service fails\n',
            because: [],
          },
        ],
      },
    });
    show(<EntityGoldenPathContent />, api);
    const documents = within(
      await screen.findByRole('region', { name: 'Documents' }),
    );
    expect(
      await documents.findByRole('heading', {
        name: 'When fraud-service fails',
      }),
    ).toBeInTheDocument();
    await userEvent.click(documents.getByRole('button', { name: 'SLO' }));
    expect(
      await documents.findByRole('textbox', { name: /^SLO/ }),
    ).toHaveTextContent('objective: 99.95');
  });

  it('opens on the workload, and leaves the address alone where it is stacked', async () => {
    function Address() {
      return <output aria-label="address">{useLocation().search}</output>;
    }
    show(
      <>
        <Address />
        <DerivedObjects
          result={exampleResult('fraud-service')}
          layout="stacked"
        />
      </>,
    );
    expect(
      await screen.findByRole('textbox', { name: /^Rollout fraud-service/ }),
    ).toBeInTheDocument();
    const [service] = screen.getAllByRole('button', {
      name: /^Service fraud-service/,
    });
    await userEvent.click(service);
    expect(
      await screen.findByRole('textbox', { name: /^Service fraud-service/ }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('address')).toBeEmptyDOMElement();
  });

  it('says which permission is missing', async () => {
    const api = new FakeGoldenPath([]);
    jest
      .spyOn(api, 'getService')
      .mockRejectedValue(new NotAllowedError('not for guests'));
    show(<EntityGoldenPathContent />, api);
    expect(
      await screen.findByText(/golden-path\.contract\.read/),
    ).toBeInTheDocument();
  });

  it.each([
    ['2026-11-01T12:00:00Z', /Active/],
    ['2026-12-20T12:00:00Z', /Near expiry.*11 days left/],
    ['2026-12-31T23:59:59Z', /Near expiry.*Ends within a day/],
    ['2027-01-01T00:00:00Z', /Expired.*Ended within the last day/],
  ])(
    'tab: what is set aside for the service, and how it stands at %s',
    async (now, said) => {
      jest.spyOn(Date, 'now').mockReturnValue(Date.parse(now));
      const api = new FakeGoldenPath([]);
      const answer = await api.getService('fraud-service');
      jest.spyOn(api, 'getService').mockResolvedValue({
        ...answer,
        result: {
          ...answer.result,
          waivers: [
            {
              kind: 'override',
              id: 'fraud-service/overrides/0',
              service: 'fraud-service',
              subject: 'Rollout/fraud-service',
              environments: ['prod'],
              reason: 'the model loads slowly',
              approvedBy: 'group:platform',
              expires: '2026-12-31',
            },
          ],
        },
      });
      show(<EntityGoldenPathContent />, api);
      const region = await screen.findByRole('region', {
        name: 'Exceptions and overrides',
      });
      expect(region).toHaveTextContent(/Override Rollout\/fraud-service prod/);
      expect(region).toHaveTextContent(/the model loads slowly/);
      expect(region).toHaveTextContent(said);
      jest.restoreAllMocks();
    },
  );

  it.each<[Partial<ServiceIntent['spec']>, RegExp]>([
    [
      {
        workloadType: 'scheduled-task',
        schedule: {
          cron: '15 2 * * *',
          concurrency: 'forbid',
          idempotency: 'a run replaces the last',
        },
      },
      /scheduled-task.*Runsat 02:15 every day \(Etc\/UTC\)/,
    ],
    [
      {
        workloadType: 'queue-worker',
        queue: { topic: 'orders', targetDepth: 10, idempotency: 'by its key' },
      },
      /queue-worker.*Works offorders/,
    ],
    [
      {
        workloadType: 'batch-compute',
        batch: { completions: 12, parallelism: 3, nodePool: 'batch' },
      },
      /Pieces of work12, 3 at a time, on the pool batch/,
    ],
  ])('tab: says what only its type of work has (%#)', async (part, said) => {
    const api = new FakeGoldenPath([]);
    const answer = await api.getService('fraud-service');
    const { intent } = answer;
    jest.spyOn(api, 'getService').mockResolvedValue({
      ...answer,
      intent: { ...intent, spec: { ...intent.spec, ...part } },
    });
    show(<EntityGoldenPathContent />, api);
    expect(
      await screen.findByRole('region', { name: 'Intent' }),
    ).toHaveTextContent(said);
  });
});
