import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ErrorState } from './ErrorState';

async function answered(status: number, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'Error', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}

describe('ErrorState', () => {
  it('says what happened, what was kept and what to do', async () => {
    const onRetry = jest.fn();
    renderInTestApp(
      <ErrorState
        error={await answered(500, 'the repository is locked')}
        title="The change request could not be loaded"
        onRetry={onRetry}
      />,
    );
    expect(
      await screen.findByText('The change request could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByText('the repository is locked')).toBeInTheDocument();
    expect(screen.getByText(/Nothing was changed/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalled();
  });

  it('without a connection says so, not what the browser calls it', async () => {
    renderInTestApp(
      <ErrorState
        error={new TypeError('Failed to fetch')}
        onRetry={() => {}}
      />,
    );
    expect(
      await screen.findByText(/The portal could not be reached/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Failed to fetch')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('turns a 403 into the permission to ask for', async () => {
    renderInTestApp(
      <ErrorState
        error={await answered(403, 'you may not read change requests')}
        permission="golden-path.change-request.read"
        onRetry={() => {}}
      />,
    );
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(
      screen.getByText(/golden-path\.change-request\.read/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
