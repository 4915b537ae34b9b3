import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { goldenPathPermissions } from '@fairway/plugin-golden-path-common';
import { z } from 'zod/v3';
import {
  fraudService,
  PAYMENTS_API,
  paymentsApi,
} from '../__testUtils__/intents';
import { ENGINEER, startPortal, VIEWER } from '../__testUtils__/portal';

jest.setTimeout(60_000);

describe('the actions for MCP clients', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function start(denied?: 'all') {
    folder.clear();
    const portal = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: ['payments-api'] })],
      denied,
    });
    const invoke = (name: string, input: object, user = ENGINEER) =>
      portal.actions.invoke({
        id: `test:${name}`,
        input: { ...input },
        credentials: mockCredentials.user(user),
      });
    return { ...portal, invoke };
  }

  it('are registered as read only, with examples that fit their input', async () => {
    const { actions, stop } = await start();
    const { actions: listed } = await actions.list();
    expect(listed.map(action => action.name).sort()).toEqual([
      'compile-intent',
      'explain-object',
      'get-delivery',
      'list-change-requests',
    ]);
    for (const action of listed) {
      expect(action.attributes).toEqual({
        readOnly: true,
        destructive: false,
        idempotent: true,
      });
    }
    for (const options of actions.actions.values()) {
      expect(options.examples?.length).toBeGreaterThan(0);
      const input = options.schema.input(z);
      for (const example of options.examples ?? []) {
        expect(input.safeParse(example.input).error).toBeUndefined();
      }
    }
    await stop();
  });

  it('compile, explain and list what the caller may see', async () => {
    const { as, invoke, stop } = await start();
    const compiled = await invoke('compile-intent', { intent: PAYMENTS_API });
    expect(compiled.output).toMatchObject({
      name: 'payments-api',
      denied: false,
      review: { reviewers: ['security', 'sre'] },
    });
    await expect(
      invoke('compile-intent', { intent: 'kind: [' }),
    ).rejects.toThrow(/intent\.yaml:\d+: /);

    const explained = await invoke('explain-object', {
      service: 'fraud-service',
      kind: 'Rollout',
      name: 'fraud-service',
      field: '/spec/replicas',
    });
    expect(JSON.stringify(explained.output)).toContain(
      'contract:/tiers/tier-2',
    );
    await expect(
      invoke('explain-object', {
        service: 'fraud-service',
        kind: 'HTTPRoute',
        name: 'fraud-service',
      }),
    ).rejects.toThrow(/has no HTTPRoute fraud-service.*It has /);
    await expect(
      invoke('explain-object', { service: 'nobody', kind: 'Pod', name: 'x' }),
    ).rejects.toThrow(/No service nobody is merged/);

    const opened = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    const list = await invoke('list-change-requests', { state: 'open' });
    expect(list.output).toMatchObject({
      total: 1,
      items: [
        {
          id: opened.body.id,
          awaiting: ['security', 'sre'],
          url: `https://portal.example.com/change-requests/${opened.body.id}`,
        },
      ],
    });
    await stop();
  });

  it('refuse whoever has no permission, and leave an audit event', async () => {
    const { invoke, outcomes, stop } = await start('all');
    const calls: [string, object][] = [
      ['compile-intent', { intent: PAYMENTS_API }],
      [
        'explain-object',
        { service: 'fraud-service', kind: 'Rollout', name: 'fraud-service' },
      ],
      ['list-change-requests', {}],
    ];
    for (const [name, input] of calls) {
      await expect(invoke(name, input, VIEWER)).rejects.toThrow(
        /You need the permission golden-path\./,
      );
    }
    expect(outcomes.map(each => each.eventId)).toEqual(
      calls.map(() => 'access-denied'),
    );
    expect(goldenPathPermissions.map(each => each.name)).toEqual(
      expect.arrayContaining(
        outcomes.map(({ meta }) => (meta as { permission: string }).permission),
      ),
    );
    await stop();
  });
});
