import { createHmac } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import type { ContractService } from '../../services/ContractService';
import type { DeliveryConfig } from '../config';
import type { Intake } from '../Intake';
import { WebhookRefusal } from './refusal';
import { Webhooks } from './Webhooks';

const TOKEN = 'a token of sixteen letters or more';
const SECRET = 'a secret of sixteen letters or more';
const NOW = Date.parse('2026-11-21T10:00:00Z');
const BODY = JSON.stringify({
  image: `registry.example.com/payments-api@sha256:${'c'.repeat(64)}`,
  commit: 'f'.repeat(40),
});
const OURS = '192.0.2.7';

describe('Senders of evidence', () => {
  function start() {
    const limits = { bodyBytes: 4096, perMinute: 2 };
    const told: unknown[] = [];
    const webhooks = Webhooks.create({
      auditor: mockServices.auditor.mock({
        createEvent: async ({ meta }) => ({
          success: async () => {},
          fail: async () => {
            told.push(meta?.reason);
          },
        }),
      }),
      clock: { now: () => NOW },
      config: {
        limits,
        webhooks: new Map([
          ['ci', { secret: SECRET, token: TOKEN, publicKeys: [] }],
        ]),
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
    const read = jest.fn(async () => Buffer.from(BODY));
    const post = (
      address: string,
      headers: Record<string, string>,
      readBody: () => Promise<Buffer> = read,
    ) =>
      webhooks.receive({ source: 'ci', headers, address }, readBody).then(
        () => 'taken',
        ({ reason }) => reason,
      );
    const send = (address: string, token: string) =>
      post(address, { authorization: `Bearer ${token}` });
    const sign = (address: string, secret: string, at = NOW) => {
      const time = at / 1000;
      const mac = createHmac('sha256', secret).update(`${time}.${BODY}`);
      return post(address, {
        'x-fairway-signature': `t=${time},v1=${mac.digest('hex')}`,
      });
    };
    return { post, read, send, sign, told };
  }

  it('lose none of their calls to strangers elsewhere or behind the same proxy', async () => {
    const { send, sign } = start();
    for (let host = 1; host <= 10_001; host++) {
      await send(`2001:db8:0:${host.toString(16)}::1`, 'a guess');
    }
    for (const answer of ['forged', 'forged', 'too-many', 'too-many']) {
      expect(await sign(OURS, 'a secret of somebody else')).toBe(answer);
    }
    expect(await sign(OURS, SECRET)).toBe('taken');
    expect(await send(OURS, TOKEN)).toBe('taken');
    expect(await sign(OURS, 'a secret of somebody else')).toBe('too-many');
  });

  it('are bound in what they may send, each source for itself', async () => {
    const { send } = start();
    expect(await send(OURS, TOKEN)).toBe('taken');
    expect(await send(OURS, TOKEN)).toBe('taken');
    expect(await send(OURS, TOKEN)).toBe('too-many');
    expect(await send(OURS, 'a guess')).toBe('forged');
  });

  it('have no body read that could prove nothing', async () => {
    const { post, read, send, sign } = start();
    expect(await post('192.0.2.1', {})).toBe('forged');
    expect(await send('192.0.2.2', 'a guess')).toBe('forged');
    expect(await sign('192.0.2.3', SECRET, NOW - 301_000)).toBe('expired');
    expect(await post('192.0.2.4', { 'x-signature': 'sha256=short' })).toBe(
      'forged',
    );
    expect(read).not.toHaveBeenCalled();
  });

  it('have few bodies read at once for an address that went on forging, and no other', async () => {
    const { post, sign } = start();
    const headers = { 'x-signature': `sha256=${'0'.repeat(64)}` };
    let arrive = () => {};
    const arrived = new Promise<void>(resolve => {
      arrive = resolve;
    });
    let begun = 0;
    const slow = async () => {
      begun += 1;
      await arrived;
      return Buffer.from(BODY);
    };
    const flood = (address: string) =>
      Array.from({ length: 12 }, () => post(address, headers, slow));
    expect(await post(OURS, headers)).toBe('forged');
    expect(await post(OURS, headers)).toBe('forged');
    const answers = flood(OURS);
    expect(begun).toBe(8);
    const elsewhere = flood('192.0.2.9');
    expect(begun).toBe(20);
    arrive();
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['too-many']));
    await Promise.all(elsewhere);
    expect(await sign(OURS, SECRET)).toBe('taken');
  });

  it('are counted as strangers when their body is too large to be read', async () => {
    const { post } = start();
    const headers = { 'x-signature': `sha256=${'0'.repeat(64)}` };
    const tooLarge = async () => {
      throw new WebhookRefusal('too-large', 'body: too large');
    };
    expect(await post(OURS, headers, tooLarge)).toBe('too-large');
    expect(await post(OURS, headers, tooLarge)).toBe('too-large');
    expect(await post(OURS, headers, tooLarge)).toBe('too-many');
  });

  it('are told of in the audit until they are too many, and then once', async () => {
    const { send, told } = start();
    for (let call = 0; call < 6; call++) {
      await send(OURS, 'a guess');
    }
    for (let call = 0; call < 3; call++) {
      await send('192.0.2.8', 'a guess');
    }
    expect(told).toEqual([
      'forged',
      'forged',
      'too-many',
      'forged',
      'forged',
      'too-many',
    ]);
  });
});
