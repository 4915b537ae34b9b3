import type { IntentForm, Preview } from '@fairway/plugin-golden-path-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { exampleServiceAnswer } from '../../__testUtils__/service';
import { PreviewContext, type FormPreview } from '../preview/PreviewContext';
import { MendList } from '../preview/MendList';
import { verdictOf } from '../preview/verdict';
import { ProposalField } from './ProposalField';

const malformed: Preview = {
  problems: [
    {
      at: '/metadata/title',
      message: 'expected one line',
      remedy: 'Remove the tab',
    },
  ],
  missing: [],
  findings: [],
  standIns: [{ at: '/metadata/title', by: 'earlier' }],
  estimated: true,
  ready: false,
};
const ready: Preview = {
  ...malformed,
  problems: [],
  standIns: [],
  review: { decision: 'automatic', reviewers: [], reasons: [] },
  ready: true,
};

const onChange = jest.fn();

/** The last page of a wizard with two pages. */
async function show(element: ReactElement, context: Partial<FormPreview>) {
  const goTo = jest.fn();
  await renderInTestApp(
    <div className="MuiCard-root">
      <div className="MuiStepper-root">
        {['Identity', 'SLO'].map(title => (
          <button
            key={title}
            className="MuiStepLabel-root"
            onClick={() => goTo(title)}
          >
            {title} label
          </button>
        ))}
      </div>
      <PreviewContext.Provider
        value={{
          form: {},
          placeOf: () => ({
            title: 'Title',
            page: { index: 0, title: 'Identity' },
          }),
          page: 1,
          ...context,
        }}
      >
        <div data-testid="shown">{element}</div>
      </PreviewContext.Provider>
    </div>,
  );
  return { goTo };
}

function proposal(type: 'object' | 'string' = 'object'): ReactElement {
  const props = { onChange, schema: { type } } as unknown as Parameters<
    typeof ProposalField
  >[0];
  return <ProposalField {...props} />;
}

