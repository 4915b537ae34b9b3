import { parseQualifiedName } from './qualifiedName';
import { opaqueClass, type FunctionTable } from '../language/functions';
import { Optional, Scalar } from '../scalars';
import { ofPattern } from './costs';
import { parseTimestamp } from './timeText';
import { Url } from './url';

/** A named format, such as that of a DNS label; it tells what is wrong with a text. */
class Format extends Scalar {
  constructor(
    readonly name: string,
    readonly problems: (text: string) => string[],
    readonly patternLength: number,
  ) {
    super();
  }

  equals(other: unknown): boolean {
    return other === this;
  }
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const OLD_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const UUID =
  /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

const LABEL_WORDS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const OLD_LABEL_WORDS =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const VALUE_WORDS =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** Problems of a name: too long, or not of the pattern. */
function pattern(options: {
  pattern: RegExp;
  most: number;
  words: string;
  isPrefix?: boolean;
}) {
  return (text: string): string[] => {
    // As the API server does it: a trailing dash is fine where more will follow.
    const checked =
      options.isPrefix && text.length > 1 && text.endsWith('-')
        ? `${text.slice(0, -2)}a`
        : text;
    return [
      ...(new TextEncoder().encode(checked).length > options.most
        ? [`must be no more than ${options.most} bytes`]
        : []),
      ...(options.pattern.test(checked) ? [] : [options.words]),
    ];
  };
}

/** One problem, or none. */
function check(isGood: (text: string) => boolean, words: string) {
  return (text: string): string[] => (isGood(text) ? [] : [words]);
}

function isMoment(text: string): boolean {
  try {
    parseTimestamp(text.replace('t', 'T').replace(/z$/, 'Z'));
    return true;
  } catch {
    return false;
  }
}

function isBase64(text: string): boolean {
  return (
    text !== '' &&
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
      text,
    )
  );
}

const label = { pattern: LABEL, most: 63, words: LABEL_WORDS };
const oldLabel = { pattern: OLD_LABEL, most: 63, words: OLD_LABEL_WORDS };
const subdomain = { pattern: SUBDOMAIN, most: 253, words: SUBDOMAIN_WORDS };

const FORMATS = new Map(
  [
    new Format('dns1123Label', pattern(label), 30),
    new Format('dns1123LabelPrefix', pattern({ ...label, isPrefix: true }), 30),
    new Format('dns1123Subdomain', pattern(subdomain), 60),
    new Format(
      'dns1123SubdomainPrefix',
      pattern({ ...subdomain, isPrefix: true }),
      60,
    ),
    new Format('dns1035Label', pattern(oldLabel), 30),
    new Format(
      'dns1035LabelPrefix',
      pattern({ ...oldLabel, isPrefix: true }),
      30,
    ),
    new Format('qualifiedName', parseQualifiedName, 60),
    new Format(
      'labelValue',
      pattern({ pattern: VALUE, most: 63, words: VALUE_WORDS }),
      40,
    ),
    new Format(
      'uri',
      check(text => Url.parse(text) !== undefined, 'invalid URI for request'),
      1103,
    ),
    new Format(
      'uuid',
      check(text => UUID.test(text), 'does not match the UUID format'),
      75,
    ),
    new Format('byte', check(isBase64, 'invalid base64'), 84),
    new Format(
      'date',
      check(text => isMoment(`${text}T00:00:00Z`), 'invalid date'),
      80,
    ),
    new Format('datetime', check(isMoment, 'invalid datetime'), 80),
  ].map(format => [format.name, format]),
);

/** `format.dns1123Label().validate(text)` and its like, and `format.named()`. */
export function registerFormats(functions: FunctionTable): void {
  const type = 'kubernetes.NamedFormat';
  opaqueClass(type, Format);
  for (const [name, format] of FORMATS) {
    functions.add(`format::${name}(): ${type}`, () => format);
  }
  functions
    .add(`format::named(string): optional(${type})`, (name: string) => {
      const format = FORMATS.get(name);
      return format ? Optional.of(format) : Optional.none;
    })
    .add(
      `${type}.validate(string): optional(list(string))`,
      (format: Format, text: string) => {
        const problems = format.problems(text);
        return problems.length === 0 ? Optional.none : Optional.of(problems);
      },
      ([format, text]) =>
        format instanceof Format
          ? ofPattern([text, ' '.repeat(format.patternLength)])
          : 1,
    );
}

export { LABEL, SUBDOMAIN, SUBDOMAIN_WORDS };
