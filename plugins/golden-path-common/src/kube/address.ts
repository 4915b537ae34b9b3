/** IP addresses and networks as numbers: IPv4 in 32 bits, IPv6 in 128. Pure, without CEL. */

export class Address {
  constructor(readonly family: 4 | 6, readonly bits: bigint) {}

  get width(): number {
    return this.family === 4 ? 32 : 128;
  }

  /** Whether the address lies in `base/prefix`. */
  within(base: bigint, prefix: number): boolean {
    const shift = BigInt(this.width - prefix);
    return this.bits >> shift === base >> shift;
  }

  toString(): string {
    return this.family === 4 ? formatV4(this.bits) : formatV6(this.bits);
  }
}

export class Network {
  constructor(readonly address: Address, readonly prefix: number) {}

  masked(): Network {
    const shift = BigInt(this.address.width - this.prefix);
    const bits = (this.address.bits >> shift) << shift;
    return new Network(new Address(this.address.family, bits), this.prefix);
  }

  contains(address: Address): boolean {
    return (
      address.family === this.address.family &&
      address.within(this.address.bits, this.prefix)
    );
  }

  covers(other: Network): boolean {
    return other.prefix >= this.prefix && this.contains(other.address);
  }

  toString(): string {
    return `${this.address}/${this.prefix}`;
  }
}

/** Reads an address the way Kubernetes does: no zones, no leading zeros, no IPv4 inside IPv6. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

export function parseNetwork(text: string): Network | undefined {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = match && parseAddress(match[1] ?? '');
  if (!match || !address) return undefined;
  const prefix = Number(match[2]);
  return prefix <= address.width ? new Network(address, prefix) : undefined;
}

function parseV4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255)
      return undefined;
    bits = bits * 256n + BigInt(part);
  }
  return new Address(4, bits);
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groupsOf = (half: string | undefined) => (half ? half.split(':') : []);
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  let bits = 0n;
  for (const group of groups) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    bits = bits * 65536n + BigInt(`0x${group}`);
  }
  // ::ffff:0:0/96 holds IPv4 addresses in disguise.
  return bits >> 32n === 0xffffn ? undefined : new Address(6, bits);
}

function formatV4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => (bits >> shift) & 255n).join('.');
}

/** RFC 5952: lower case, the longest run of two or more zero groups shortened, the first of equals. */
function formatV6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  let best = { start: 0, length: 0 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(':');
  const head = groups.slice(0, best.start).join(':');
  const tail = groups.slice(best.start + best.length).join(':');
  return `${head}::${tail}`;
}
