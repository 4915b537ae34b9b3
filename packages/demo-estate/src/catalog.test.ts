import {
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  entityEnvelopeSchemaValidator,
  groupEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
  type Entity,
  type KindValidator,
} from '@backstage/catalog-model';
import { catalogEntities } from './catalog';
import { generateEstate } from './estate';

const validators: Record<string, KindValidator> = {
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

function refsOf(entities: readonly Entity[]): Set<string> {
  return new Set(entities.map(entity => stringifyEntityRef(entity)));
}

describe('catalogEntities', () => {
  const estate = generateEstate();
  const entities = catalogEntities(estate);
  const refs = refsOf(entities);

  it('gives entities that the catalog accepts, each once', async () => {
    const envelope = entityEnvelopeSchemaValidator();
    for (const entity of entities) {
      envelope(entity);
      expect(await validators[entity.kind].check(entity)).toBe(true);
    }
    expect(refs.size).toBe(entities.length);
  });

  it('gives everything an owner, a parent and a place that exist', () => {
    const named = entities.flatMap(({ kind, spec }) => [
      ...(kind === 'Group' || kind === 'User' ? [] : [spec?.owner]),
      ...(spec?.parent ? [`group:default/${spec.parent}`] : []),
      ...(spec?.domain ? [`domain:default/${spec.domain}`] : []),
      ...(spec?.system ? [`system:default/${spec.system}`] : []),
    ]);
    expect(named.filter(ref => !refs.has(String(ref)))).toEqual([]);
    expect(
      estate.resources.length -
        entities.filter(e => e.kind === 'Resource' && e.spec?.system).length,
    ).toBe(0);
  });

  it('shows every team under its business unit, with its cost centre', () => {
    const payments = entities.find(
      ({ kind, metadata }) => kind === 'Group' && metadata.name === 'payments',
    );
    expect(payments?.spec?.parent).toBe('financial-services');
    expect(payments?.metadata.annotations).toMatchObject({
      'fairway.dev/cost-centre': expect.stringMatching(/^CC-1200-\d\d$/),
      'fairway.dev/channel': '#payments-oncall',
    });
  });

  it('leaves the services that come from Git to Git', () => {
    expect(refs).not.toContain('component:default/checkout-api');
    expect(
      entities.filter(({ kind }) => kind === 'Component').length,
    ).toBeLessThanOrEqual(150);
  });
});
