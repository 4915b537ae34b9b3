import type { DeliveryEvent } from '@fairway/plugin-golden-path-common';
import { Intake } from './Intake';
import type { Subjects } from './Subjects';
import type { ReceivedFact } from './webhooks/received';

describe('Evidence of a source whose clock is ahead', () => {
  it('is the same event whenever it comes, at a time that hides nothing', async () => {
    let now = Date.parse('2026-11-21T10:00:00Z');
    const events = new Map<string, DeliveryEvent>();
    const intake = Intake.create({
      clock: { now: () => now },
      recorder: {
        record: async told => {
          const added = told.filter(({ id }) => !events.has(id));
          added.forEach(event => events.set(event.id, event));
          return { added };
        },
      },
      subjects: {
        resolve: async () => ({
          kind: 'known',
          subjects: [{ service: 'payments-api', ends: false }],
        }),
      } as Partial<Subjects> as Subjects,
    });
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
    now += 60_000;
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
