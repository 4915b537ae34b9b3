import fc from 'fast-check';
import { goTemplate } from './goTemplate';

/** Just enough of Go's template language to run what {@link goTemplate} writes: text, strings, `index .`. */
function run(template: string, data: Record<string, string>): string {
  let output = '';
  let rest = template;
  for (;;) {
    const start = rest.indexOf('{{');
    if (start < 0) {
      return output + rest;
    }
    output += rest.slice(0, start);
    const action = /^\{\{ (index \. )?("(?:[^"\\\n]|\\.)*") \}\}/s.exec(
      rest.slice(start),
    );
    if (!action) {
      throw new Error(`not an action: ${rest.slice(start)}`);
    }
    const text: string = JSON.parse(action[2]);
    output += action[1] ? data[text] : text;
    rest = rest.slice(start + action[0].length);
  }
}

const part = fc.oneof(
  fc.record({
    text: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '{',
        '{{',
        '{{{',
        '}}',
        '{{ .Values }}',
        '{{- ',
        ' -}}',
        '"',
        '`',
        '\\',
        '\n',
        '{{/*',
      ),
    ),
  }),
  fc.constantFrom({ secret: 'db', key: 'dsn' }, { secret: 'a', key: 'k.k' }),
);

describe('A composed value', () => {
  it('is the text as it stands, with each secret in its place', () => {
    const data: Record<string, string> = {
      'db.dsn': 'p{{w}}',
      'a.k.k': '"x"',
    };
    fc.assert(
      fc.property(fc.array(part), parts => {
        const expected = parts
          .map(each =>
            'text' in each ? each.text : data[`${each.secret}.${each.key}`],
          )
          .join('');
        expect(run(goTemplate(parts), data)).toBe(expected);
      }),
    );
  });
});
