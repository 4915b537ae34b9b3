import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compile, renderFiles } from '@fairway/plugin-golden-path-common';
import { benchEstate, NOW, type Bench } from './estate';
import { median, print, row, timed } from './measure';

const SERVICES = 50;
const RUNS = 3;
const FAIRWAY_RUNS = 5;

/** Either of them; `kubectl` has kustomize in it. */
const tools = [
  { command: 'kustomize', args: ['build'], version: ['version'] },
  {
    command: 'kubectl',
    args: ['kustomize'],
    version: ['version', '--client'],
  },
];

/** Every file once: what a namespace shares comes from each of its services. */
function derive({ contract, intents, fleet }: Bench): Map<string, string> {
  const files = new Map<string, string>();
  for (const intent of intents.slice(0, SERVICES)) {
    const result = compile({ intent, contract, fleet, now: NOW });
    for (const file of renderFiles(result)) {
      files.set(file.path, file.text);
    }
  }
  return files;
}

/** One kustomization for each cluster, with all its objects. Gives the folders. */
function write(folder: string, files: Map<string, string>): string[] {
  const clusters = new Map<string, string[]>();
  for (const [file, text] of files) {
    const [, cluster, rest] = /^clusters\/([^/]+)\/(.+)$/.exec(file) ?? [];
    if (cluster && rest) {
      clusters.set(cluster, [...(clusters.get(cluster) ?? []), rest]);
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
  }
  return [...clusters].map(([cluster, resources]) => {
    const home = path.join(folder, 'clusters', cluster);
    writeFileSync(
      path.join(home, 'kustomization.yaml'),
      JSON.stringify({
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources,
      }),
    );
    return home;
  });
}

function build(tool: (typeof tools)[number], folder: string): void {
  const { status, stderr } = spawnSync(tool.command, [...tool.args, folder], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) {
    throw new Error(`${tool.command}: ${stderr.slice(0, 1000)}`);
  }
}

const bench = benchEstate();
const files = derive(bench);
const ours = median(
  Array.from({ length: FAIRWAY_RUNS }, () => timed(() => derive(bench)).ms),
);
const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-bench-'));
try {
  const clusters = write(folder, files);
  print(
    `${SERVICES} services, ${files.size} files in ${clusters.length} clusters: Fairway derives, judges and writes them, kustomize reads and writes them`,
  );
  row(ours, 'Fairway');
  for (const tool of tools) {
    if (spawnSync(tool.command, tool.version).status === 0) {
      const theirs = median(
        Array.from(
          { length: RUNS },
          () => timed(() => clusters.forEach(each => build(tool, each))).ms,
        ),
      );
      row(
        theirs,
        `${[tool.command, ...tool.args].join(' ')}, ${(theirs / ours).toFixed(
          1,
        )} times as long`,
      );
    } else {
      print(`   skipped: there is no ${tool.command} on this machine`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
