import { createHmac } from 'node:crypto';
import { claimOf, digestOfCall } from './authenticate';

const SECRET = 'a secret of sixteen letters or more';
const NOW = Date.parse('2026-11-21T10:00:00Z');
const body = Buffer.from('{"image":"registry.example.com/payments-api"}');

function digestWith(headers: Record<string, string>): string {
  const config = { secret: SECRET, publicKeys: [] };
  const proof = claimOf({ headers, config, now: NOW }).proofOf(body);
  return digestOfCall({ body, proof });
}

describe('A call that comes a second time', () => {
  const sentAt = (seconds: number) => {
    const mac = createHmac('sha256', SECRET).update(`${seconds}.${body}`);
    return { time: `t=${seconds}`, signature: `v1=${mac.digest('hex')}` };
  };

  it('is known again however its header is written, and one that is signed anew is another', () => {
    const { time, signature } = sentAt(NOW / 1000);
    const first = digestWith({
      'x-fairway-signature': `${time},${signature}`,
    });
    for (const header of [
      `${time}, ${signature}`,
      `${signature},${time}`,
      `${time},v1=${'0'.repeat(64)},${signature}`,
      `${time},${signature},note=again`,
    ]) {
      expect(digestWith({ 'x-fairway-signature': header })).toBe(first);
    }
    const later = sentAt(NOW / 1000 + 1);
    expect(
      digestWith({ 'x-fairway-signature': `${later.time},${later.signature}` }),
    ).not.toBe(first);
  });
});
