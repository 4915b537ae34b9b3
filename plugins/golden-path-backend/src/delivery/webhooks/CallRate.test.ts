import { CallRate, networkOf } from './CallRate';

describe('The bound on calls', () => {
  it('holds for each caller alone, however many others there are', () => {
    const rate = new CallRate(2);
    const take = (caller: string, now = 0) => rate.take({ caller, now });
    take('a');
    take('a');
    expect(() => take('a')).toThrow('More than 2 calls in a minute');
    for (let other = 0; other < 20_000; other++) {
      take(`other ${other}`);
    }
    expect(() => take('b')).not.toThrow();
    expect(() => take('a', 60_000)).not.toThrow();
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1::7', '2001:db8:0:1'],
    ['2001:0DB8:0:1:ffff::', '2001:db8:0:1'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
