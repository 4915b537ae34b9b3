import { renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Notices } from './Notices';

const draft = { restored: undefined, startAnew: jest.fn() };

const show = (result: 'ALLOW' | 'DENY') =>
  renderInTestApp(<Notices draft={draft} />, {
    apis: [
      [
        permissionApiRef,
        { authorize: jest.fn().mockResolvedValue({ result }) },
      ],
    ],
  });

describe('before the first field', () => {
  it('says that someone may not create services, and whom to ask', async () => {
    await show('DENY');
    expect(
      await screen.findByText(/You may not create services.*Ask someone/),
    ).toBeInTheDocument();
  });

  it('says nothing to those who may', async () => {
    await show('ALLOW');
    expect(screen.queryByText(/may not/)).not.toBeInTheDocument();
  });
});
