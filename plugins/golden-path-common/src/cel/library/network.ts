import {
  Address,
  Network,
  parseAddress,
  parseNetwork,
} from '../../kube/address';
import { celError } from '../celError';
import { opaqueClass, type FunctionTable } from '../language/functions';
import { Scalar } from '../scalars';
import { overText } from './costs';

/** An address as a value of CEL. */
class Ip extends Scalar {
  constructor(readonly address: Address) {
    super();
  }

  equals(other: unknown): boolean {
    return (
      other instanceof Ip &&
      other.address.family === this.address.family &&
      other.address.bits === this.address.bits
    );
  }
}

/** A network as a value of CEL. */
class Cidr extends Scalar {
  constructor(readonly network: Network) {
    super();
  }

  equals(other: unknown): boolean {
    return other instanceof Cidr && `${other.network}` === `${this.network}`;
  }
}

type Ranges = Record<4 | 6, readonly [bigint, number]>;

const loopback: Ranges = { 4: [127n << 24n, 8], 6: [1n, 128] };
const linkLocalUnicast: Ranges = {
  4: [(169n << 24n) | (254n << 16n), 16],
  6: [0xfe80n << 112n, 10],
};
const linkLocalMulticast: Ranges = {
  4: [224n << 24n, 24],
  6: [0xff02n << 112n, 16],
};
const multicast: Ranges = { 4: [224n << 24n, 4], 6: [0xffn << 120n, 8] };

function isIn(address: Address, ranges: Ranges): boolean {
  const [base, prefix] = ranges[address.family];
  return address.within(base, prefix);
}

function isGlobalUnicast(address: Address): boolean {
  const broadcast = address.family === 4 && address.bits === 0xffffffffn;
  return !(
    broadcast ||
    address.bits === 0n ||
    isIn(address, loopback) ||
    isIn(address, multicast) ||
    isIn(address, linkLocalUnicast)
  );
}

function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw celError(`"${text}" is not an IP address`);
  return address;
}

function networkOf(text: string): Network {
  const network = parseNetwork(text);
  if (!network) throw celError(`"${text}" is not a network such as 10.0.0.0/8`);
  return network;
}

/** `ip()`, `isIP()`, `cidr()`, `isCIDR()` and their methods. */
export function registerNetwork(functions: FunctionTable): void {
  opaqueClass('net.IP', Ip);
  opaqueClass('net.CIDR', Cidr);
  const once = overText();
  functions
    .add('ip(string): net.IP', (text: string) => new Ip(addressOf(text)), once)
    .add(
      'isIP(string): bool',
      (text: string) => parseAddress(text) !== undefined,
      once,
    )
    .add(
      'ip::isCanonical(string): bool',
      (text: string) => `${addressOf(text)}` === text,
      overText(2),
    )
    .add('string(net.IP): string', ({ address }: Ip) => `${address}`)
    .add(
      'cidr(string): net.CIDR',
      (text: string) => new Cidr(networkOf(text)),
      once,
    )
    .add(
      'isCIDR(string): bool',
      (text: string) => parseNetwork(text) !== undefined,
      once,
    )
    .add('string(net.CIDR): string', ({ network }: Cidr) => `${network}`);

  const ofIp = (signature: string, run: (address: Address) => unknown) =>
    functions.add(`net.IP.${signature}`, ({ address }: Ip) => run(address));
  ofIp('family(): int', address => BigInt(address.family));
  ofIp('isUnspecified(): bool', address => address.bits === 0n);
  ofIp('isLoopback(): bool', address => isIn(address, loopback));
  ofIp('isLinkLocalMulticast(): bool', a => isIn(a, linkLocalMulticast));
  ofIp('isLinkLocalUnicast(): bool', a => isIn(a, linkLocalUnicast));
  ofIp('isGlobalUnicast(): bool', isGlobalUnicast);

  functions
    .add(
      'net.CIDR.containsIP(string): bool',
      ({ network }: Cidr, text: string) => network.contains(addressOf(text)),
    )
    .add('net.CIDR.containsIP(net.IP): bool', ({ network }: Cidr, ip: Ip) =>
      network.contains(ip.address),
    )
    .add(
      'net.CIDR.containsCIDR(string): bool',
      ({ network }: Cidr, text: string) => network.covers(networkOf(text)),
    )
    .add(
      'net.CIDR.containsCIDR(net.CIDR): bool',
      ({ network }: Cidr, other: Cidr) => network.covers(other.network),
    )
    .add(
      'net.CIDR.ip(): net.IP',
      ({ network }: Cidr) => new Ip(network.address),
    )
    .add(
      'net.CIDR.masked(): net.CIDR',
      ({ network }: Cidr) => new Cidr(network.masked()),
    )
    .add('net.CIDR.prefixLength(): int', ({ network }: Cidr) =>
      BigInt(network.prefix),
    );
}
