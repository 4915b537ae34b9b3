import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CompileResult } from '../model';
import { compileShipped, fraudService, paymentsApi } from './__testUtils__/shipped';
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

/** `UPDATE_GOLDEN=1` writes what is derived today; then read the diff as a reviewer would. */
function expectGolden(name: string, files: { path: string; text: string }[]) {
  const folder = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN) {
    rmSync(folder, { recursive: true, force: true });
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  expect(files.map(({ path }) => path)).toEqual(filesBelow(folder).sort());
  for (const { path, text } of files) {
    expect({ path, text }).toEqual({
      path,
      text: readFileSync(join(folder, path), 'utf8'),
    });
  }
}

describe('What is derived, byte for byte', () => {
  it('for the example of the design in production', () => {
    expectGolden('payments-api', filesOf(compileShipped(paymentsApi()), 'prod-eu-1'));
  });

  it('for an internal API in development', () => {
    const result = compileShipped(fraudService(), { others: [paymentsApi()] });
    expectGolden('fraud-service', filesOf(result, 'nonprod-1'));
  });
});
