import { renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { CreateNotice } from './CreateNotice';

async function showTo(result: 'ALLOW' | 'DENY') {
  await renderInTestApp(
    <>
      <CreateNotice />
      <p>The templates</p>
    </>,
    {
      apis: [
        [
          permissionApiRef,
          { authorize: jest.fn().mockResolvedValue({ result }) },
        ],
      ],
    },
  );
  await screen.findByText('The templates');
}

describe('The list of templates', () => {
  it('tells someone who may not create why, and where to go', async () => {
    await showTo('DENY');
    const notice = await screen.findByRole('region', {
      name: 'What you may do here',
    });
    expect(notice).toHaveTextContent('You may look, not create');
    expect(screen.getByRole('link', { name: 'what exists' })).toHaveAttribute(
      'href',
      '/catalog',
    );
  });

  it('says nothing to someone who may', async () => {
    await showTo('ALLOW');
    expect(
      screen.queryByText('You may look, not create'),
    ).not.toBeInTheDocument();
  });
});
