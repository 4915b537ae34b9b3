import { identityApiRef, type IdentityApi } from '@backstage/core-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { exampleRequest } from '../../__testUtils__/changeRequests';
import { FakeGoldenPath } from '../../__testUtils__/FakeGoldenPath';
import { exampleService } from '../../__testUtils__/service';
import { goldenPathApiRef } from '../../api';
import { changeRequestsRouteRef } from '../../routes';
import { WaitsForYou } from './WaitsForYou';
import { YourServices } from './YourServices';

const me = 'user:default/priya.engineer';

function show(widget: ReactElement, api: FakeGoldenPath) {
  const identity: IdentityApi = mockApis.identity({
    userEntityRef: me,
    ownershipEntityRefs: [me, 'group:default/payments'],
  });
  return renderInTestApp(widget, {
    apis: [
      [goldenPathApiRef, api],
      [identityApiRef, identity],
    ],
    mountedRoutes: {
      '/change-requests': changeRequestsRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}

describe('first page', () => {
  it('tells what waits for my review, then what I have opened myself', async () => {
    const waiting = Array.from({ length: 7 }, (_request, index) => ({
      ...exampleRequest(index + 1, 'waiting'),
      author: 'user:default/somebody.else',
    }));
    const own = {
      ...exampleRequest(9, 'denied'),
      author: me,
      awaiting: [],
    };
    show(<WaitsForYou />, new FakeGoldenPath([...waiting, own]));
    await screen.findByRole('heading', { name: 'Your review' });
    const [review, mine] = screen.getAllByRole('list');
    expect(within(review).getAllByRole('listitem')).toHaveLength(5);
    expect(screen.getByRole('link', { name: '2 more' })).toHaveAttribute(
      'href',
      '/change-requests?mine=true',
    );
    expect(within(mine).getByRole('link')).toHaveAttribute(
      'href',
      `/change-requests/${own.id}`,
    );
    expect(mine).toHaveTextContent('Denied by policy');
  });

  it('says what will be there when nothing waits', async () => {
    show(<WaitsForYou />, new FakeGoldenPath([]));
    expect(
      await screen.findByText('Nothing waits for you.'),
    ).toBeInTheDocument();
  });

  it('shows the services of my teams: tier, exposure, contract, open request', async () => {
    const { name } = exampleService();
    const request = { ...exampleRequest(3, 'waiting'), service: name };
    const api = new FakeGoldenPath([request]);
    const listServices = jest.spyOn(api, 'listServices');
    show(<YourServices />, api);
    const row = await screen.findByRole('listitem');
    expect(listServices).toHaveBeenCalledWith(
      expect.objectContaining({ team: 'payments' }),
      expect.anything(),
    );
    expect(row).toHaveTextContent(
      new RegExp(`${name}.*tier-1.*1\\.2\\.0, up to date`),
    );
    expect(
      within(row).getByRole('link', { name: 'Request #3' }),
    ).toHaveAttribute('href', `/change-requests/${request.id}`);
  });

  it('shows services also to those who may not see requests', async () => {
    const api = new FakeGoldenPath([]);
    jest
      .spyOn(api, 'listChangeRequests')
      .mockRejectedValue(new NotAllowedError('not for guests'));
    show(<YourServices />, api);
    expect(await screen.findByRole('listitem')).toBeInTheDocument();
  });

  it('says how a service comes there', async () => {
    const api = new FakeGoldenPath([]);
    jest.spyOn(api, 'listServices').mockResolvedValue({ items: [], total: 0 });
    show(<YourServices />, api);
    expect(
      await screen.findByText(/own no service on the golden path yet/),
    ).toBeInTheDocument();
  });
});
