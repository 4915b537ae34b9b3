import type { DeliveryEvent } from '@fairway/plugin-golden-path-common';
import { Intake } from './Intake';
import type { ReceivedFact } from './webhooks/received';

const IMAGE = `sha256:${'c'.repeat(64)}`;

/** What came in so far, at a time that the test sets. */
function start() {
  const clock = { time: Date.parse('2026-11-21T10:00:00Z') };
  const events = new Map<string, DeliveryEvent>();
  const intake = Intake.create({
    clock: { now: () => clock.time },
    recorder: {
      record: async told => {
        const added = told.filter(({ id }) => !events.has(id));
        added.forEach(event => events.set(event.id, event));
        return { added };
      },
    },
    store: { heardFrom: async () => [...events.values()] },
    subjects: {
      resolve: async () => ({
        kind: 'known',
        subjects: [{ service: 'payments-api', image: IMAGE, ends: false }],
      }),
    },
  });
  return { clock, events, intake };
}

describe('Evidence of a source whose clock is ahead', () => {
  it('is the same event whenever it comes, at a time that hides nothing', async () => {
    const { clock, events, intake } = start();
    const built = (at: string): ReceivedFact => ({
      subject: { images: [] },
      state: 'built',
      outcome: 'passed',
      at,
      summary: 'Built',
      facts: {},
    });

    expect(
      await intake.take('ci', [built('2027-01-01T00:00:00Z')]),
    ).toMatchObject({ added: 1, known: 0 });
    clock.time += 60_000;
    expect(
      await intake.take('ci', [built('2027-01-01T01:00:00+01:00')]),
    ).toMatchObject({ added: 0, known: 1 });
    expect([...events.values()]).toMatchObject([
      { at: '2026-11-21T10:10:00.000Z' },
    ]);
    expect(
      await intake.take('ci', [built('2027-01-02T00:00:00Z')]),
    ).toMatchObject({ added: 1, known: 0 });
  });
});

describe('Evidence that says no time', () => {
  function startScanning() {
    const { clock, events, intake } = start();
    const scan =
      (critical: number, told?: { undated: boolean }) => async () => {
        const { added } = await intake.take(
          'scanner',
          [
            {
              subject: { images: [] },
              state: 'scanned',
              outcome: critical > 0 ? 'failed' : 'passed',
              summary: `Trivy found ${critical} critical`,
              facts: { critical: String(critical) },
            },
          ],
          told,
        );
        clock.time += 1000;
        return added;
      };
    const standing = () =>
      [...events.values()].sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1)
        ?.outcome;
    return { clock, scan, standing };
  }

  it('is known when it comes again, and told anew when the opposite was told meanwhile', async () => {
    const { scan, standing } = startScanning();
    const bad = scan(3);
    const good = scan(0);
    expect([await bad(), await bad(), await good(), await good()]).toEqual([
      1, 0, 1, 0,
    ]);
    expect(standing()).toBe('passed');
    expect([await bad(), await bad()]).toEqual([1, 0]);
    expect(standing()).toBe('failed');
    expect([await good(), await good()]).toEqual([1, 0]);
    expect(standing()).toBe('passed');
  });

  it('comes after what it contradicts, also within one millisecond', async () => {
    const { clock, scan, standing } = startScanning();
    for (const critical of [3, 0, 3, 0, 3]) {
      await scan(critical)();
      clock.time -= 1000;
      expect(standing()).toBe(critical > 0 ? 'failed' : 'passed');
    }
  });

  it('and of which nobody knows when it was sent may be bad news anew, and no good news', async () => {
    const { scan, standing } = startScanning();
    const bad = scan(3, { undated: true });
    const good = scan(0, { undated: true });
    expect([await good(), await bad(), await good()]).toEqual([1, 1, 0]);
    expect(standing()).toBe('failed');
    expect([await scan(0)(), await bad()]).toEqual([1, 1]);
    expect(standing()).toBe('failed');
  });
});
