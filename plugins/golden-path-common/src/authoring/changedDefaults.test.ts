import { readFileSync } from 'node:fs';
import path from 'node:path';
import { changedDefaults } from '.';

const before = readFileSync(
  path.resolve(__dirname, '../../../../templates/http-api/template.yaml'),
  'utf8',
);

describe('defaults of a template that have changed', () => {
  it('are values of the intents that still hold the old ones', () => {
    const after = before.replace('default: 512Mi', 'default: 768Mi');
    expect(changedDefaults({ before, after })).toEqual({
      workloadType: 'http-api',
      edits: [
        {
          at: '/spec/containers/app/resources/memory',
          from: '512Mi',
          to: '768Mi',
        },
      ],
    });
  });

  it('are none when nothing changed, and not told of a template that cannot be read', () => {
    expect(changedDefaults({ before, after: before })?.edits).toEqual([]);
    expect(changedDefaults({ before, after: 'kind: Other' })).toBeUndefined();
  });
});
