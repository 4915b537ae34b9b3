import type { Entity } from '@backstage/catalog-model';
import type { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { FairwayProcessor } from './FairwayProcessor';

async function process(
  annotations: Record<string, string>,
  kind = 'Component',
) {
  const results: CatalogProcessorResult[] = [];
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'fraud-service', annotations },
  };
  await new FairwayProcessor().postProcessEntity(
    entity,
    { type: 'fairway', target: 'services/fraud-service' },
    result => results.push(result),
  );
  return {
    errors: results.flatMap(result =>
      result.type === 'error' ? [result.error.message] : [],
    ),
    relations: results.flatMap(result =>
      result.type === 'relation'
        ? [
            `${result.relation.source.name} ${result.relation.type} ${result.relation.target.name}`,
          ]
        : [],
    ),
  };
}

describe('our annotations', () => {
  it('are fine when they use our words, and when there are none', async () => {
    expect(await process({})).toEqual({ errors: [], relations: [] });
    expect(
      await process({
        'fairway.dev/tier': 'tier-1',
        'fairway.dev/exposure': 'public',
        'fairway.dev/workload-type': 'http-api',
        'fairway.dev/data-classification': 'confidential',
        'example.com/tier': 'gold',
      }),
    ).toEqual({ errors: [], relations: [] });
  });

  it('are an error of the entity otherwise, with the words that are right', async () => {
    const { errors } = await process({
      'fairway.dev/tier': 'gold',
      'fairway.dev/exposure': '',
    });

    expect(errors).toEqual([
      'fairway.dev/tier is "gold"; use one of tier-1, tier-2, tier-3',
      'fairway.dev/exposure is ""; use one of none, internal, public',
    ]);
  });
});

describe('agreements', () => {
  it('are relations in both directions', async () => {
    const { relations } = await process({
      'fairway.dev/accepts': 'checkout-api, mobile-bff,checkout-api,',
    });

    expect(relations).toEqual([
      'fraud-service acceptsCallsFrom checkout-api',
      'checkout-api mayCall fraud-service',
      'fraud-service acceptsCallsFrom mobile-bff',
      'mobile-bff mayCall fraud-service',
    ]);
  });

  it('with something that is no service are an error', async () => {
    const { errors, relations } = await process({
      'fairway.dev/accepts': 'group:default/payments',
    });

    expect(errors).toEqual([
      expect.stringContaining('not the name of a service'),
    ]);
    expect(relations).toEqual([]);
  });

  it('are for components only', async () => {
    const { relations } = await process(
      { 'fairway.dev/accepts': 'checkout-api' },
      'System',
    );
    expect(relations).toEqual([]);
  });
});
