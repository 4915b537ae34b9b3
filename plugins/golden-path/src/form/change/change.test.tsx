import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import type {
  ChangeRequest,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { exampleRequest } from '../../__testUtils__/changeRequests';
import { exampleContractAnswer } from '../../__testUtils__/contract';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { exampleServiceAnswer } from '../../__testUtils__/service';
import { goldenPathApiRef } from '../../api';
import { changeRequestsRouteRef } from '../../routes';
import { FairwayStep } from '../FairwayStep';
import { DependenciesField } from '../fields/DependenciesField';
import { KeptField } from '../fields/KeptField';
import { ReleaseOnField } from '../fields/ReleaseOnField';

const page = (title: string, properties: object) => ({
  title,
  schema: {
    title,
    'ui:field': 'FairwayStep',
    'ui:options': { workloadType: 'http-api' },
    properties,
  },
});
const text = (title: string, more: object = {}) => ({
  type: 'string',
  title,
  ...more,
});

const manifest = {
  title: 'HTTP API',
  steps: [
    page('Identity', {
      name: text('Name'),
      title: text('Title'),
      owner: text('Owner'),
      system: text('System'),
      tier: text('Tier', { default: 'tier-2' }),
      kept: { type: 'object', title: 'Kept', 'ui:field': 'FairwayKept' },
    }),
    page('Workload', {
      image: text('Image'),
      health: {
        type: 'object',
        title: 'Health',
        properties: { live: text('Live path', { default: '/health/live' }) },
      },
      resources: {
        type: 'object',
        title: 'Resources',
        properties: {
          cpu: text('CPU request', { default: '250m' }),
          memoryLimit: text('Memory limit', { default: '1Gi' }),
        },
      },
    }),
    page('Dependencies', {
      dependencies: {
        type: 'array',
        title: 'Dependencies',
        'ui:field': 'FairwayDependencies',
        items: { type: 'object' },
      },
      releaseOn: {
        type: 'array',
        title: 'Agreements to take back',
        'ui:field': 'FairwayReleaseOn',
        items: { type: 'string' },
      },
    }),
  ],
};

const NAME = 'payments-api';
const onCreate = jest.fn();

function backend(spec: Partial<ServiceIntent['spec']> = {}) {
  const contract = exampleContractAnswer();
  const standing = exampleServiceAnswer(NAME);
  const { app } = standing.intent.spec.containers;
  standing.intent = {
    ...standing.intent,
    spec: {
      ...standing.intent.spec,
      containers: {
        app: { ...app, resources: { cpu: '1500m', memory: '1Gi' } },
      },
      ...spec,
    },
  };
  const waiting = exampleRequest(1, 'waiting');
  const requests: ChangeRequest[] = [
    {
      ...waiting,
      service: NAME,
      // It gives up fraud-service, and takes the line back that accepts it.
      evidence: {
        ...waiting.evidence,
        intent: {
          ...standing.intent,
          spec: {
            ...standing.intent.spec,
            tier: 'tier-2',
            dependencies: [{ topic: 'kafka-payments' }],
          },
        },
      },
      files: [
        {
          path: 'services/fraud-service/intent.yaml',
          change: 'changed',
          words: [],
        },
      ],
    },
  ];
  const api = new FakeGoldenPath(requests);
  const fleet = {
    services: {
      [NAME]: standing.service,
      'fraud-service': {
        ...standing.service,
        name: 'fraud-service',
        team: 'risk',
        accepts: [NAME],
      },
    },
    resources: {},
  };
  return Object.assign(api, {
    // Its policies are shortened, and cannot be evaluated.
    getContract: async () => ({
      ...contract,
      contract: { ...contract.contract, policies: [] },
    }),
    getFleet: async () => ({ commit: 'c0ffee', fleet }),
    getService: async () => ({ ...standing, openRequests: requests }),
  });
}

async function open(api = backend()) {
  window.history.replaceState({}, '', `/?change=${NAME}`);
  await renderInTestApp(
    <Routes>
      <Route
        path="/:namespace/:templateName"
        element={
          <div className="MuiCard-root">
            <Stepper
              manifest={manifest}
              onCreate={onCreate}
              extensions={[
                { name: 'FairwayStep', component: FairwayStep },
                { name: 'FairwayDependencies', component: DependenciesField },
                { name: 'FairwayKept', component: KeptField },
                { name: 'FairwayReleaseOn', component: ReleaseOnField },
              ]}
            />
          </div>
        }
      />
    </Routes>,
    {
      initialRouteEntries: ['/default/http-api'],
      mountedRoutes: {
        '/change-requests': changeRequestsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [goldenPathApiRef, api],
        [
          scaffolderApiRef,
          {
            getTemplateParameterSchema: jest.fn().mockResolvedValue(manifest),
          },
        ],
        [
          permissionApiRef,
          { authorize: jest.fn().mockResolvedValue({ result: 'ALLOW' }) },
        ],
      ],
    },
  );
}

const next = () =>
  userEvent.click(screen.getByRole('button', { name: /^(Next|Review)$/ }));

describe('a merged service in the form', () => {
  beforeEach(() => {
    window.sessionStorage.clear();
    onCreate.mockReset();
  });
  afterAll(() => window.history.replaceState({}, '', '/'));

  it('comes filled in from Git, without its name and owner to change, and tells of the open request', async () => {
    await open();
    const name = await screen.findByLabelText('Name');
    await waitFor(() => expect(name).toHaveValue(NAME));
    expect(name).toBeDisabled();
    expect(screen.getByLabelText('Owner')).toBeDisabled();
    expect(screen.getByRole('link', { name: 'rename it' })).toHaveAttribute(
      'href',
      `/catalog/default/component/${NAME}/golden-path?flow=rename`,
    );
    expect(screen.getByText(/no second one is/)).toBeInTheDocument();
    expect(screen.queryByText(/exists already/)).not.toBeInTheDocument();
    expect(screen.getByLabelText('Tier')).toHaveValue('tier-1');
  }, 60_000);

  it('states nothing that Git does not, when nobody changes a thing', async () => {
    await open();
    await waitFor(() =>
      expect(screen.getByLabelText('Name')).toHaveValue(NAME),
    );
    await next();
    expect(await screen.findByLabelText('CPU request')).toHaveValue('1500m');
    // What the platform decides is not filled in with the form's defaults.
    expect(screen.getByLabelText('Memory limit')).toHaveValue('');
    expect(screen.getByLabelText('Live path')).toHaveValue('');
    await next();
    await screen.findByRole('button', { name: 'Add a dependency' });
    await next();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(onCreate).toHaveBeenCalled());
    const answers = JSON.parse(JSON.stringify(onCreate.mock.calls[0][0]));
    expect(answers).toMatchObject({
      name: NAME,
      resources: { cpu: '1500m', memory: '1Gi' },
    });
    expect(answers.rollout).toBeUndefined();
    expect(answers.health).toBeUndefined();
    expect(answers.resources.memoryLimit).toBeUndefined();
    expect(answers.scaling).toEqual({
      min: 4,
      max: 30,
      metric: 'cpu-and-requests',
    });
  }, 60_000);

  it('offers to take back the line of a service that it no longer calls', async () => {
    await open();
    await waitFor(() =>
      expect(screen.getByLabelText('Name')).toHaveValue(NAME),
    );
    await next();
    await screen.findByLabelText('CPU request');
    await next();
    await screen.findByRole('button', { name: 'Add a dependency' });
    expect(screen.queryByText(/take back the line/)).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /Remove fraud-service/ }),
    );
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: /take back the line of fraud-service \(risk\)/,
      }),
    );
    await next();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() =>
      expect(onCreate).toHaveBeenCalledWith(
        expect.objectContaining({ releaseOn: ['fraud-service'] }),
      ),
    );
  }, 60_000);

  it('starts from what the open request proposes, the other side’s line included', async () => {
    await open();
    await waitFor(() =>
      expect(screen.getByLabelText('Name')).toHaveValue(NAME),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Start from it' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('Tier')).toHaveValue('tier-2'),
    );
    await next();
    await screen.findByLabelText('CPU request');
    await next();
    expect(
      await screen.findByRole('checkbox', { name: /line of fraud-service/ }),
    ).toBeChecked();
    await next();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() =>
      expect(onCreate).toHaveBeenCalledWith(
        expect.objectContaining({
          releaseOn: ['fraud-service'],
          tier: 'tier-2',
        }),
      ),
    );
  }, 60_000);

  it('is changed by hand where it has no container of the form', async () => {
    const { app } = exampleServiceAnswer(NAME).intent.spec.containers;
    await open(backend({ containers: { web: app } }));
    expect(
      await screen.findByText(`The intent of ${NAME} is changed by hand`),
    ).toBeInTheDocument();
    expect(
      screen.getByText(`services/${NAME}/intent.yaml`),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('status')).getByRole('link', {
        name: `Back to ${NAME}`,
      }),
    ).toBeInTheDocument();
  }, 60_000);
});
