import fc from 'fast-check';
import { compileCel, createCelEnvironment } from './environment';
import { DYN } from './language/types';
import { celValue } from './values';

const env = createCelEnvironment({ object: DYN });

function evaluate(source: string, object: unknown = {}): unknown {
  const compiled = compileCel(env, source);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.run({ object: celValue(object) });
}

it('an expression of too many terms is an error with a reason, as it is compiled or as it runs', () => {
  const chain = Array(100_000).fill('object.a').join(' || ');
  expect(() => evaluate(chain, { a: false })).toThrow(/more terms than/);
});

describe('what Kubernetes adds to CEL', () => {
  // Each expression is true, most of them as the documentation of Kubernetes states it.
  it.each([
    // quantity
    `isQuantity('1.3G') && isQuantity('1.3Gi') && isQuantity('10000k') && isQuantity('-1e3')`,
    `!isQuantity('1,3G') && !isQuantity('200K') && !isQuantity('Three') && !isQuantity('Mi')`,
    `quantity('50000000G').isInteger() && !quantity('200m').isInteger()`,
    `quantity('50k').asInteger() == 50000`,
    `quantity('50.703k').asApproximateFloat() == 50703.0`,
    `quantity('200M').compareTo(quantity('0.2G')) == 0`,
    `quantity('50M').isLessThan(quantity('50Mi')) && quantity('50Mi').isGreaterThan(quantity('50M'))`,
    `quantity('50k').add(quantity('20k')) == quantity('70k')`,
    `quantity('50k').add(20) == quantity('50020')`,
    `quantity('50k').sub(20000) == quantity('30k') && quantity('50k').sub(quantity('20k')) == quantity('30k')`,
    `sign(quantity('-10')) == -1 && sign(quantity('0')) == 0 && sign(quantity('1m')) == 1`,
    // url
    `url('https://example.com:80/').getHost() == 'example.com:80' && url('/path').getHost() == ''`,
    `url('https://[::1]:80/').getHostname() == '::1' && url('https://[::1]:80/').getPort() == '80'`,
    `url('https://example.com/').getScheme() == 'https' && url('/').getScheme() == ''`,
    `url('https://example.com/path with spaces/').getEscapedPath() == '/path%20with%20spaces/'`,
    `url('https://example.com/?k1=a&k2=b&k2=c').getQuery()['k2'] == ['b', 'c']`,
    `isURL('https://user:pass@example.com:80/path') && isURL('/absolute') && !isURL('../relative-path')`,
    // ip and cidr
    `isIP('127.0.0.1') && isIP('::1') && !isIP('127.0.0.256') && !isIP('010.0.0.1') && !isIP('::ffff:1.2.3.4')`,
    `ip('127.0.0.1').family() == 4 && ip('::1').family() == 6`,
    `ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD') && !ip.isCanonical('2001:db8:0:0:0:0:0:abcd')`,
    `ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && ip('127.0.0.9').isLoopback() && ip('::1').isLoopback()`,
    `ip('224.0.0.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast()`,
    `ip('169.254.169.254').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast()`,
    `ip('192.168.0.1').isGlobalUnicast() && ip('2001:db8::abcd').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast()`,
    `ip('2001:db8::1') == ip('2001:DB8:0:0::1') && string(ip('2001:DB8:0:0::1')) == '2001:db8::1'`,
    `isCIDR('192.168.0.0/16') && isCIDR('::1/128') && !isCIDR('192.168.0.0/33') && !isCIDR('192.168.0.0')`,
    `cidr('192.168.0.0/24').containsIP('192.168.0.1') && cidr('192.168.0.0/24').containsIP(ip('192.168.0.1'))`,
    `!cidr('192.168.0.0/24').containsIP('192.168.1.1') && !cidr('::/0').containsIP('10.0.0.1')`,
    `cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.1.0/24').containsCIDR(cidr('192.168.0.0/16'))`,
    `cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('192.168.0.1/24').prefixLength() == 24`,
    `cidr('2001:db8::/32').ip() == ip('2001:db8::') && string(cidr('10.0.0.0/8')) == '10.0.0.0/8'`,
    // has() of a field of any expression
    `has([{'a': 1}][0].a) && !has([{'a': 1}][0].b) && [[{'a': {'b': 1}}]].all(l, has(l[0].a.b))`,
    `has((true ? {'a': 1} : {}).a) && !has({'a': {}}.?a.?b.c) && [1].all(i, !has({'x': [{}]}.x.filter(y, true)[0].z))`,
    // regular expressions, in the syntax of RE2
    `'abc 123'.find('[0-9]+') == '123' && 'abc'.find('[0-9]+') == ''`,
    `'123 abc 456'.findAll('[0-9]+') == ['123', '456'] && '123 abc 456'.findAll('[0-9]+', 1) == ['123']`,
    `'HELLO'.matches('(?i)^hel') && matches('a1', '[[:alpha:]][[:digit:]]') && 'ab'.matches('\\\\Aab\\\\z')`,
    // lists
    `[1, 2, 2, 3].isSorted() && !['b', 'a'].isSorted() && [1, 3].sum() == 4 && [1.0, 0.5].sum() == 1.5`,
    `[1, 3, 2].min() == 1 && [1, 3, 2].max() == 3 && ['b', 'a'].min() == 'a'`,
    `[1, 2, 2, 3].indexOf(2) == 1 && ['a', 'b', 'b'].lastIndexOf('b') == 2 && [1.0].indexOf(1.1) == -1`,
    `[1, 2].first().value() == 1 && [1, 2].last().value() == 2 && [duration('1s'), duration('2s')].sum() == duration('3s')`,
    // sets
    `sets.contains([1, 2, 3], [2, 3, 3]) && !sets.contains([1], [1, 2]) && sets.contains([1], [])`,
    `sets.equivalent([1, 2, 2], [2, 1]) && sets.equivalent([1], [dyn(1.0)]) && sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], [])`,
    // semver
    `isSemver('1.2.3-alpha.1+build') && !isSemver('v1.0') && isSemver('v1.0', true) && semver('v01.01', true) == semver('1.1.0')`,
    `semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('1.2.3').patch() == 3`,
    `semver('1.0.0-alpha.2').isLessThan(semver('1.0.0-alpha.10')) && semver('1.0.0').isGreaterThan(semver('1.0.0-rc.1'))`,
    `semver('1.2.3').compareTo(semver('1.2.3+build')) == 0`,
    // strings
    `'tacocat'.charAt(3) == 'o' && 'hello hello'.replace('he', 'we') == 'wello wello' && 'hello hello'.replace('he', 'we', 1) == 'wello hello'`,
    `'%s has %d of %.2f, %x'.format(['a', 3, 1.5, 255]) == 'a has 3 of 1.50, ff' && '%s%%'.format([[1, 'b']]) == '[1, "b"]%'`,
    `'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b' && ' x '.trim() == 'x' && 'Aé'.lowerAscii() == 'aé'`,
    `'tacocat'.substring(1, 4) == 'aco' && 'tacocat'.indexOf('c') == 2 && 'ab'.upperAscii() == 'AB'`,
    // two variables
    `[2, 4].all(i, v, v > i) && {'a': 1}.exists(k, v, k == 'a' && v == 1) && [1, 1].existsOne(i, v, i == 1)`,
    `[1, 2, 3].transformList(i, v, v % 2 == 1, i + v) == [1, 5] && {'a': 1}.transformMap(k, v, v + 1) == {'a': 2}`,
    `{'a': 'x'}.transformMapEntry(k, v, {v: k}) == {'x': 'a'} && [[1, 2]].all(i, l, l.all(j, v, i + j < v))`,
    // optionals
    `object.?spec.?none.orValue(3) == 3 && !object.?spec.hasValue() && {'a': 1}.?a.optMap(v, v + 1).orValue(0) == 2`,
    `optional.none().optFlatMap(v, optional.of(v)).hasValue() == false && [1][?5].orValue(7) == 7`,
  ])('%s', source => {
    expect(evaluate(source)).toBe(true);
  });

  it.each([
    [`quantity('Three')`, 'not a quantity'],
    [`quantity('9999999999999999999999999999G').asInteger()`, 'to integer'],
    [`url('nowhere')`, 'absolute URI'],
    [`ip('1.2.3')`, 'not an IP address'],
    [`[].max() == 1`, 'empty list'],
    [`'abc'.substring(0, 9)`, 'index out of range'],
    [`'a'.matches('(?=a)')`, 'parsing regexp'],
    [`'a'.find('[')`, 'parsing regexp'],
    [`'%d'.format(['a'])`, 'does not take string'],
    [`semver('one')`, 'not a version'],
  ])('%s says what is wrong', (source, reason) => {
    expect(() => evaluate(source)).toThrow(reason);
  });

  it('does not let an error decide what another operand decides', () => {
    expect(evaluate(`sign(quantity(string(object))) == 1 || true`)).toBe(true);
    expect(evaluate(`[0, 1].exists(i, v, [].max() == 1 || v == 1)`)).toBe(true);
  });

  it('tells when an expression is compiled that it calls what is unknown', () => {
    expect(
      compileCel(env, 'true || authorizer.group("").check("get").allowed()'),
    ).toMatchObject({
      ok: false,
      reason: expect.stringContaining("undeclared reference to 'authorizer'"),
    });
    expect(compileCel(env, 'true || nonsense(1)')).toMatchObject({
      ok: false,
      reason: expect.stringContaining("'nonsense'"),
    });
    expect(compileCel(env, 'object.')).toMatchObject({ ok: false });
  });
});

