import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { openSlo } from '../__testUtils__/documents';
import { FakeGoldenPath } from '../__testUtils__/goldenPath';
import { startPortal, until, VIEWER } from '../__testUtils__/portal';
import { MemorySource } from '../__testUtils__/source';

jest.setTimeout(60_000);

const ID = 'payments-api-availability';

describe('actions for MCP clients', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function setUp(denied?: string[]) {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const source = new MemorySource();
    source.errorRatios.set('payments-api', 0.02);
    const portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
      sources: [source],
      denied,
    });
    const invoke = async (id: string, input: object) => {
      const { output } = await portal.actions.invoke({
        id: `test:${id}`,
        input: JSON.parse(JSON.stringify(input)),
        credentials: mockCredentials.user(VIEWER),
      });
      return output;
    };
    return { ...portal, invoke };
  }

  it('list what burns, say how one objective does, and show the sum behind its budget', async () => {
    const { as, invoke, stop } = await setUp();
    await until(async () => {
      const { body } = await as(VIEWER).get('/objectives?state=exhausted');
      return body.total === 1;
    }, 'a first look');

    expect(await invoke('list-objectives', { state: 'exhausted' })).toEqual({
      total: 1,
      items: [
        {
          id: ID,
          title: 'payments-api: availability',
          service: 'payments-api',
          owner: 'group:default/payments',
          target: 0.999,
          window: '30d',
          state: 'exhausted',
          budgetLeft: expect.any(Number),
        },
      ],
    });
    expect(
      await invoke('get-objective-status', { objective: ID }),
    ).toMatchObject({
      state: 'exhausted',
      firing: expect.arrayContaining([
        { severity: 'page', short: '5m', long: '1h', factor: 14.4 },
      ]),
    });
    expect(
      await invoke('explain-error-budget', { objective: ID }),
    ).toMatchObject({
      words: expect.stringMatching(
        /bad, .* may be; .*% of the budget is spent/,
      ),
      arithmetic: { spent: expect.closeTo(20) },
      consequences: [{ holds: true }, { holds: true }],
    });
    await expect(
      invoke('get-objective-status', { objective: 'nothing' }),
    ).rejects.toThrow('There is no objective nothing');
    await stop();
  });

  it('ask for the permission of whoever calls', async () => {
    const { invoke, stop } = await setUp(['slo.objective.read']);
    await expect(invoke('list-objectives', {})).rejects.toThrow(
      'slo.objective.read',
    );
    await stop();
  });
});
