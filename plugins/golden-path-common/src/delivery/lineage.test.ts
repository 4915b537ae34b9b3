import { isOfLineage, lineageOf, type Rename } from './lineage';

const on = (day: number) => `2026-11-${String(day).padStart(2, '0')}T09:00:00Z`;

/** The service that what was told of a name on a day is told of now, of those that there are now. */
function nowOf(
  told: { name: string; day: number },
  known: { renames: Rename[]; services: string[] },
): string[] {
  return known.services.filter(service =>
    isOfLineage(
      { service: told.name, at: on(told.day) },
      lineageOf({ service, renames: known.renames }),
    ),
  );
}

describe('What was told of a service that was renamed', () => {
  it('is told of it by its name of now, however often it was renamed', () => {
    const renames = [
      { from: 'scores', to: 'scoring', at: on(20) },
      { from: 'fraud', to: 'scores', at: on(10) },
    ];
    const known = { renames, services: ['scoring', 'payments'] };
    expect(lineageOf({ service: 'scoring', renames })).toEqual([
      { service: 'scoring' },
      { service: 'scores', until: on(20) },
      { service: 'fraud', until: on(10) },
    ]);
    for (const name of ['fraud', 'scores', 'scoring']) {
      expect(nowOf({ name, day: 5 }, known)).toEqual(['scoring']);
    }
    expect(nowOf({ name: 'payments', day: 5 }, known)).toEqual(['payments']);
  });

  it('is not told of another service that has the name afterwards', () => {
    const renames = [{ from: 'fraud', to: 'scores', at: on(10) }];
    const known = { renames, services: ['fraud', 'scores'] };
    expect(nowOf({ name: 'fraud', day: 9 }, known)).toEqual(['scores']);
    expect(nowOf({ name: 'fraud', day: 10 }, known)).toEqual(['fraud']);
    expect(nowOf({ name: 'scores', day: 11 }, known)).toEqual(['scores']);
  });

  it('is told of it when it takes its first name again, and when two change names', () => {
    const back = {
      renames: [
        { from: 'fraud', to: 'scores', at: on(10) },
        { from: 'scores', to: 'fraud', at: on(20) },
      ],
      services: ['fraud'],
    };
    for (const [name, day] of [
      ['fraud', 5],
      ['scores', 15],
      ['fraud', 25],
    ] as const) {
      expect(nowOf({ name, day }, back)).toEqual(['fraud']);
    }
    const swapped = {
      renames: [
        { from: 'fraud', to: 'between', at: on(10) },
        { from: 'scores', to: 'fraud', at: on(11) },
        { from: 'between', to: 'scores', at: on(12) },
      ],
      services: ['fraud', 'scores'],
    };
    expect(nowOf({ name: 'fraud', day: 5 }, swapped)).toEqual(['scores']);
    expect(nowOf({ name: 'scores', day: 5 }, swapped)).toEqual(['fraud']);
    expect(nowOf({ name: 'fraud', day: 15 }, swapped)).toEqual(['fraud']);
    expect(nowOf({ name: 'scores', day: 15 }, swapped)).toEqual(['scores']);
  });
});
