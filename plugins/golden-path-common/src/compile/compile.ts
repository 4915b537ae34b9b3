import {
  checkAgreements,
  checkBatch,
  checkDirectory,
  checkExposure,
  checkHardDependencies,
  checkGateway,
  checkHosts,
  checkImages,
  checkNamespaces,
  checkNodes,
  checkObjective,
  checkQuota,
  checkSecrets,
  checkStateful,
} from '../checks';
import { estimateCost } from '../cost/cost';
import type {
  CompileResult,
  DerivedObject,
  Finding,
  Fleet,
  FleetService,
  NotDerived,
  PlatformContract,
} from '../model';
import { previewReadiness } from '../readiness/readiness';
import type { ServiceIntent } from '../schema/intent';
import { admit } from './admission';
import type { Derived, EnvironmentContext } from './context';
import { deriveBaseline, deriveService } from './deriveObjects';
import { deriveDocuments } from './derive/documents/documents';
import { createEnvironmentContext } from './environmentContext';
import { checkEnvironments } from './environments';
import { waiversInUse } from '../waivers/waivers';
import { millisOf } from '../waivers/expiry';
import { applyExceptions, mergeFindings } from './findings';
import { mergeLeftOut } from './leftOut';
import { applyOverrides, strayOverrides } from './override';
import { placeObject } from './place';
import { chosenProviders } from './providers/registry';
import { comparePaths } from './render';
import { resolveSettings, type EnvironmentSettings } from '../settings';
import { checkSupported, shapeFor } from './supported';

/** @public */
export interface CompileOptions {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  /** Moment of the compile, as ISO text or epoch milliseconds: what expires is judged by it. */
  now: string | number;
  /** Only objects of these environments; all of the intent when left out. Checks still see all. */
  environments?: string[];
  /** The service as it stands, for what cannot change any more; what the fleet holds of it when left out. */
  standing?: FleetService;
  /** Line of a JSON pointer in the file that the intent was read from. */
  lineOf?: (pointer: string) => number | undefined;
}

/**
 * Derives from one intent everything that production needs, says why for each field, and checks it against the
 * contract. It never fails because of what an intent says: that becomes findings, and `denied`.
 *
 * @throws InputError when `now` is no moment in time.
 * @public
 */
export function compile(options: CompileOptions): CompileResult {
  const { intent, contract, fleet } = options;
  const now = millisOf(options.now);
  const settings = resolveSettings({ intent, contract });
  const agreed = checkAgreements({ intent, contract, fleet });
  const { providers, findings: providerFindings } = chosenProviders(contract);
  const shape = shapeFor(intent);
  const facts = { intent, contract, fleet, settings };
  const findings: Finding[] = [
    ...checkSupported(intent),
    ...providerFindings,
    ...checkEnvironments(facts),
    ...checkDirectory(facts),
    ...agreed.findings,
    ...checkSecrets(facts),
    ...checkImages(facts),
    ...checkQuota(facts),
    ...checkExposure(facts),
    ...checkHosts(facts),
    ...checkNamespaces(facts),
    ...checkHardDependencies(facts),
    ...checkNodes(facts),
    ...checkStateful({
      ...facts,
      standing: options.standing ?? fleet.services[intent.metadata.name],
      now,
    }),
    ...checkGateway(facts),
    ...checkBatch(facts),
    ...checkObjective(facts),
    ...strayOverrides({
      overrides: intent.spec.overrides,
      environments: settings.map(({ environment }) => environment.name),
    }),
  ];
  const leftOut: NotDerived[] = [];
  const contexts = shape
    ? settings.map(each =>
        createEnvironmentContext({
          ...facts,
          shape,
          providers,
          settings: each,
          agreements: agreed.agreements,
          leaveOut: entry => {
            leftOut.push({ env: each.environment.name, ...entry });
          },
        }),
      )
    : [];
  const wanted = contexts.filter(
    ({ environment }) =>
      options.environments?.includes(environment.name) ?? true,
  );
  const objects: DerivedObject[] = [];
  for (const ctx of wanted) {
    findings.push(...providers.flatMap(({ check }) => check?.(ctx) ?? []));
    const baseline = deriveBaseline(ctx, providers);
    const own = applyOverrides({
      ctx,
      derived: deriveService(ctx, providers),
      now,
    });
    findings.push(...own.findings);
    placeAndAdmit({
      ctx,
      derived: [...baseline, ...own.derived],
      objects,
      findings,
    });
  }
  const judged = applyExceptions({
    findings: mergeFindings(findings),
    contract,
    service: intent.metadata.name,
    environments: settings.map(({ environment }) => environment.name),
    now,
  }).map(finding => ({ ...finding, ...lineAt(options, finding.at) }));
  return {
    name: intent.metadata.name,
    contractVersion: contract.metadata.version,
    intent,
    objects: objects.sort((a, b) => comparePaths(a.path, b.path)),
    documents: deriveDocuments(contexts),
    findings: judged,
    notDerived: mergeLeftOut(
      leftOut,
      wanted.map(({ environment }) => environment.name),
    ),
    agreements: agreed.agreements,
    waivers: waiversInUse({
      intent,
      exceptions: contract.exceptions,
      findings: judged,
      now,
    }),
    ...prospects({ ...facts, objects, supported: shape !== undefined }),
    denied: judged.some(({ severity }) => severity === 'deny'),
  };
}

/** What the service would cost and how ready it would be; nothing of either where nothing can be derived. */
function prospects(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings[];
  objects: DerivedObject[];
  supported: boolean;
}): Pick<CompileResult, 'cost' | 'readiness'> {
  return options.supported
    ? { cost: estimateCost(options), readiness: previewReadiness(options) }
    : {
        cost: estimateCost({ ...options, settings: [] }),
        readiness: { met: 0, total: 0, duties: [] },
      };
}

/** Objects of the environment into their folders, each judged once however many clusters share it. */
function placeAndAdmit(options: {
  ctx: EnvironmentContext;
  derived: Derived[];
  objects: DerivedObject[];
  findings: Finding[];
}): void {
  const { ctx, derived, objects, findings } = options;
  const namespaceLabels =
    derived.find(({ object }) => object.kind === 'Namespace')?.object.metadata
      .labels ?? {};
  for (const each of derived) {
    const placed = placeObject(ctx, each);
    if (placed.length > 0) {
      objects.push(...placed);
      findings.push(
        ...admit({
          contract: ctx.contract,
          derived: placed[0],
          namespaceLabels,
          main: ctx.main.name,
        }),
      );
    }
  }
}

function lineAt(options: CompileOptions, at: string): { line?: number } {
  const line = options.lineOf?.(at);
  return line === undefined ? {} : { line };
}