describe('the end of the form', () => {
  it('names what is in the way and the page it is on, and leads there', async () => {
    const { goTo } = await show(proposal(), { preview: malformed });
    expect(
      within(screen.getByTestId('shown')).getByRole('listitem'),
    ).toHaveTextContent(
      'Title on page Identity: Expected one line. Remove the tab.',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Go to Identity' }),
    );
    expect(goTo).toHaveBeenCalledWith('Identity');
  });

  it('says that nothing is proposed where nothing has changed', async () => {
    const standing = exampleServiceAnswer();
    const { name } = standing.service;
    await show(proposal(), {
      preview: { ...ready, result: standing.result },
      standing,
      changes: name,
    });
    expect(
      screen.getByText(
        `Nothing has changed: the form states what Git has for ${name}. Change an answer first.`,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/merges by itself/)).not.toBeInTheDocument();
  });

  it('says that what needs no review merges by itself', async () => {
    await show(proposal(), { preview: ready });
    expect(screen.getByText(/merges by itself/)).toBeInTheDocument();
  });

  it('tells the review page the verdict, the cost and every answer, in words and in the order of the form', async () => {
    await show(proposal(), {
      preview: ready,
      form: {
        tier: 'tier-2',
        env: [{ name: 'DSN', value: 'x' }, {}],
        owner: 'group:default/payments',
        name: 'refunds-api',
        title: '',
        dependencies: [{ service: 'fraud-service', onFailure: 'queue' }],
        secrets: [{ name: 'payments-db', keys: ['dsn'] }],
        health: { ready: '/ready', live: '' },
        tags: ['money', 'core'],
      },
      pages: [
        {
          title: 'Identity',
          schema: {
            properties: {
              name: { title: 'Name' },
              title: { title: 'Title' },
              owner: { title: 'Owner' },
              tier: {
                title: 'Tier',
                enum: ['tier-1', 'tier-2'],
                enumNames: ['Tier 1', 'Tier 2 (degraded)'],
              },
              tags: { title: 'Tags' },
            },
          },
        },
        {
          title: 'Workload',
          schema: {
            properties: {
              health: {
                title: 'Health',
                properties: {
                  ready: { title: 'Readiness path' },
                  live: { title: 'Liveness path' },
                },
              },
              env: { title: 'Variables', 'ui:field': 'FairwayEnv' },
              dependencies: { title: 'Dependencies' },
              secrets: { title: 'Secrets', 'ui:field': 'FairwaySecrets' },
            },
          },
        },
        { title: 'Empty', schema: { properties: { image: {} } } },
      ],
    });
    const [told] = onChange.mock.lastCall;
    expect(told).toEqual({
      state: 'Ready to propose',
      next: expect.stringContaining('merges by itself'),
      cost: 'Not known yet',
      exists: [],
      notDerived: [],
      answers: {
        Identity: [
          'Name: refunds-api',
          'Owner: payments',
          'Tier: Tier 2 (degraded)',
          'Tags: money, core',
        ],
        Workload: [
          'Health: Readiness path: /ready',
          'Variables: DSN = x',
          'Dependencies: fraud-service, queue',
          'Secrets: payments-db: dsn',
        ],
        Empty: ['Nothing stated.'],
      },
    });
  });

  it('leaves a plain text of a template of somebody’s own alone, which has no room for a summary', async () => {
    onChange.mockClear();
    await show(proposal('string'), { preview: ready });
    expect(screen.getByText(/merges by itself/)).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('says that a request which is held stays open', async () => {
    const held: IntentForm & { hold: boolean } = { hold: true };
    await show(proposal(), { preview: ready, form: held });
    expect(screen.getByText(/stays open/)).toBeInTheDocument();
  });

  it('names everyone who is asked to review, and says each reason once', async () => {
    const why = 'Objective availability 99.9% → 99.5%: 10 minutes a week.';
    await show(proposal(), {
      preview: {
        ...ready,
        review: {
          decision: 'review',
          reviewers: ['group:risk', 'security'],
          reasons: ['group:risk', 'security'].map(reviewer => ({
            trigger: 'objective-lowered',
            reviewer,
            why,
          })),
        },
      },
    });
    expect(
      screen.getByText(
        `A change request is opened. It waits for a review by risk, security. ${why} Nothing is applied before it is merged.`,
      ),
    ).toBeInTheDocument();
  });
});

describe('beside the form', () => {
  it('names the malformed field and what is shown in its place', async () => {
    await show(<MendList preview={malformed} />, { preview: malformed });
    expect(
      within(screen.getByTestId('shown')).getByRole('listitem'),
    ).toHaveTextContent(
      'Title on page Identity: Expected one line. Remove the tab. Shown with what stood there before.',
    );
  });

  it('lists each thing that it counts, once, with the way there', async () => {
    const finding = {
      policy: 'secret-grants',
      title: 'Secrets are granted',
      severity: 'deny' as const,
      message: 'DATABASE_URL uses the secret payments-db, which is not ticked.',
      at: '/spec/containers/app/env/DATABASE_URL',
      remedy: 'Tick payments-db · dsn under Secrets',
    };
    const preview: Preview = {
      ...malformed,
      problems: ['a', 'b', 'c', 'd'].map(name => ({
        at: `/spec/dependencies/${name}`,
        message: `${name} is no name`,
        remedy: 'Rename it',
      })),
      findings: [
        { ...finding, environments: ['dev'] },
        { ...finding, environments: ['prod'] },
      ],
    };
    expect(verdictOf(preview).label).toBe('5 things to mend');
    await show(<MendList preview={preview} />, { preview });
    const shown = within(screen.getByTestId('shown'));
    expect(shown.getAllByRole('listitem')).toHaveLength(5);
    expect(
      shown.getAllByRole('button', { name: 'Go to Identity' }),
    ).toHaveLength(5);
  });

  it('leads to the very input of a row on this page', async () => {
    await show(
      <form>
        <input id="root_dependencies-0-name" />
        <input id="root_dependencies-1-name" aria-label="wanted" />
        <MendList preview={malformed} />
      </form>,
      {
        preview: malformed,
        placeOf: () => ({
          title: 'Dependency 2: http://x',
          page: { index: 1, title: 'Dependencies' },
          path: ['dependencies', 1, 'service'],
        }),
      },
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Go there: Dependency 2: http://x' }),
    );
    expect(screen.getByLabelText('wanted')).toHaveFocus();
  });
});
