import { renderInTestApp } from '@backstage/frontend-test-utils';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { FakeGoldenPath } from '../__testUtils__/FakeGoldenPath';
import { exampleContractAnswer } from '../__testUtils__/contract';
import { goldenPathApiRef } from '../api';
import { FairwayStep } from './FairwayStep';
import { DependenciesField } from './fields/DependenciesField';
import { ProposalField } from './fields/ProposalField';

const answer = exampleContractAnswer();
/** Its policies are shortened, and cannot be evaluated. */
const api = Object.assign(new FakeGoldenPath([]), {
  getContract: async () => ({
    ...answer,
    contract: { ...answer.contract, policies: [] },
  }),
});

const hidden = { 'ui:backstage': { review: { show: false } } };
const page = (title: string, properties: object) => ({
  title,
  schema: {
    title,
    'ui:field': 'FairwayStep',
    'ui:options': { workloadType: 'http-api' },
    properties,
  },
});

const manifest = {
  title: 'HTTP API',
  steps: [
    page('Identity', {
      name: { type: 'string', title: 'Name', ...hidden },
      image: {
        type: 'string',
        title: 'Image',
        default: `registry.example.com/refunds-api@sha256:${'ab'.repeat(32)}`,
        ...hidden,
      },
    }),
    page('Dependencies', {
      dependencies: {
        type: 'array',
        title: 'Dependencies',
        'ui:field': 'FairwayDependencies',
        items: { type: 'object' },
        ...hidden,
      },
      proposal: {
        type: 'object',
        title: 'Proposal',
        'ui:field': 'FairwayProposal',
        'ui:options': { workloadType: 'http-api' },
        properties: {
          state: { type: 'string', title: 'State', default: '' },
          next: { type: 'string', title: 'Next', default: '' },
          cost: { type: 'string', title: 'Cost', default: '' },
          exists: {
            type: 'array',
            title: 'What will exist',
            items: { type: 'string' },
          },
          answers: {
            type: 'object',
            properties: {
              Identity: {
                type: 'array',
                title: 'Identity',
                items: { type: 'string' },
              },
            },
          },
        },
      },
    }),
  ],
};

async function open() {
  await renderInTestApp(
    <Routes>
      <Route
        path="/:namespace/:templateName"
        element={
          <div className="MuiCard-root">
            <Stepper
              manifest={manifest}
              onCreate={jest.fn()}
              extensions={[
                { name: 'FairwayStep', component: FairwayStep },
                { name: 'FairwayDependencies', component: DependenciesField },
                { name: 'FairwayProposal', component: ProposalField },
              ]}
            />
          </div>
        }
      />
    </Routes>,
    {
      initialRouteEntries: ['/default/http-api'],
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

async function fill(input: HTMLElement, text: string) {
  await userEvent.click(input);
  await userEvent.paste(text);
}

describe('the whole form', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('names a wrong row, leads back to a field, and shows the answers in words before the request', async () => {
    await open();
    expect(await screen.findByText(/to go$|to mend$/)).toBeInTheDocument();
    await fill(await screen.findByLabelText('Name'), 'Refunds');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a dependency' }),
    );
    await fill(screen.getByLabelText('Service'), '--evil');
    const aside = within(screen.getByRole('complementary'));
    expect(await aside.findByText(/Dependency 1: --evil/)).toBeInTheDocument();
    expect(screen.getByLabelText('Service')).toBeInvalid();

    const counted = Number.parseInt(
      aside.getAllByRole('status')[0].textContent ?? '',
      10,
    );
    expect(
      within(aside.getByRole('list', { name: 'To mend' })).getAllByRole(
        'listitem',
      ),
    ).toHaveLength(counted);

    await userEvent.click(
      aside.getAllByRole('button', { name: 'Go to Identity' })[0],
    );
    const name = await screen.findByLabelText('Name');
    expect(name).toHaveValue('Refunds');
    expect(name).toHaveFocus();

    await userEvent.clear(name);
    await fill(name, 'refunds-api');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    expect(await screen.findByText('What will exist')).toBeInTheDocument();
    expect(screen.getByText('State')).toBeInTheDocument();
    const row = screen.getByText('Name: refunds-api').closest('tr');
    expect(row).toHaveTextContent(/^Identity/);
  }, 60_000);
});
