import { withoutFollowingSelectors } from './selectorWords';

describe('what a selector says', () => {
  it('is left out where a label says the same, and stays where it changes by itself', () => {
    expect(
      withoutFollowingSelectors([
        'label fairway.dev/tier of the pods tier-2 → tier-1',
        'match labels fairway.dev/tier tier-2 → tier-1',
        'match labels fairway.dev/team payments → risk',
        'replicas 3 → 4',
      ]),
    ).toEqual([
      'label fairway.dev/tier of the pods tier-2 → tier-1',
      'match labels fairway.dev/team payments → risk',
      'replicas 3 → 4',
    ]);
  });
});
