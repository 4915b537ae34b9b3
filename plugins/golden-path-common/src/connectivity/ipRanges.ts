import { Address, Network, parseNetwork } from '../kube/address';
import { PortSet } from './portSet';

/** Addresses of one family, both ends included. */
export interface IpRange {
  family: 4 | 6;
  from: bigint;
  to: bigint;
}

const WIDTH = { 4: 32n, 6: 128n } as const;

/** Every address there is. */
export const EVERYWHERE: readonly IpRange[] = ([4, 6] as const).map(family => ({
  family,
  from: 0n,
  to: 2n ** WIDTH[family] - 1n,
}));

/** The addresses of a network without those of the exceptions. Texts that are no networks have been refused before. */
export function ipRangesOf(block: {
  cidr: string;
  except?: readonly string[];
}): IpRange[] {
  const taken = (block.except ?? []).flatMap(text => rangeOf(text) ?? []);
  let left = [rangeOf(block.cidr)].flatMap(range => range ?? []);
  for (const hole of taken) {
    left = left.flatMap(range => without(range, hole));
  }
  return left;
}

/** Ports that are open to, or from, addresses outside of the cluster. */
export interface OutsideRule {
  ranges: readonly IpRange[];
  ports: PortSet;
}

/**
 * Rules that may overlap, as networks that do not: neighbours with the same ports are one. A network is written as
 * `10.0.0.0/8`, addresses that are no network as `10.0.0.0-10.0.0.9`.
 */
export function outsideNetworks(
  rules: readonly OutsideRule[],
): { network: string; ports: PortSet }[] {
  return ([4, 6] as const).flatMap(family => {
    const own = rules.flatMap(({ ranges, ports }) =>
      ranges
        .filter(range => range.family === family)
        .map(range => ({ ...range, ports })),
    );
    const starts = [
      ...new Set(own.flatMap(({ from, to }) => [from, to + 1n])),
    ].sort((a, b) => (a < b ? -1 : 1));
    const merged: { from: bigint; to: bigint; ports: PortSet }[] = [];
    for (const [index, from] of starts.slice(0, -1).entries()) {
      const to = starts[index + 1] - 1n;
      const ports = own
        .filter(range => range.from <= from && to <= range.to)
        .reduce((all, range) => all.union(range.ports), PortSet.none);
      const last = merged[merged.length - 1];
      if (last && last.to + 1n === from && same(last.ports, ports)) {
        last.to = to;
      } else if (!ports.isEmpty) {
        merged.push({ from, to, ports });
      }
    }
    return merged.map(({ from, to, ports }) => ({
      network: rangeText({ family, from, to }),
      ports,
    }));
  });
}

function same(a: PortSet, b: PortSet): boolean {
  return a.toStrings().join() === b.toStrings().join();
}

function rangeOf(text: string): IpRange | undefined {
  const network = parseNetwork(text)?.masked();
  if (!network) {
    return undefined;
  }
  const { family, bits } = network.address;
  const size = 2n ** (WIDTH[family] - BigInt(network.prefix));
  return { family, from: bits, to: bits + size - 1n };
}

function without(range: IpRange, hole: IpRange): IpRange[] {
  if (
    range.family !== hole.family ||
    hole.to < range.from ||
    range.to < hole.from
  ) {
    return [range];
  }
  return [
    { ...range, to: hole.from - 1n },
    { ...range, from: hole.to + 1n },
  ].filter(({ from, to }) => from <= to);
}

function rangeText({ family, from, to }: IpRange): string {
  const size = to - from + 1n;
  const bits = BigInt(size.toString(2).length - 1);
  const isNetwork = 2n ** bits === size && from % size === 0n;
  return isNetwork
    ? String(
        new Network(new Address(family, from), Number(WIDTH[family] - bits)),
      )
    : `${new Address(family, from)}-${new Address(family, to)}`;
}
