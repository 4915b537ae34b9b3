import type {
  AuthoringChanges,
  Fleet,
} from '@fairway/plugin-golden-path-common';
import { renderHook, waitFor } from '@testing-library/react';
import { FRAUD_SERVICE } from '../__testUtils__/FakeAuthoring';
import { shippedFiles } from '../__testUtils__/shippedFiles';
import type { Feed } from '../authoring/feed';
import { useLiveCompile } from './useLiveCompile';

const QUEUE_WORKER = 'templates/queue-worker/template.yaml';
const ANSWERS = 'templates/queue-worker/tests/smallest/answers.yaml';
const out = {
  ...shippedFiles('platform', 'contract'),
  ...shippedFiles('templates/queue-worker', 'templates/queue-worker'),
};
const fleet: Fleet = { services: {}, resources: {} };
const service: Feed = { kind: 'service', name: 'fraud-service' };
const intent = { file: 'input.yaml', text: FRAUD_SERVICE };

function compileLive(options: {
  changes?: AuthoringChanges;
  feed?: Feed;
  feedText?: { file: string; text: string };
}) {
  const { feed = service, feedText = intent } = options;
  return renderHook(
    (props: { changes: AuthoringChanges }) =>
      useLiveCompile({ out, fleet, feed, feedText, changes: props.changes }),
    { initialProps: { changes: options.changes ?? {} } },
  );
}

const changed = (file: string, what: string, by: string) => ({
  [file]: out[file].replace(what, by),
});
const GRACE = changed(
  'contract/tiers.yaml',
  'terminationGracePeriod: 60s',
  'terminationGracePeriod: 90s',
);

describe('compiling while someone writes', () => {
  it('gives the same on both sides until something is written', () => {
    const { result } = compileLive({});
    expect(result.current.after?.result?.objects.length).toBeGreaterThan(10);
    expect(result.current.change?.files ?? []).toEqual([]);
    expect(result.current.comparison?.changes).toEqual([]);
    expect(result.current.waits).toBe(false);
  });

  it('follows the draft once nobody types', async () => {
    const { result, rerender } = compileLive({});
    const before = result.current.after;
    rerender({ changes: GRACE });
    expect(result.current.waits).toBe(true);
    expect(result.current.after).toBe(before);
    await waitFor(() => expect(result.current.waits).toBe(false));
    expect(result.current.comparison).toMatchObject({
      level: 'minor',
      asked: '1.1.0',
    });
    expect(
      result.current.change?.files.flatMap(({ words }) => words),
    ).toContain('termination grace period seconds 60 → 90');
  });

  it('holds on to the last contract that could be read', async () => {
    const { result, rerender } = compileLive({ changes: GRACE });
    rerender({ changes: { 'contract/tiers.yaml': 'tiers: [' } });
    await waitFor(() => expect(result.current.isContractOlder).toBe(true));
    expect(result.current.problems[0].file).toBe('contract/tiers.yaml');
    expect(result.current.change?.files.length).toBeGreaterThan(0);
  });

  it('fills in the template of the draft and the one that is out with the same answers', async () => {
    const { result } = compileLive({
      changes: changed(QUEUE_WORKER, 'default: tier-2', 'default: tier-3'),
      feed: { kind: 'test', template: 'queue-worker', test: 'smallest' },
      feedText: { file: ANSWERS, text: out[ANSWERS] },
    });
    const tiers = ['before', 'after'] as const;
    expect(
      tiers.map(side => result.current[side]?.result?.intent.spec.tier),
    ).toEqual(['tier-2', 'tier-3']);
  });

  it('names what is wrong in answers and in an intent by its line', () => {
    const answers = compileLive({
      feed: { kind: 'answers', template: 'queue-worker' },
      feedText: { file: 'input.yaml', text: 'form:\n  nam: x\n' },
    });
    expect(answers.result.current.problems).toContainEqual(
      expect.objectContaining({ file: 'input.yaml', line: 2 }),
    );
    const wrong = compileLive({
      feedText: {
        file: 'input.yaml',
        text: FRAUD_SERVICE.replace('tier: tier-1', 'tier: tier-9'),
      },
    });
    expect(wrong.result.current.problems).toContainEqual(
      expect.objectContaining({ file: 'input.yaml', at: '/spec/tier' }),
    );
    expect(wrong.result.current.after?.result).toBeUndefined();
  });
});
