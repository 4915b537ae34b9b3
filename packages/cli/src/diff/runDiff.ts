import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CommandContext } from '../lib/context';
import { readContract, requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { isFolder } from '../lib/files';
import { readAround } from '../lib/fleet';
import { readDocuments } from '../lib/intents';
import { momentOf } from '../lib/now';
import { runContractDiff, type ContractSide } from './contractDiff';
import { changeLines } from './changeLines';
import { compareServices, type DiffSide } from './services';

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
      services: async folder => {
        const around = await readAround({ ...options, folder });
        const { documents } = around.others;
        return compareServices({
          before: { documents, contract: contracts.before.contract },
          after: { documents, contract: contracts.after.contract },
          around,
          now,
        });
      },
    });
    return;
  }
  const [before, after] = await sides(options);
  const { changes, ...told } = compareServices({
    before,
    after,
    around: await readAround({ ...options, folder: options.fleet }),
    now,
  });
  const versions = {
    before: before.contract.metadata.version,
    after: after.contract.metadata.version,
  };
  const { problems } = told;
  if (options.json) {
    await terminal.json({
      contractVersion: versions,
      services: changes,
      ...(problems.length > 0 && { problems }),
    });
  } else {
    if (changes.length === 0) {
      await terminal.print('nothing changes');
    }
    for (const change of changes) {
      for (const line of changeLines(change)) {
        await terminal.print(line);
      }
    }
  }
  [...told.doubts, ...problems].forEach(terminal.error);
  if (problems.length > 0) {
    options.fails(2);
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
