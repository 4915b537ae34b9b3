import { celError } from '../celError';
import { entriesOf, isMap } from '../data';
import { typeNameOf } from '../language/functions';
import { Bytes, Duration, Timestamp, TypeValue, Uint } from '../scalars';
import { formatDouble } from './conversions';
import { formatDuration, formatTimestamp } from './timeText';

const CLAUSE = /%(?:(%)|(?:\.(\d+))?([a-zA-Z]?))/g;

/** `"%s is %d".format([...])`, as the string extension of CEL has it in version 2. */
export function format(template: string, values: readonly unknown[]): string {
  let next = 0;
  const text = template.replace(
    CLAUSE,
    (
      all,
      percent: string | undefined,
      precision: string | undefined,
      verb: string,
    ) => {
      if (percent) return '%';
      if (verb === '')
        throw celError(`could not parse formatting clause: ${all}`);
      if (next >= values.length) throw celError(`index ${next} out of range`);
      const value = values[next];
      next += 1;
      return clause({ verb, value, precision: Number(precision ?? 6) });
    },
  );
  return text;
}

/** What is wrong with a template whatever its values are, when there are so many. */
export function formatProblem(
  template: string,
  count: number,
): string | undefined {
  let next = 0;
  for (const [, percent, , verb = ''] of template.matchAll(CLAUSE)) {
    if (percent) continue;
    if (!'sdfebxXo'.includes(verb) || verb === '') {
      return `could not parse formatting clause: unrecognized formatting clause "${verb}"`;
    }
    if (next >= count) return `index ${next} out of range`;
    next += 1;
  }
  return next < count
    ? `too many arguments supplied to string.format (expected ${next}, got ${count})`
    : undefined;
}

interface Clause {
  verb: string;
  value: unknown;
  precision: number;
}

function clause({ verb, value, precision }: Clause): string {
  switch (verb) {
    case 's':
      return display(value);
    case 'd':
      return `${integer(verb, value)}`;
    case 'f':
      return grouped(double(verb, value), precision);
    case 'e':
      return scientific(double(verb, value));
    case 'b':
      return typeof value === 'boolean'
        ? `${Number(value)}`
        : integer(verb, value).toString(2);
    case 'o':
      return integer(verb, value).toString(8);
    case 'x':
      return hex(verb, value);
    case 'X':
      return hex(verb, value).toUpperCase();
    default:
      throw celError(
        `could not parse formatting clause: unrecognized formatting clause "${verb}"`,
      );
  }
}

function wrong(verb: string, value: unknown): never {
  throw celError(
    `error during formatting: %${verb} does not take ${typeNameOf(value)}`,
  );
}

function integer(verb: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  return value instanceof Uint ? value.value : wrong(verb, value);
}

function double(verb: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (value === 'NaN') return Number.NaN;
  if (value === 'Infinity') return Infinity;
  return value === '-Infinity' ? -Infinity : wrong(verb, value);
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return undefined;
  return value > 0 ? '∞' : '-∞';
}

/** In the manner of the American locale, which cel-go takes for every text. */
function grouped(value: number, precision: number): string {
  return (
    special(value) ??
    fixed(value, precision).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
  );
}

/** Like `toFixed`, without an exponent for what is large. */
function fixed(value: number, precision: number): string {
  if (Math.abs(value) < 1e21) return value.toFixed(Math.min(precision, 100));
  const whole = BigInt(value).toString();
  return precision > 0 ? `${whole}.${'0'.repeat(precision)}` : whole;
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Always with six places: the precision has no effect in the locale that cel-go writes. */
function scientific(value: number): string {
  const shown = special(value);
  if (shown !== undefined) return shown;
  const [digits = '', power = '0'] = value.toExponential(6).split('e');
  const size = `${Math.abs(Number(power))}`.padStart(2, '0');
  const raised = [...size].map(digit => RAISED[Number(digit)]).join('');
  return `${digits}×10${Number(power) < 0 ? '⁻' : ''}${raised}`;
}

function hex(verb: string, value: unknown): string {
  const bytes =
    typeof value === 'string'
      ? new TextEncoder().encode(value)
      : value instanceof Bytes && value.bytes;
  if (bytes) {
    return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(
      '',
    );
  }
  return integer(verb, value).toString(16);
}

/** What `%s` makes of a value. */
function display(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return formatDouble(value);
    case 'bigint':
    case 'boolean':
      return `${value}`;
    default:
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(nested).join(', ')}]`;
  if (isMap(value)) {
    const entries = entriesOf(value).map(
      ([key, item]) => [nested(key), nested(item)] as const,
    );
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(pair => pair.join(':')).join(', ')}}`;
  }
  if (value instanceof Uint) return `${value.value}`;
  if (value instanceof Timestamp) return formatTimestamp(value);
  if (value instanceof Duration) return formatDuration(value);
  if (value instanceof TypeValue) return value.type;
  return value instanceof Bytes
    ? new TextDecoder().decode(value.bytes)
    : wrong('s', value);
}

/** What `%s` makes of a value in a list or a map: texts in quotes, doubles with six places. */
function nested(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    return special(value) === undefined
      ? fixed(value, 6)
      : `"${formatDouble(value)}"`;
  }
  if (value instanceof Timestamp) return `timestamp("${display(value)}")`;
  if (value instanceof Duration) return `duration("${display(value)}")`;
  if (value instanceof TypeValue) return `type(${value.type})`;
  return value instanceof Bytes
    ? `b${JSON.stringify(display(value))}`
    : display(value);
}

const ESCAPES: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** The text as a literal of CEL. */
export function quote(text: string): string {
  const body = text.replace(
    // eslint-disable-next-line no-control-regex -- these are the characters to escape
    /[\x07\b\f\n\r\t\v\\"]/g,
    character => ESCAPES[character] ?? character,
  );
  return `"${body}"`;
}
