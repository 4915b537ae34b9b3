/**
 * How one text is written in YAML. Plain only when YAML 1.1 and YAML 1.2 both read it back as the same text;
 * what either could take for a number, a date, a boolean or structure is put in double quotes.
 */

/** Characters a plain text may start with and mean nothing to YAML. */
const PLAIN = /^[A-Za-z0-9_/$.(+\\^;\u00a1-\u{10ffff}-][^\t\n\r]*$/u;

/**
 * Never written as they are: control characters, the line breaks of YAML 1.1, the byte order mark, non-characters,
 * and what is invisible or turns the direction of writing, so that a reviewer sees every character there is.
 */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- finding them is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]|\p{Cs}/u;
const UNPRINTABLE_ALL = new RegExp(UNPRINTABLE.source, 'gu');

/** What most texts are, told without the classes of all Unicode: a plain start, and nothing unprintable. */
const PLAIN_ASCII = /^[A-Za-z0-9_/$.(+\\^;-][ -~]*$/;
const PRINTABLE_ASCII = /^[\t\n -~]*$/;

/** `key: value` and ` # comment` inside a text, and blanks or a colon at its end. */
const STRUCTURE = /: | #|[ :]$/;

/**
 * A superset of the numbers, sexagesimals, dates and special floats of both versions, and of what parsers make of
 * them: one reads `e0` as a number that is none.
 */
const NUMBER_LIKE =
  /^[-+]?(?:[.0-9][0-9_.,:]*(?:e[-+]?[0-9_]*)?|e[-+]?[0-9_]+|0[xob][0-9a-f_]*|\.(?:inf|nan))$|^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/i;

/** The tools of Kubernetes take every `_` out of what starts like a number before they look at it: `-_0`, `0_x1f`. */
function isNumberLike(text: string): boolean {
  return (
    NUMBER_LIKE.test(text) ||
    (/^[-+0-9][^_]*_/.test(text) && NUMBER_LIKE.test(text.replaceAll('_', '')))
  );
}

const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** The start of an item, and the marks between documents. */
const LEADING_MARK = /^(?:-(?: |$)|---|\.\.\.)/;

function isPlain(text: string): boolean {
  if (!PLAIN_ASCII.test(text) && !(PLAIN.test(text) && isPrintable(text))) {
    return false;
  }
  return (
    !STRUCTURE.test(text) &&
    !WORD.test(text) &&
    !isNumberLike(text) &&
    !LEADING_MARK.test(text)
  );
}

function isPrintable(text: string): boolean {
  return PRINTABLE_ASCII.test(text) || !UNPRINTABLE.test(text);
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** In double quotes, on one line. The escapes of JSON are a part of those of YAML. */
export function quoted(text: string): string {
  const written = JSON.stringify(text);
  return PRINTABLE_ASCII.test(written)
    ? written
    : written.replace(UNPRINTABLE_ALL, escapeCharacter);
}

/** On one line: plain where that is safe, else in double quotes. */
export function scalarOf(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

/**
 * Whether a text of several lines can be a literal block and read back identically: nothing that needs an
 * escape, no line of blanks only (parsers differ on those), and something besides line breaks.
 */
export function isLiteral(text: string): boolean {
  return (
    text.includes('\n') &&
    isPrintable(text) &&
    !/^[ \t]+$/m.test(text) &&
    /[^\n]/.test(text)
  );
}

/** Keeps the line breaks at the end as they are: `-` none, `` one, `+` several. */
export function chompingOf(text: string): string {
  if (!text.endsWith('\n')) {
    return '-';
  }
  return text.endsWith('\n\n') ? '+' : '';
}

/**
 * A finite number as both versions read it. YAML 1.1 knows an exponent only after a decimal point, and a parser
 * may drop the sign of a zero that looks like an integer.
 */
export function numberOf(value: number): string {
  if (Object.is(value, -0)) {
    return '-0.0';
  }
  const text = String(value);
  return text.includes('e') && !text.includes('.')
    ? text.replace('e', '.0e')
    : text;
}
