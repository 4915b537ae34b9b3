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
 * Rules that may overlap, as networks that do not, in the order of their addresses. Neighbours with the same ports are
 * taken together, and written as the fewest networks that hold them: `10.0.0.0/29`, `10.0.0.8/31`.
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
    return merged.flatMap(({ from, to, ports }) =>
      networksIn({ family, from, to }).map(network => ({ network, ports })),
    );
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

/** From the first address on, each time the largest network that begins there and ends in the range. */
function networksIn({ family, from, to }: IpRange): string[] {
  const networks: string[] = [];
  let first = from;
  while (first <= to) {
    let free = 0n;
    while (
      free < WIDTH[family] &&
      first % 2n ** (free + 1n) === 0n &&
      first + 2n ** (free + 1n) - 1n <= to
    ) {
      free += 1n;
    }
    const prefix = Number(WIDTH[family] - free);
    networks.push(String(new Network(new Address(family, first), prefix)));
    first += 2n ** free;
  }
  return networks;
}
