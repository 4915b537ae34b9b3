import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  writeYaml,
  type SharedResource,
} from '@fairway/plugin-golden-path-common';
import { benchEstate, SERVICES, type Bench } from './estate';
import { median, print, row, timed } from './measure';
import { published, run } from './published';

const RUNS = 5;

/** Every service that is measured, and everything they may depend on, as teams keep them in Git. */
function writeServices(folder: string, { intents, estate }: Bench): void {
  mkdirSync(folder);
  const documents = [...intents, ...estate.resources.map(declarationOf)];
  for (const { kind, metadata, ...rest } of documents) {
    writeFileSync(
      path.join(folder, `${kind}-${metadata.name}.yaml`),
      writeYaml({ kind, metadata, ...rest }),
    );
  }
}

function declarationOf({ name, owner, description, ...spec }: SharedResource) {
  return {
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'SharedResource',
    metadata: { name, owner, description },
    spec,
  };
}

/** The shipped contract with a longer grace period in every tier, and the version that this asks for. */
function writeContracts(before: string, after: string): void {
  const shipped = path.resolve(__dirname, '../platform');
  cpSync(shipped, before, { recursive: true });
  cpSync(shipped, after, { recursive: true });
  const edit = (file: string, found: RegExp, put: string) => {
    const place = path.join(after, file);
    writeFileSync(place, readFileSync(place, 'utf8').replace(found, put));
  };
  edit(
    'tiers.yaml',
    /terminationGracePeriod: .*/g,
    'terminationGracePeriod: 75s',
  );
  edit('contract.yaml', /^ {2}version: .*/m, '  version: 99.0.0');
  edit(
    'changelog.yaml',
    /^changelog:/m,
    `changelog:
  - version: 99.0.0
    date: 2026-11-21
    changes:
      - { kind: changed, text: Longer grace periods }`,
  );
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-bench-'));
try {
  const [fleet, before, after] = ['services', 'before', 'after'].map(each =>
    path.join(folder, each),
  );
  writeServices(fleet, benchEstate());
  writeContracts(before, after);
  const fairway = published(folder);
  const times = Array.from(
    { length: RUNS },
    () =>
      timed(() =>
        run(
          process.execPath,
          [fairway, 'diff', before, after, '--fleet', fleet],
          folder,
        ),
      ).ms,
  );
  print(
    `fairway diff of two contracts over ${SERVICES} services from the published build, process and all (${RUNS} runs)`,
  );
  row(median(times), `median; best ${Math.min(...times).toFixed(0)} ms`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
