import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildFleet } from '../../fleet';
import { loadContract } from '../../contract/loadContract';
import type { CompileResult, PlatformContract } from '../../model';
import { parseIntent } from '../../schema/parse';
import { formatProblem } from '../../schema/problem';
import type { ServiceIntent } from '../../schema/intent';
import { compile } from '../compile';

const PLATFORM = resolve(__dirname, '../../../../../platform');
const FIXTURES = resolve(__dirname, '../../__fixtures__');

/** A moment at which no exception and no override of the fixtures has expired. */
export const NOW = '2026-11-21T12:00:00Z';

function yamlFiles(folder: string, prefix = ''): [string, string][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'tests'
        ? []
        : yamlFiles(path, `${prefix}${entry.name}/`);
    }
    return /\.ya?ml$/.test(entry.name)
      ? [[`${prefix}${entry.name}`, readFileSync(path, 'utf8')]]
      : [];
  });
}

/** The files of the contract that ships, without the tests of its policies. */
export function shippedFiles(): Record<string, string> {
  return Object.fromEntries(yamlFiles(PLATFORM));
}

/** The contract that ships, policies included. */
export function shippedContract(): PlatformContract {
  const parsed = loadContract({ files: shippedFiles() });
  if (!parsed.ok) {
    throw new Error(parsed.problems.map(formatProblem).join('\n'));
  }
  return parsed.value;
}

/** An intent written as YAML. */
export function intentOf(text: string): ServiceIntent {
  const parsed = parseIntent(text);
  if (!parsed.ok) {
    throw new Error(parsed.problems.map(formatProblem).join('\n'));
  }
  return parsed.value;
}

/** The example of the design, word for word. */
export function paymentsApi(): ServiceIntent {
  return intentOf(readFileSync(join(FIXTURES, 'payments-api.yaml'), 'utf8'));
}

const service = (options: {
  name: string;
  team: string;
  system: string;
  dependencies?: string;
  accepts?: string;
}) => `
apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: ${options.name}, system: ${options.system}, owner: group:${
  options.team
} }
spec:
  workloadType: internal-api
  tier: tier-2
  dataClassification: internal
  exposure: internal
  runtime: go
  containers:
    app:
      image: registry.example.com/${options.name}@sha256:${'ab'.repeat(32)}
      port: 9090
      health: { ready: /ready }
  dependencies: [${options.dependencies ?? ''}]
  accepts: [${options.accepts ?? ''}]
  slo: { availability: 99.5 }
  operations: { channel: "#${options.team}", runbook: docs/runbook.md }
  environments: [dev, staging, prod]
`;

/** The service that payments-api calls. */
export function fraudService(): ServiceIntent {
  return intentOf(
    service({
      name: 'fraud-service',
      team: 'risk',
      system: 'fraud',
      accepts: 'payments-api',
    }),
  );
}

/** Everyone around payments-api, each side of each agreement stated. */
export function neighbours(): ServiceIntent[] {
  return [
    fraudService(),
    intentOf(
      service({
        name: 'checkout-api',
        team: 'checkout',
        system: 'shop',
        dependencies: '{ service: payments-api }',
      }),
    ),
    intentOf(
      service({
        name: 'mobile-bff',
        team: 'mobile',
        system: 'apps',
        dependencies: '{ service: payments-api }',
      }),
    ),
  ];
}

/** Compiles an intent among its neighbours under the contract that ships. */
export function compileShipped(
  intent: ServiceIntent,
  options: {
    contract?: PlatformContract;
    others?: ServiceIntent[];
    now?: string;
    environments?: string[];
  } = {},
): CompileResult {
  const contract = options.contract ?? shippedContract();
  const intents = [...(options.others ?? neighbours()), intent];
  return compile({
    intent,
    contract,
    fleet: buildFleet({ intents, contract }),
    now: options.now ?? NOW,
    environments: options.environments,
  });
}
