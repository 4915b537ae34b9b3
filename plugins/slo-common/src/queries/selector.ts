import { parser } from '@prometheus-io/lezer-promql';

const PLAIN_NAME = /^[a-zA-Z_]\w*$/;
/** What means something in a regular expression of Go; escaping anything else would be refused. */
const SPECIAL = /[\\.+*?()|[\]{}^$]/g;

/** A text as PromQL. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function nameOf(label: string): string {
  return PLAIN_NAME.test(label) ? label : quoted(label);
}

/** A matcher for any of these values. */
export function oneOf(label: string, values: string[]): string {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? equals(label, only)
    : `${nameOf(label)}=~${quoted(
        values.map(value => value.replace(SPECIAL, '\\$&')).join('|'),
      )}`;
}

function equals(label: string, value: string): string {
  return `${nameOf(label)}=${quoted(value)}`;
}

/** `metric{a=~"b|c",d="e"}`. */
export function selector(options: {
  metric: string;
  matchers: string[];
  equal: Record<string, string>;
}): string {
  const equal = Object.entries(options.equal).map(([label, value]) =>
    equals(label, value),
  );
  return `${options.metric}{${[...options.matchers, ...equal].join(',')}}`;
}

/**
 * The same expression, of whose selectors each also asks for these labels.
 * @param expr - an expression that parses
 */
export function withMatchers(
  expr: string,
  labels: Record<string, string>,
): string {
  const added = Object.entries(labels)
    .map(([label, value]) => equals(label, value))
    .join(',');
  if (added === '') {
    return expr;
  }
  const insertions: { at: number; text: string }[] = [];
  parser.parse(expr).iterate({
    enter: node => {
      if (node.name !== 'VectorSelector') {
        return;
      }
      const matchers = node.node.getChild('LabelMatchers');
      insertions.push(
        matchers
          ? {
              at: matchers.from + 1,
              text: matchers.firstChild ? `${added},` : added,
            }
          : { at: node.to, text: `{${added}}` },
      );
    },
  });
  let text = '';
  let done = 0;
  for (const insertion of insertions) {
    text += expr.slice(done, insertion.at) + insertion.text;
    done = insertion.at;
  }
  return text + expr.slice(done);
}
