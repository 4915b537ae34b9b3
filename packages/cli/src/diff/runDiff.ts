import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  compile,
  serviceChange,
  type CompileResult,
  type PlatformContract,
  type ServiceChange,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../commands/command';
import { readContract, requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { isFolder } from '../lib/files';
import { surroundings } from '../lib/fleet';
import { readDocuments, type Documents } from '../lib/intents';
import { momentOf } from '../lib/now';
import { runContractDiff, type ContractSide } from './contractDiff';
import { changeLines } from './changeLines';

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
  const contracts = await contractsOf(options);
  if (contracts) {
    await runContractDiff({
      ...options,
      ...contracts,
      now,
      services: async documents =>
        compare({
          ...options,
          before: { documents, contract: contracts.before.contract },
          after: { documents, contract: contracts.after.contract },
          now,
        }),
    });
    return;
  }
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
  if (changes.length === 0) {
    await terminal.print('nothing changes');
  }
  for (const change of changes) {
    for (const line of changeLines(change)) {
      await terminal.print(line);
    }
  }
}

/** Both sides when they are contracts; nothing when neither is. */
async function contractsOf(options: {
  before: string;
  after: string;
}): Promise<{ before: ContractSide; after: ContractSide } | undefined> {
  const { before, after } = options;
  const folders = [await contractFolder(before), await contractFolder(after)];
  if (folders[0] !== undefined && folders[1] !== undefined) {
    return {
      before: {
        folder: folders[0],
        contract: await requireContract(folders[0]),
      },
      after: {
        folder: folders[1],
        contract: await requireContract(folders[1]),
      },
    };
  }
  if (folders[0] !== undefined || folders[1] !== undefined) {
    throw unusable(
      `fairway: ${before} and ${after} are not the same kind of thing; name two intents, two contracts or two folders of intents`,
    );
  }
  return undefined;
}

async function sides(options: {
  before: string;
  after: string;
  contract?: string;
}): Promise<[DiffSide, DiffSide]> {
  const { before, after } = options;
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
    const change = serviceChange({
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
