/**
 * What a scalar means to the tools of Kubernetes. They read YAML with `sigs.k8s.io/yaml`, which is YAML 1.1 as
 * `go.yaml.in/yaml/v2` has it: `yes` and `on` are true, `0100` is 64, and `1:30` is a text.
 */
export type Scalar =
  | { type: 'str'; value: string }
  | { type: 'bool'; value: boolean }
  | { type: 'null'; value: null }
  | { type: 'int'; value: bigint }
  | { type: 'float'; value: number };

/** A tag contradicts the text that it stands at. */
export class ScalarError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScalarError';
  }
}

const CORE = 'tag:yaml.org,2002:';
/** Tags that say which type a text has; any other, `!` included, makes it a text. */
const TYPES = ['bool', 'int', 'float', 'null', 'timestamp'];

const YES: Scalar = { type: 'bool', value: true };
const NO: Scalar = { type: 'bool', value: false };
const NULL: Scalar = { type: 'null', value: null };

const WORDS = new Map<string, Scalar>([
  ...meaning(YES, 'y Y yes Yes YES true True TRUE on On ON'),
  ...meaning(NO, 'n N no No NO false False FALSE off Off OFF'),
  ...meaning(NULL, '~ null Null NULL'),
  ['', NULL],
  ...meaning({ type: 'float', value: NaN }, '.nan .NaN .NAN'),
  ...meaning(
    { type: 'float', value: Infinity },
    '.inf .Inf .INF +.inf +.Inf +.INF',
  ),
  ...meaning({ type: 'float', value: -Infinity }, '-.inf -.Inf -.INF'),
]);

const INTEGER =
  /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
/** `0b-1`, which the library takes for a number too. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const POINT_FLOAT = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9]+)?$/;
const TIMESTAMP =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})| [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?)?$/;

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const UINT64_MAX = 2n ** 64n - 1n;

/**
 * Reads a scalar.
 *
 * @param text - as it is written when `plain`, else without its quotes
 * @throws ScalarError when the tag does not fit the text.
 */
export function readScalar(options: {
  text: string;
  plain: boolean;
  /** Resolved, as in `tag:yaml.org,2002:int`; undefined where there is none. */
  tag?: string;
}): Scalar {
  const { text, plain, tag } = options;
  if (tag === undefined) {
    return plain ? implied(text) : { type: 'str', value: text };
  }
  if (tag === `${CORE}binary`) {
    return { type: 'str', value: decoded(text) };
  }
  const type = tag.startsWith(CORE) ? tag.slice(CORE.length) : '';
  if (!TYPES.includes(type)) {
    return { type: 'str', value: text };
  }
  const found = implied(text);
  const fits =
    type === 'timestamp' ? TIMESTAMP.test(text) : found.type === type;
  if (fits) {
    return found;
  }
  if (type === 'float' && found.type === 'int' && isInt64(found.value)) {
    return { type: 'float', value: Number(found.value) };
  }
  throw new ScalarError(`${JSON.stringify(text)} is no !!${type}`);
}

/** The text that a key has in JSON; undefined where there is none for it. */
export function keyText(scalar: Scalar): string | undefined {
  switch (scalar.type) {
    case 'null':
      return undefined;
    case 'int':
      return isInt64(scalar.value) ? String(scalar.value) : undefined;
    case 'float':
      return floatText(scalar.value);
    default:
      return String(scalar.value);
  }
}

function meaning(scalar: Scalar, words: string): [string, Scalar][] {
  return words.split(' ').map(word => [word, scalar]);
}

/** What a text without quotes and tag is. */
function implied(text: string): Scalar {
  const word = WORDS.get(text);
  if (word) {
    return word;
  }
  if (/^[-+0-9]/.test(text)) {
    const plain = text.replaceAll('_', '');
    return (
      integer(plain) ?? float(plain, FLOAT) ?? { type: 'str', value: text }
    );
  }
  return float(text, POINT_FLOAT) ?? { type: 'str', value: text };
}

function integer(text: string): Scalar | undefined {
  const [, sign, hex, binary, octal, decimal] =
    INTEGER.exec(text) ?? signedBinary(text);
  const digits =
    (hex !== undefined && `0x${hex}`) ||
    (binary !== undefined && `0b${binary}`) ||
    (octal !== undefined && `0o${octal}`) ||
    decimal;
  if (!digits) {
    return undefined;
  }
  const size = BigInt(digits);
  const value = sign === '-' ? -size : size;
  // Beyond 64 bits there is no integer, and a number without a sign may use the last bit.
  return isInt64(value) || (sign === '' && value <= UINT64_MAX)
    ? { type: 'int', value }
    : undefined;
}

function signedBinary(text: string): (string | undefined)[] {
  const [, sign, digits] = SIGNED_BINARY.exec(text) ?? [];
  return [text, sign, undefined, digits];
}

function float(text: string, form: RegExp): Scalar | undefined {
  const value = form.test(text) ? Number(text.replaceAll('_', '')) : NaN;
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

function isInt64(value: bigint): boolean {
  return INT64.min <= value && value <= INT64.max;
}

function decoded(text: string): string {
  const compact = text.replace(/[\r\n]/g, '');
  if (
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
      compact,
    )
  ) {
    throw new ScalarError('what is tagged !!binary is no base64');
  }
  const bytes = Uint8Array.from(atob(compact), each => each.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** The shortest digits that a 32-bit float needs, in the form that Go gives them. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? '.nan' : `${value < 0 ? '-' : ''}.inf`;
  }
  const single = Math.fround(value);
  if (single === 0) {
    return Object.is(single, -0) ? '-0' : '0';
  }
  let exact = single.toExponential(8);
  for (let digits = 0; digits < 8; digits += 1) {
    const shorter = single.toExponential(digits);
    if (Math.fround(Number(shorter)) === single) {
      exact = shorter;
      break;
    }
  }
  const [mantissa, exponent] = exact.split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) {
    return String(Number(exact));
  }
  const digits = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`;
}
