import type { Environment } from '@marcbachmann/cel-js';
import { Address, Network, parseAddress, parseNetwork } from '../kube/address';
import { celError } from './celError';

class IpNamespace {}

const loopback = { 4: [127n << 24n, 8], 6: [1n, 128] } as const;
const linkLocalUnicast = {
  4: [(169n << 24n) | (254n << 16n), 16],
  6: [0xfe80n << 112n, 10],
} as const;
const linkLocalMulticast = {
  4: [224n << 24n, 24],
  6: [0xff02n << 112n, 16],
} as const;
const multicast = { 4: [224n << 24n, 4], 6: [0xffn << 120n, 8] } as const;

function isIn(
  address: Address,
  ranges: Record<4 | 6, readonly [bigint, number]>,
): boolean {
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
export function registerNetwork(env: Environment): void {
  const sync = { async: false };
  const ip = 'net.IP';
  const cidr = 'net.CIDR';
  env.registerType(ip, Address);
  env.registerType(cidr, Network);
  env.registerType('net.IpNamespace', IpNamespace);
  env.registerConstant('ip', 'net.IpNamespace', new IpNamespace());

  env.registerOperator(
    `${ip} == ${ip}`,
    (a: Address, b: Address) => a.family === b.family && a.bits === b.bits,
  );
  env.registerOperator(
    `${cidr} == ${cidr}`,
    (a: Network, b: Network) => `${a}` === `${b}`,
  );

  const ofText = (signature: string, handler: (text: string) => unknown) =>
    env.registerFunction(signature, handler, sync);
  ofText(`ip(string): ${ip}`, addressOf);
  ofText('isIP(string): bool', text => parseAddress(text) !== undefined);
  ofText(`cidr(string): ${cidr}`, networkOf);
  ofText('isCIDR(string): bool', text => parseNetwork(text) !== undefined);
  env.registerFunction(
    'net.IpNamespace.isCanonical(string): bool',
    (_: IpNamespace, text: string) => `${addressOf(text)}` === text,
    sync,
  );

  const ofIp = (signature: string, handler: (address: Address) => unknown) =>
    env.registerFunction(`${ip}.${signature}`, handler, sync);
  ofIp('family(): int', address => BigInt(address.family));
  ofIp('isUnspecified(): bool', address => address.bits === 0n);
  ofIp('isLoopback(): bool', address => isIn(address, loopback));
  ofIp('isLinkLocalMulticast(): bool', a => isIn(a, linkLocalMulticast));
  ofIp('isLinkLocalUnicast(): bool', a => isIn(a, linkLocalUnicast));
  ofIp('isGlobalUnicast(): bool', isGlobalUnicast);
  env.registerFunction(`string(${ip}): string`, (a: Address) => `${a}`, sync);

  const ofCidr = (
    signature: string,
    handler: (network: Network, argument: never) => unknown,
  ) => env.registerFunction(`${cidr}.${signature}`, handler, sync);
  ofCidr('containsIP(string): bool', (n, text: string) =>
    n.contains(addressOf(text)),
  );
  ofCidr(`containsIP(${ip}): bool`, (n, a: Address) => n.contains(a));
  ofCidr('containsCIDR(string): bool', (n, text: string) =>
    n.covers(networkOf(text)),
  );
  ofCidr(`containsCIDR(${cidr}): bool`, (n, o: Network) => n.covers(o));
  ofCidr(`ip(): ${ip}`, network => network.address);
  ofCidr(`masked(): ${cidr}`, network => network.masked());
  ofCidr('prefixLength(): int', network => BigInt(network.prefix));
  env.registerFunction(`string(${cidr}): string`, (n: Network) => `${n}`, sync);
}
