import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compile } from '../compile/compile';
import { NOW, shippedContract } from '../compile/__testUtils__/shipped';
import {
  StrictSchemas,
  strictSchemasAvailable,
} from '../__testUtils__/strictSchemas';
import { buildFleet } from '../fleet';
import { parseIntent } from '../schema/parse';
import { writeYaml } from '../yaml';
import { importPlatformOf } from './answers';
import { manifestsOf } from './__testUtils__/manifests';
import { importKubernetes } from './kubernetes/importKubernetes';
import { importedDocuments } from './result';

/** The demo of eleven services, in `FAIRWAY_SHARED`, else `shared` beside the repository. */
const FOLDER = join(
  process.env.FAIRWAY_SHARED ?? resolve(__dirname, '../../../../../shared'),
  'data/online-boutique/kubernetes-manifests',
);
const available = existsSync(FOLDER);
const onlyWithManifests = available ? describe : describe.skip;
const note = available
  ? ''
  : ' (SKIPPED: the manifests are not on this machine; set FAIRWAY_SHARED)';

const SERVICES = [
  'adservice',
  'cartservice',
  'checkoutservice',
  'currencyservice',
  'emailservice',
  'frontend',
  'loadgenerator',
  'paymentservice',
  'productcatalogservice',
  'recommendationservice',
  'shippingservice',
];

onlyWithManifests(`Online Boutique${note}`, () => {
  const draft = () =>
    importKubernetes({
      manifests: readdirSync(FOLDER)
        .filter(file => file.endsWith('.yaml'))
        .flatMap(file =>
          manifestsOf(readFileSync(join(FOLDER, file), 'utf8'), file),
        ),
      answers: {
        owner: 'group:checkout',
        system: 'shop',
        tier: 'tier-2',
        digests: Object.fromEntries(
          SERVICES.map((name, index) => [
            name,
            `sha256:${String(index).padStart(64, '0')}`,
          ]),
        ),
      },
      platform: importPlatformOf(shippedContract()),
    });

  it('becomes eleven intents and a cache, which compile in every environment without a deny', () => {
    const result = draft();
    expect(result.services.map(({ intent }) => intent.metadata.name)).toEqual(
      SERVICES,
    );
    expect(result.resources.map(({ resource }) => resource.name)).toEqual([
      'redis-cart',
    ]);
    // As they come back from the files that are written.
    const intents = importedDocuments({ ...result, resources: [] }).map(
      ({ document }) => {
        const parsed = parseIntent(writeYaml(document));
        if (!parsed.ok) {
          throw new Error(JSON.stringify(parsed.problems));
        }
        return parsed.value;
      },
    );
    const contract = shippedContract();
    const fleet = buildFleet({
      contract,
      intents,
      resources: result.resources.map(({ resource }) => resource),
    });
    const schemas = strictSchemasAvailable ? new StrictSchemas() : undefined;
    for (const intent of intents) {
      const compiled = compile({ intent, contract, fleet, now: NOW });
      expect(
        compiled.findings.filter(({ severity }) => severity === 'deny'),
      ).toEqual([]);
      expect(
        compiled.agreements.every(({ state }) =>
          ['agreed', 'declared'].includes(state),
        ),
      ).toBe(true);
      expect(new Set(compiled.objects.map(({ env }) => env))).toEqual(
        new Set(['dev', 'test', 'staging', 'prod']),
      );
      expect(
        compiled.objects.flatMap(
          ({ object }) => schemas?.problems(object) ?? [],
        ),
      ).toEqual([]);
    }
  });

  it('keeps its calls: who depends on whom, as its variables say', () => {
    const calls = Object.fromEntries(
      draft().services.map(({ intent }) => [
        intent.metadata.name,
        (intent.spec.dependencies ?? []).map(
          dependency => Object.values(dependency)[0],
        ),
      ]),
    );
    expect(calls).toEqual({
      adservice: [],
      cartservice: ['redis-cart'],
      checkoutservice: [
        'productcatalogservice',
        'shippingservice',
        'paymentservice',
        'emailservice',
        'currencyservice',
        'cartservice',
      ],
      currencyservice: [],
      emailservice: [],
      frontend: [
        'productcatalogservice',
        'currencyservice',
        'cartservice',
        'recommendationservice',
        'shippingservice',
        'checkoutservice',
        'adservice',
      ],
      loadgenerator: ['frontend'],
      paymentservice: [],
      productcatalogservice: [],
      recommendationservice: ['productcatalogservice'],
      shippingservice: [],
    });
  });

  it('says what nobody could know: the assistant that is not there, the way to tell that the load generator is well', () => {
    const { notCarriedOver, questions } = draft();
    expect(notCarriedOver.map(({ what }) => what)).toContain(
      'the call of shoppingassistantservice in variable SHOPPING_ASSISTANT_SERVICE_ADDR',
    );
    expect(
      questions
        .filter(
          ({ service, basis }) =>
            service === 'loadgenerator' && basis === 'placeholder',
        )
        .map(({ at }) => at),
    ).toEqual(
      expect.arrayContaining([
        '/spec/workloadType',
        '/spec/containers/app/health/ready',
      ]),
    );
  });
});
