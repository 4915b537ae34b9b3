import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  compile,
  type CompileResult,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../commands/command';
import { readContract, requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { isFolder } from '../lib/files';
import { surroundings } from '../lib/fleet';
import { readDocuments, type Documents } from '../lib/intents';
import { momentOf } from '../lib/now';
import { changeLines, serviceChange, type ServiceChange } from './changes';

/** One of the two things to compare: the services, and the contract they are compiled against. */
interface DiffSide {
  documents: Documents;
  contract: PlatformContract;
}

/** Tells what changes between two intents, two contracts or two folders of intents, per service. */
export async function runDiff(
  options: CommandContext & {
    before: string;
    after: string;
    contract?: string;
    fleet?: string;
    catalog?: string;
    json?: boolean;
    now?: string;
  },
): Promise<void> {
  const { terminal } = options;
  const now = momentOf(options.now);
  const [before, after] = await sides(options);
  const changes = await compare({ ...options, before, after, now });
  const versions = {
    before: before.contract.metadata.version,
    after: after.contract.metadata.version,
  };
  if (options.json) {
    await terminal.json({ contractVersion: versions, services: changes });
    return;
  }
  if (versions.before !== versions.after) {
    await terminal.print(`contract ${versions.before} → ${versions.after}`);
  }
  if (changes.length === 0) {
    await terminal.print('nothing changes');
  }
  for (const change of changes) {
    for (const line of await changeLines(change)) {
      await terminal.print(line);
    }
  }
}

async function sides(options: {
  before: string;
  after: string;
  contract?: string;
  fleet?: string;
}): Promise<[DiffSide, DiffSide]> {
  const { before, after, fleet } = options;
  const contracts = [await contractFolder(before), await contractFolder(after)];
  if (contracts[0] !== undefined && contracts[1] !== undefined) {
    if (fleet === undefined) {
      throw unusable(
        'fairway: two contracts are compared by what they make of services; name the folder of the intents with --fleet',
      );
    }
    const documents = await readDocuments([fleet]);
    return [
      { documents, contract: await requireContract(contracts[0]) },
      { documents, contract: await requireContract(contracts[1]) },
    ];
  }
  if (contracts[0] !== undefined || contracts[1] !== undefined) {
    throw unusable(
      `fairway: ${before} and ${after} are not the same kind of thing; name two intents, two contracts or two folders of intents`,
    );
  }
  const contract = await requireContract(options.contract);
  return [
    { documents: await readDocuments([before]), contract },
    { documents: await readDocuments([after]), contract },
  ];
}

/** The folder of a contract, whether the folder was named or its file; `undefined` for anything else. */
async function contractFolder(file: string): Promise<string | undefined> {
  if (await isFolder(file)) {
    return existsSync(path.join(file, 'contract.yaml')) ? file : undefined;
  }
  if (path.basename(file) !== 'contract.yaml') {
    return undefined;
  }
  const folder = path.dirname(file);
  const read = await readContract(folder);
  return 'contract' in read ? folder : undefined;
}

async function compare(options: {
  before: DiffSide;
  after: DiffSide;
  now: string;
  fleet?: string;
  catalog?: string;
}): Promise<ServiceChange[]> {
  const { before, after } = options;
  const compilers = await Promise.all(
    [before, after].map(side => compilerOf({ ...options, side })),
  );
  const names = new Set(
    [...before.documents.intents, ...after.documents.intents].map(
      ({ intent }) => intent.metadata.name,
    ),
  );
  const changes: ServiceChange[] = [];
  for (const name of [...names].sort()) {
    const change = await serviceChange({
      name,
      before: compilers[0](name),
      after: compilers[1](name),
      contract: after.contract,
    });
    if (change) {
      changes.push(change);
    }
  }
  return changes;
}

async function compilerOf(options: {
  side: DiffSide;
  now: string;
  fleet?: string;
  catalog?: string;
}): Promise<(name: string) => CompileResult | undefined> {
  const { side, now } = options;
  const { contract, documents } = side;
  const { fleet } = await surroundings({
    documents,
    contract,
    folder: options.fleet,
    catalog: options.catalog,
  });
  const byName = new Map(
    documents.intents.map(loaded => [loaded.intent.metadata.name, loaded]),
  );
  return name => {
    const loaded = byName.get(name);
    return (
      loaded &&
      compile({
        intent: loaded.intent,
        lineOf: loaded.lineOf,
        contract,
        fleet,
        now,
      })
    );
  };
}
