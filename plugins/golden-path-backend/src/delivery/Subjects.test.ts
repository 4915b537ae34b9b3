import { lineageOf } from '@fairway/plugin-golden-path-common';
import { fraudService } from '../__testUtils__/intents';
import type { FleetState } from '../services/desiredState';
import { Subjects } from './Subjects';

const DIGEST = `sha256:${'d'.repeat(64)}`;

describe('An image that many services run', () => {
  const names = Array.from({ length: 30 }, (_, index) => `worker-${index}`);
  const intents = new Map(
    names.map(name => {
      const intent = fraudService({ accepts: [] });
      return [name, { ...intent, metadata: { ...intent.metadata, name } }];
    }),
  );
  const fleet: Partial<FleetState> = { intents, version: '1' };
  const subjects = Subjects.create({
    desiredState: { fleet: async () => fleet as FleetState },
    lineages: {
      read: async () => ({
        version: '',
        renamed: [],
        of: service => lineageOf({ service, renames: [] }),
        heirsOf: name => [name],
      }),
    },
    store: { servicesOfImage: async () => names },
  });

  it('is built, scanned and signed for each of them', async () => {
    for (const image of [
      `registry.example.com/fraud-service@${DIGEST}`,
      `registry.example.com/elsewhere@${DIGEST}`,
    ]) {
      const resolved = await subjects.resolve({ images: [image] });
      expect(
        resolved.kind === 'known' &&
          resolved.subjects.map(({ service }) => service),
      ).toEqual(names);
    }
  });
});
