import { NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleRequest } from '../../__testUtils__/changeRequests';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { renderPage } from '../../__testUtils__/renderPage';
import { ChangeRequestsPage } from './ChangeRequestsPage';

function open(api: FakeGoldenPath, at = '/change-requests') {
  return renderPage(<ChangeRequestsPage />, {
    api,
    mountPath: '/change-requests',
    at,
  });
}

async function rows() {
  const table = await screen.findByRole('table', { name: 'Change requests' });
  return within(table).getAllByRole('row').slice(1);
}

describe('list of change requests', () => {
  it('shows what is open: who waits for whom, findings, cost', async () => {
    open(
      new FakeGoldenPath([
        exampleRequest(2, 'waiting'),
        exampleRequest(4, 'denied'),
        exampleRequest(5, 'merged'),
      ]),
    );
    const [waiting, denied, ...more] = await rows();
    expect(more).toHaveLength(0);
    expect(waiting).toHaveTextContent('Waits for security');
    expect(waiting).toHaveTextContent('+€104.40');
    expect(denied).toHaveTextContent('Denied by policy');
    expect(denied).toHaveTextContent('1 denied');
    expect(screen.getByText('2 requests')).toBeInTheDocument();
  });

  it('filters by state, by whom it waits for and by words, as the address says', async () => {
    const api = FakeGoldenPath.ofSize(20);
    const list = jest.spyOn(api, 'listChangeRequests');
    open(api, '/change-requests?state=merged');
    expect(await rows()).toHaveLength(4);

    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await waitFor(async () => expect(await rows()).toHaveLength(16));
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Waits for me' }),
    );
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search change requests' }),
      'mobile-bff',
    );
    await waitFor(() =>
      expect(list).toHaveBeenLastCalledWith(
        expect.objectContaining({
          state: 'open',
          awaitingMe: true,
          search: 'mobile-bff',
        }),
        expect.anything(),
      ),
    );
  });

  it('turns pages there and back', async () => {
    open(FakeGoldenPath.ofSize(100));
    await rows();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('Page 2')).toBeInTheDocument();
    await waitFor(async () => expect(await rows()).toHaveLength(30));
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await waitFor(async () => expect(await rows()).toHaveLength(50));
  });

  it('says what will be here when nothing is', async () => {
    open(new FakeGoldenPath([]));
    expect(
      await screen.findByText('No change request is open.'),
    ).toBeInTheDocument();
  });

  it('says which permission is missing', async () => {
    const api = new FakeGoldenPath([]);
    jest
      .spyOn(api, 'listChangeRequests')
      .mockRejectedValue(new NotAllowedError('guests see no requests'));
    open(api);
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(
      screen.getByText(/golden-path\.change-request\.read/),
    ).toBeInTheDocument();
  });

  it('says what failed, and loads again when asked', async () => {
    const api = FakeGoldenPath.ofSize(3);
    jest
      .spyOn(api, 'listChangeRequests')
      .mockRejectedValueOnce(new Error('the repository is locked'));
    open(api);
    expect(
      await screen.findByText('the repository is locked'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rows()).toHaveLength(3);
  });
});
