import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateSchema } from '../authoring/templateFields';
import { readYaml } from '../yaml';
import { templateEdits, workloadTypeOf } from './templateEdits';

const TEMPLATES = join(__dirname, '../../../../templates');

/** A template that ships, with other words in its text. */
function template(name: string, ...changes: [RegExp, string][]) {
  const text = readFileSync(join(TEMPLATES, name, 'template.yaml'), 'utf8');
  const changed = changes.reduce((so, [from, to]) => {
    expect(so).toMatch(from);
    return so.replace(from, to);
  }, text);
  return templateSchema.parse(readYaml(changed));
}

describe('Another default in the form of a template', () => {
  it('is an edit of services that still have the old one', () => {
    const before = template('http-api');
    const after = template(
      'http-api',
      [/default: tier-2/, 'default: tier-3'],
      [/default: java/, 'default: go'],
    );
    expect(workloadTypeOf(after)).toBe('http-api');
    expect(templateEdits({ before, after })).toEqual([
      { at: '/spec/tier', from: 'tier-2', to: 'tier-3' },
      { at: '/spec/runtime', from: 'java', to: 'go' },
    ]);
  });

  it('is found where the intent has it, whatever else the form shows it with', () => {
    const before = template('http-api');
    const after = template(
      'http-api',
      [/default: 250m/, 'default: 300m'],
      [/default: 500rps/, 'default: 600rps'],
      [/default: canary/, 'default: rolling'],
      [/default: \[dev, staging, prod\]/, 'default: [dev, prod]'],
    );
    expect(templateEdits({ before, after })).toEqual([
      {
        at: '/spec/containers/app/resources/cpu',
        from: '250m',
        to: '300m',
      },
      { at: '/spec/route/rateLimit', from: '500rps', to: '600rps' },
      { at: '/spec/rollout/strategy', from: 'canary', to: 'rolling' },
      {
        at: '/spec/environments',
        from: ['dev', 'staging', 'prod'],
        to: ['dev', 'prod'],
      },
    ]);
  });

  it('changes nothing where nothing differs', () => {
    expect(
      templateEdits({
        before: template('http-api'),
        after: template('http-api'),
      }),
    ).toEqual([]);
  });
});
