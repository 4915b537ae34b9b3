import type { IntentForm, Preview } from '@fairway/plugin-golden-path-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { PreviewContext, type FormPreview } from '../preview/PreviewContext';
import { StandInNotice } from '../preview/StandInNotice';
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

function proposal(): ReactElement {
  // It takes nothing from the form's own props.
  const props = {} as Parameters<typeof ProposalField>[0];
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

  it('says that what needs no review merges by itself', async () => {
    await show(proposal(), { preview: ready });
    expect(screen.getByText(/merges by itself/)).toBeInTheDocument();
  });

  it('says that a request which is held stays open', async () => {
    const held: IntentForm & { hold: boolean } = { hold: true };
    await show(proposal(), { preview: ready, form: held });
    expect(screen.getByText(/stays open/)).toBeInTheDocument();
  });

  it('names everyone who is asked to review', async () => {
    await show(proposal(), {
      preview: {
        ...ready,
        review: {
          decision: 'review',
          reviewers: ['group:risk', 'security'],
          reasons: [],
        },
      },
    });
    expect(screen.getByText(/review by risk, security/)).toBeInTheDocument();
  });
});

describe('beside the form', () => {
  it('names the malformed field and what is shown in its place', async () => {
    await show(<StandInNotice preview={malformed} />, { preview: malformed });
    expect(
      within(screen.getByTestId('shown')).getByRole('listitem'),
    ).toHaveTextContent(
      'Title on page Identity: Expected one line. Shown with what stood there before.',
    );
  });
});
