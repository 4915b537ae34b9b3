import {
  deliveryProfiles,
  foldDelivery,
  mayPromote,
  settleRelease,
} from '@fairway/plugin-golden-path-common';
import { shippedContract } from '../__testUtils__/shippedContract';
import { compilableIntents } from '../compilable';
import { generateEstate } from '../estate';
import { deliveryHistory } from './index';

const NOW = '2026-11-21T12:00:00.000Z';

describe('Deliveries of the demo estate', () => {
  const contract = shippedContract();
  const intents = compilableIntents(generateEstate({ services: 100 }));
  const current = intents.flatMap(intent => {
    const events = deliveryHistory({ seed: 1, intent, contract, now: NOW });
    return deliveryProfiles({ intent, contract }).map(profile => {
      const releases = foldDelivery({ events, profile }).map(folded =>
        settleRelease({ folded, profile, now: Date.parse(NOW) }),
      );
      return {
        intent,
        profile,
        releases,
        newest: releases[releases.length - 1],
      };
    });
  });

  it('end with what Git asks for, everywhere', () => {
    for (const { profile, newest } of current) {
      expect(newest.release.image).toBe(profile.image);
    }
  });

  it('have what there is to look at: most are well, some failed, lack evidence or are on their way', () => {
    const states = current.map(({ newest }) => newest.release.state);
    const stable = states.filter(state => state === 'stable').length;
    expect(stable / states.length).toBeGreaterThan(0.8);
    expect(current.some(({ newest }) => newest.missing > 0)).toBe(true);
    expect(current.some(({ newest }) => newest.release.failed)).toBe(true);
    const past = current.flatMap(({ releases }) => releases);
    expect(
      past.filter(({ release }) => release.state === 'rolled-back').length,
    ).toBeGreaterThan(20);
    expect(
      past.some(({ figures }) => figures.restoreSeconds !== undefined),
    ).toBe(true);
  });

  it('have something that is ready to be promoted, and something that lacks evidence for it', () => {
    const permits = current.flatMap(({ intent, profile, newest }) => {
      const to = current.find(
        each =>
          each.intent === intent &&
          each.profile.environment === profile.promotesTo,
      );
      return to && to.profile.image !== profile.image
        ? [
            {
              from: profile.environment,
              owner: intent.metadata.owner,
              ...mayPromote({
                intent,
                folded: newest,
                from: profile,
                to: to.profile,
              }),
            },
          ]
        : [];
    });
    const ready = permits.filter(
      ({ allowed, from }) => allowed && from === 'staging',
    );
    expect(ready.length).toBeGreaterThan(2);
    expect(new Set(ready.map(({ owner }) => owner)).size).toBeGreaterThan(1);
    expect(ready.map(({ owner }) => owner)).toContain('group:payments');
  });

  it('are the same for the same seed and moment', () => {
    const [intent] = intents;
    const tell = () => deliveryHistory({ seed: 3, intent, contract, now: NOW });
    expect(tell()).toEqual(tell());
    const ids = tell().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
