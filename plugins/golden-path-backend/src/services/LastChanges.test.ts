import { LastChanges } from './LastChanges';

describe('the commit that last changed a service', () => {
  it('is looked for once, and after a merge only in what came since', async () => {
    const lastChange = jest.fn().mockResolvedValueOnce('change-1');
    const changes = new LastChanges({ host: { lastChange }, limit: 10 });
    const of = (head: string) => changes.of({ service: 'payments-api', head });
    expect(await of('head-1')).toBe('change-1');
    expect(await of('head-1')).toBe('change-1');
    expect(lastChange).toHaveBeenCalledTimes(1);

    lastChange.mockResolvedValueOnce(undefined);
    expect(await of('head-2')).toBe('change-1');
    expect(lastChange).toHaveBeenLastCalledWith({
      commit: 'head-2',
      folder: 'services/payments-api',
      since: 'head-1',
    });
  });

  it('is looked for anew where the history was written anew', async () => {
    const lastChange = jest
      .fn()
      .mockResolvedValueOnce('change-1')
      .mockRejectedValueOnce(new Error('no such commit'))
      .mockResolvedValueOnce('change-2');
    const changes = new LastChanges({ host: { lastChange }, limit: 10 });
    await changes.of({ service: 'payments-api', head: 'head-1' });
    expect(await changes.of({ service: 'payments-api', head: 'head-2' })).toBe(
      'change-2',
    );
  });
});
