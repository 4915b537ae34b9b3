import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CompileResult } from '../model';
import {
  compileShipped,
  fraudService,
  paymentsApi,
} from './__testUtils__/shipped';
import { renderFiles } from './render';

const GOLDEN = resolve(__dirname, '../__fixtures__/golden');

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory()
      ? filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}

/** Files of one cluster, and the documents. */
function filesOf(result: CompileResult, cluster: string) {
  return renderFiles(result).filter(
    ({ path }) =>
      path.startsWith(`clusters/${cluster}/`) || path.startsWith('services/'),
  );
}

/**
 * The golden files, after writing them anew from `files` when `UPDATE_GOLDEN=1` asks for it; then read the diff as
 * a reviewer would.
 */
function goldenFiles(name: string, files: { path: string; text: string }[]) {
  const folder = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN) {
    rmSync(folder, { recursive: true, force: true });
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  return filesBelow(folder)
    .sort()
    .map(path => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

describe('What is derived, byte for byte', () => {
  it('for the example of the design in production', () => {
    const files = filesOf(compileShipped(paymentsApi()), 'prod-eu-1');
    expect(files).toEqual(goldenFiles('payments-api', files));
  });

  it('for an internal API in development', () => {
    const result = compileShipped(fraudService(), { others: [paymentsApi()] });
    const files = filesOf(result, 'nonprod-1');
    expect(files).toEqual(goldenFiles('fraud-service', files));
  });

  it('for a service that speaks gRPC: its pods and its Service', () => {
    const intent = fraudService();
    const { app } = intent.spec.containers;
    intent.spec.containers.app = {
      ...app,
      protocol: 'grpc',
      health: undefined,
    };
    const result = compileShipped(intent, { others: [paymentsApi()] });
    expect(
      result.findings.filter(({ severity }) => severity === 'deny'),
    ).toEqual([]);
    const files = filesOf(result, 'nonprod-1').filter(({ path }) =>
      /\/(rollout|service)-fraud-service\.yaml$/.test(path),
    );
    expect(files).toEqual(goldenFiles('grpc', files));
  });
});