describe('numbers of a document', () => {
  it('are integers to CEL when they are whole', () => {
    const object = { spec: { replicas: 3, ratio: 0.5, list: [1, { a: 2 }] } };
    expect(evaluate('object.spec.replicas + 1 == 4', object)).toBe(true);
    expect(evaluate('object.spec.list[1].a / 2 == 1', object)).toBe(true);
    expect(evaluate('object.spec.ratio < 1', object)).toBe(true);
    expect(object).toEqual({
      spec: { replicas: 3, ratio: 0.5, list: [1, { a: 2 }] },
    });
  });

  it('leave a key without a value out', () => {
    expect(
      evaluate('has(object.a) || size(object) != 1', { a: undefined, b: 1 }),
    ).toBe(false);
  });

  it('come back the same, whatever the document', () => {
    const back = (value: unknown): unknown => {
      if (typeof value === 'bigint') return Number(value);
      if (Array.isArray(value)) return value.map(back);
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(
          Object.entries(value).map(([key, item]) => [key, back(item)]),
        );
      }
      return value;
    };
    fc.assert(
      fc.property(
        fc.object({
          // -0 and 0 are one integer; `__proto__` is no key that YAML readers give.
          key: fc.string().filter(key => key !== '__proto__'),
          values: [
            fc.string(),
            fc.boolean(),
            fc.integer(),
            fc.constant(null),
            fc.constant(1.25),
          ],
        }),
        document => {
          expect(back(celValue(document))).toEqual(document);
        },
      ),
    );
  });
});

describe('laws', () => {
  it('quantities keep their order and their sums', () => {
    const suffix = fc.constantFrom('', 'k', 'M', 'Ki', 'Mi');
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), suffix, (a, b, unit) => {
        const [x, y] = [`quantity('${a}${unit}')`, `quantity('${b}${unit}')`];
        expect(evaluate(`${x}.add(${y}).sub(${y}) == ${x}`)).toBe(true);
        expect(evaluate(`${x}.compareTo(${y})`)).toBe(BigInt(Math.sign(a - b)));
      }),
    );
  });

  it('every address lies in its own network, and is read back as written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), fc.ipV6()),
        fc.nat(32),
        (address, prefix) => {
          fc.pre(evaluate(`isIP('${address}')`) === true);
          expect(
            evaluate(`cidr('${address}/${prefix}').containsIP('${address}')`),
          ).toBe(true);
          expect(
            evaluate(
              `cidr('${address}/${prefix}').masked().containsIP('${address}')`,
            ),
          ).toBe(true);
          expect(
            evaluate(`ip(string(ip('${address}'))) == ip('${address}')`),
          ).toBe(true);
        },
      ),
    );
  });
});
