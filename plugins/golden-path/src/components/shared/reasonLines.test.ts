import { pointersByLine, reasonsByLine } from './reasonLines';

const text = [
  'kind: Deployment', // 1
  'metadata:', // 2
  '  labels:', // 3
  '    fairway.dev/tier: tier-1', // 4
  'spec:', // 5
  '  replicas: 4', // 6
  '  containers:', // 7
  '    - name: app', // 8
  '      args:', // 9
  '        - --port', // 10
].join('\n');

describe('why a line is there', () => {
  it('knows the place in the object of every line, keys with slashes too', () => {
    expect(Object.fromEntries(pointersByLine(text))).toEqual({
      1: '/kind',
      2: '/metadata',
      3: '/metadata/labels',
      4: '/metadata/labels/fairway.dev~1tier',
      5: '/spec',
      6: '/spec/replicas',
      7: '/spec/containers',
      8: '/spec/containers/0/name',
      9: '/spec/containers/0/args',
      10: '/spec/containers/0/args/0',
    });
  });

  it('takes the closest reason, and marks where it begins', () => {
    const reasons = reasonsByLine({
      text,
      because: [
        { at: '', from: 'contract:/workloadTypes/http-api', why: 'an API' },
        { at: '/spec/replicas', from: 'contract:/tiers/tier-1', why: 'tier-1' },
        { at: '/spec/containers/0', from: 'intent:/spec', why: 'stated' },
      ],
    });
    const told = reasons.map(({ line, why, inherited }) =>
      [line, why, inherited ? 'inherited' : 'marked'].join(' '),
    );
    expect(told).toEqual([
      '1 an API marked',
      '2 an API inherited',
      '3 an API inherited',
      '4 an API inherited',
      '5 an API inherited',
      '6 tier-1 marked',
      '7 an API inherited',
      '8 stated marked',
      '9 stated inherited',
      '10 stated inherited',
    ]);
  });

  it('says nothing of text that is not YAML', () => {
    expect(
      reasonsByLine({ text: '# Runbook\n\n- [ ] call', because: [] }),
    ).toEqual([]);
  });
});
