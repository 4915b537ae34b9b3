import { mockServices } from '@backstage/backend-test-utils';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import type { ContractService } from '../../services/ContractService';
import type { DeliveryConfig } from '../config';
import type { Intake } from '../Intake';
import { Webhooks } from './Webhooks';

const TOKEN = 'a token of sixteen letters or more';
const OURS = '192.0.2.7';

describe('Senders of evidence', () => {
  function start() {
    const limits = { bodyBytes: 4096, perMinute: 2 };
    const webhooks = Webhooks.create({
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => {},
          fail: async () => {},
        }),
      }),
      clock: { now: () => Date.parse('2026-11-21T10:00:00Z') },
      config: {
        limits,
        webhooks: new Map([['ci', { token: TOKEN, publicKeys: [] }]]),
      } as Partial<DeliveryConfig> as DeliveryConfig,
      contract: {
        current: async () => ({ contract: {} as PlatformContract }),
      } as Partial<ContractService> as ContractService,
      intake: {
        take: async () => ({
          services: ['payments-api'],
          added: 1,
          known: 0,
          unknown: [],
        }),
      } as Partial<Intake> as Intake,
      store: { claimCall: async () => true, releaseCall: async () => {} },
    });
    const read = jest.fn(async () =>
      Buffer.from(
        JSON.stringify({
          image: `registry.example.com/payments-api@sha256:${'c'.repeat(64)}`,
          commit: 'f'.repeat(40),
        }),
      ),
    );
    const send = (address: string, token: string) =>
      webhooks
        .receive(
          {
            source: 'ci',
            headers: { authorization: `Bearer ${token}` },
            address,
          },
          read,
        )
        .then(
          () => 'taken',
          ({ reason }) => reason,
        );
    return { read, send };
  }

  it('lose none of their calls to strangers elsewhere, whose bodies are read so often and no more', async () => {
    const { read, send } = start();
    for (const [host, answer] of [
      [1, 'forged'],
      [2, 'forged'],
      [3, 'too-many'],
    ]) {
      expect(await send(`2001:db8::${host}`, 'a guess')).toBe(answer);
    }
    expect(read).toHaveBeenCalledTimes(2);
    for (let host = 1; host <= 10_001; host++) {
      await send(`2001:db8:0:${host.toString(16)}::1`, 'a guess');
    }
    expect(await send(OURS, TOKEN)).toBe('taken');
  });

  it('are counted apart from those at their address who show no secret', async () => {
    const { send } = start();
    expect(await send(OURS, 'a guess')).toBe('forged');
    expect(await send(OURS, TOKEN)).toBe('taken');
    expect(await send(OURS, TOKEN)).toBe('taken');
    expect(await send(OURS, TOKEN)).toBe('too-many');
    expect(await send(OURS, 'a guess')).toBe('forged');
  });
});
