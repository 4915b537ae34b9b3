import { mockServices } from '@backstage/backend-test-utils';
import { FakeClock } from '../__testUtils__/collecting';
import { openSlo, slothSlo } from '../__testUtils__/documents';
import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import { DocumentStore } from '../store/DocumentStore';
import { ObjectiveStore } from '../store/ObjectiveStore';
import { OriginStore } from '../store/OriginStore';
import { VersionStore } from '../store/VersionStore';
import { Discovery } from './Discovery';
import type { OriginKind } from './types';

const RIGHT = openSlo({ service: 'payments-api' });
const OTHER = openSlo({ service: 'payments-api', target: 0.95 });
const TWO = `${RIGHT}---\n${slothSlo({
  service: 'payments-api',
  name: 'latency',
})}`;

describeOnEachDatabase('a document that becomes wrong', setUp => {
  async function begin(kind: OriginKind = 'git') {
    const { database } = await setUp();
    const clock = new FakeClock('2026-11-22T12:00:00Z');
    const documents = await DocumentStore.create({ database });
    const objectives = await ObjectiveStore.create({ database });
    const newProcess = async () =>
      Discovery.create({
        clock,
        documents,
        logger: mockServices.logger.mock(),
        objectives,
        origins: await OriginStore.create({ database }),
        ownerships: { of: async refs => new Map(refs.map(ref => [ref, {}])) },
        versions: await VersionStore.create({ database }),
        onChange: () => {},
      });
    let discovery = await newProcess();
    const take = (files: Record<string, string>) =>
      discovery.take(kind, {
        bundles: [
          {
            kind,
            bundle: 'all',
            documents: Object.entries(files).map(([file, text]) => ({
              file,
              text,
              origin: { kind: 'git', url: 'https://github.com/acme' },
            })),
          },
        ],
        failed: [],
      });
    return {
      clock,
      take,
      restart: async () => {
        discovery = await newProcess();
      },
      minute: () => discovery.lookAtOwners(),
      gone: () => discovery.take(kind, { bundles: [], failed: [] }),
      standing: async () =>
        (await objectives.page({ limit: 10 })).map(({ objective }) => [
          objective.id,
          objective.target,
        ]),
      document: async () => {
        const { items } = await documents.list({ limit: 1, offset: 0 });
        return documents.get(items[0].id);
      },
    };
  }

  it.each<OriginKind>(['golden-path', 'git', 'catalog'])(
    'of the %s is judged by its last version until it is mended, also after a restart',
    async kind => {
      const { clock, document, restart, standing, take } = await begin(kind);
      await take({ 'a.yaml': RIGHT });
      clock.pass(60);
      await take({ 'a.yaml': RIGHT.replace('objectives:', 'objectivs:') });
      const stays = [['payments-api-availability', 0.999]];
      expect(await standing()).toEqual(stays);
      const standsIn = {
        readAt: '2026-11-22T12:00:00.000Z',
        since: '2026-11-22T12:01:00.000Z',
        until: '2026-11-29T12:01:00.000Z',
      };
      expect(await document()).toMatchObject({
        standsIn,
        readAt: standsIn.readAt,
        text: RIGHT,
        problems: [{ file: 'a.yaml', line: expect.any(Number) }],
      });

      clock.pass(60);
      await restart();
      await take({ 'a.yaml': RIGHT.replace('objectives:', 'objectivs:') });
      await take({ 'a.yaml': '{' });
      expect(await standing()).toEqual(stays);
      expect(await document()).toMatchObject({ standsIn });

      clock.pass(60);
      await take({ 'a.yaml': OTHER });
      expect(await standing()).toEqual([['payments-api-availability', 0.95]]);
      const mended = await document();
      expect(mended).toMatchObject({ problems: [], text: OTHER });
      expect(mended).not.toHaveProperty('standsIn');
    },
  );

  it('keeps all that it said, not a part of it', async () => {
    const { standing, take } = await begin();
    await take({ 'a.yaml': TWO });
    const all = await standing();
    expect(all).toHaveLength(2);
    await take({
      'a.yaml': TWO.replace('objective: 99.9', 'objective: much').replace(
        'target: 0.999',
        'target: 0.5',
      ),
    });
    expect(await standing()).toEqual(all);
  });

  it('keeps nothing that was taken out, with its file or from it', async () => {
    const { gone, standing, take } = await begin();
    const latency = slothSlo({ service: 'payments-api', name: 'latency' });
    await take({ 'a.yaml': RIGHT, 'b.yaml': latency });
    await take({ 'a.yaml': '# Nothing is promised any more\n', 'b.yaml': '{' });
    expect(await standing()).toEqual([
      ['payments-api-latency', expect.closeTo(0.999)],
    ]);
    await take({ 'a.yaml': RIGHT });
    expect(await standing()).toEqual([['payments-api-availability', 0.999]]);
    await take({ 'a.yaml': '{' });
    await gone();
    expect(await standing()).toEqual([]);
  });

  it('is judged no longer when nobody mends it for a week', async () => {
    const { clock, document, minute, restart, standing, take } = await begin();
    await take({ 'a.yaml': RIGHT });
    await take({ 'a.yaml': '{' });
    clock.pass(7 * 86_400 - 1);
    await minute();
    expect(await standing()).toHaveLength(1);
    clock.pass(1);
    await minute();
    expect(await standing()).toEqual([]);
    await restart();
    await take({ 'a.yaml': '{' });
    expect(await standing()).toEqual([]);
    expect(await document()).toMatchObject({ text: '', objectives: [] });
  });
});
