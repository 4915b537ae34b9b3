/** A transport that a NetworkPolicy can name. @public */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const FIRST = 1;
const LAST = 65_535;

/** Ports of one protocol, both ends included. */
interface Range {
  from: number;
  to: number;
}

/**
 * A set of ports, each with its protocol. Immutable; the ranges of a protocol are disjoint, apart and in order, so
 * that equal sets have equal texts.
 */
export class PortSet {
  static readonly none = new PortSet(new Map());
  static readonly all = new PortSet(
    new Map(PROTOCOLS.map(protocol => [protocol, [{ from: FIRST, to: LAST }]])),
  );

  /** The ports `from` to `to` of a protocol; all of them when left out. */
  static of(protocol: Protocol, from = FIRST, to = LAST): PortSet {
    return from > to
      ? PortSet.none
      : new PortSet(new Map([[protocol, [{ from, to }]]]));
  }

  readonly #ranges: ReadonlyMap<Protocol, readonly Range[]>;

  private constructor(ranges: ReadonlyMap<Protocol, readonly Range[]>) {
    this.#ranges = ranges;
  }

  get isEmpty(): boolean {
    return this.#ranges.size === 0;
  }

  union(other: PortSet): PortSet {
    if (this === PortSet.all || other.isEmpty) {
      return this;
    }
    if (other === PortSet.all || this.isEmpty) {
      return other;
    }
    return this.#combine(other, (mine, theirs) => joined([...mine, ...theirs]));
  }

  intersect(other: PortSet): PortSet {
    if (this === PortSet.all || other.isEmpty) {
      return other;
    }
    if (other === PortSet.all || this.isEmpty) {
      return this;
    }
    return this.#combine(other, overlap);
  }

  has(protocol: Protocol, port: number): boolean {
    return this.#of(protocol).some(
      ({ from, to }) => from <= port && port <= to,
    );
  }

  /** `8080/TCP`, `8000-8100/TCP`, `all/UDP` for a whole protocol; `all` alone when nothing is closed. */
  toStrings(): string[] {
    const texts = PROTOCOLS.flatMap(protocol =>
      this.#of(protocol).map(range => `${rangeText(range)}/${protocol}`),
    );
    return texts.join() === 'all/TCP,all/UDP,all/SCTP' ? ['all'] : texts;
  }

  #of(protocol: Protocol): readonly Range[] {
    return this.#ranges.get(protocol) ?? [];
  }

  #combine(
    other: PortSet,
    combine: (mine: readonly Range[], theirs: readonly Range[]) => Range[],
  ): PortSet {
    const ranges = new Map<Protocol, Range[]>();
    for (const protocol of PROTOCOLS) {
      const combined = combine(this.#of(protocol), other.#of(protocol));
      if (combined.length > 0) {
        ranges.set(protocol, combined);
      }
    }
    return ranges.size > 0 ? new PortSet(ranges) : PortSet.none;
  }
}

function rangeText({ from, to }: Range): string {
  if (from === FIRST && to === LAST) {
    return 'all';
  }
  return from === to ? `${from}` : `${from}-${to}`;
}

/** Sorted, with what touches or overlaps made one. */
function joined(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.sort((a, b) => a.from - b.from)) {
    const last = result[result.length - 1];
    if (last && range.from <= last.to + 1) {
      last.to = Math.max(last.to, range.to);
    } else {
      result.push({ ...range });
    }
  }
  return result;
}

function overlap(mine: readonly Range[], theirs: readonly Range[]): Range[] {
  return mine.flatMap(a =>
    theirs.flatMap(b => {
      const from = Math.max(a.from, b.from);
      const to = Math.min(a.to, b.to);
      return from <= to ? [{ from, to }] : [];
    }),
  );
}
