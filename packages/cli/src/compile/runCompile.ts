import {
  compile,
  decideReview,
  type CompileResult,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../lib/context';
import { requireContract } from '../lib/contract';
import { doubts } from '../lib/doubts';
import { CliFailure, unusable } from '../lib/failure';
import { findingLine } from '../lib/findingLine';
import { surroundings, type Unread } from '../lib/fleet';
import {
  gatherDocuments,
  type Gathered,
  type LoadedIntent,
} from '../lib/intents';
import { momentOf } from '../lib/now';
import { fillFolder, type OutFolder } from '../lib/outFolder/fillFolder';
import { amountWords, serviceLines } from './report';
import { serviceFiles } from './serviceFiles';
import { serviceJson } from './serviceJson';

interface CompileOptions extends CommandContext {
  files: string[];
  contract?: string;
  fleet?: string;
  catalog?: string;
  env?: string;
  out?: string;
  json?: boolean;
  now?: string;
}

/** What the services of a command line are compiled with. */
interface Work {
  services: readonly LoadedIntent[];
  contract: PlatformContract;
  unread: Unread;
  /** What `--fleet` says of each service today. */
  today: ReadonlyMap<string, ServiceIntent>;
  compileOne(
    intent: Pick<LoadedIntent, 'intent'> & Partial<LoadedIntent>,
    only?: string,
  ): CompileResult;
}

/**
 * Compiles every intent that the files state. A service with a deny writes nothing below `out`; the others do, when
 * all are compiled. What cannot be read is told after the results of the rest. Results are printed one after the
 * other, so an estate needs no more memory than a service.
 */
export async function runCompile(options: CompileOptions): Promise<void> {
  const { terminal, json, out: folder } = options;
  const now = momentOf(options.now);
  const contract = await requireContract(options.contract);
  requireEnvironment(contract, options.env);
  const gathered = await gatherDocuments(options.files);
  requireIntents(gathered, options.files);
  const { documents } = gathered;
  const { fleet, today, unread, ...around } = await surroundings({
    documents,
    contract,
    folder: options.fleet,
    catalog: options.catalog,
  });
  const work: Work = {
    services: documents.intents,
    contract,
    today,
    unread: {
      ...unread,
      services: new Map([...unread.services, ...gathered.unread]),
    },
    compileOne: ({ intent, lineOf }, only) =>
      compile({
        intent,
        lineOf,
        contract,
        fleet,
        now,
        ...(only === undefined ? {} : { environments: [only] }),
      }),
  };
  const problems = [...new Set([...gathered.problems, ...around.problems])];
  if (problems.length > 0) {
    options.fails(2);
  }
  if (json) {
    await terminal.write(
      `{"contractVersion":${JSON.stringify(
        contract.metadata.version,
      )},"services":[`,
    );
  }
  try {
    if (folder === undefined) {
      await compileAll(options, work);
    } else {
      let written = '';
      await fillFolder({ folder, tell: terminal.error }, async out => {
        written = await compileAll(options, work, out);
      });
      if (!json) {
        await terminal.print(`wrote ${written} to ${folder}`);
      }
    }
  } catch (error) {
    if (!(error instanceof CliFailure)) {
      throw error;
    }
    // The results are told already, and what they begin on stdout has to come to an end.
    problems.push(...error.lines);
    options.fails(error.exitCode);
  }
  if (json) {
    const rest =
      problems.length > 0 ? `,"problems":${JSON.stringify(problems)}` : '';
    await terminal.write(`]${rest}}\n`);
  }
  problems.forEach(terminal.error);
}

/** Compiles and tells one service after the other; says how many files they have. */
async function compileAll(
  options: CompileOptions,
  work: Work,
  out?: OutFolder,
): Promise<string> {
  const { terminal, env, json } = options;
  const { contract, compileOne, today } = work;
  const files = out && serviceFiles({ out, contract });
  for (const [index, loaded] of work.services.entries()) {
    terminal.progress(`compiles ${index + 1} of ${work.services.length}`);
    const result = compileOne(loaded, env);
    const intent = today.get(result.name);
    const review = decideReview({
      before: intent && compileOne({ intent }, env),
      after: result,
      contract,
    });
    if (json) {
      await terminal.write(
        `${index === 0 ? '' : ','}\n${JSON.stringify(
          serviceJson(result, review),
        )}`,
      );
    } else {
      for (const line of serviceLines({ result, review })) {
        await terminal.print(line);
      }
    }
    for (const finding of result.findings) {
      if (finding.severity === 'deny' || !json) {
        terminal.error(findingLine({ finding, file: loaded.file }));
      }
    }
    doubts({ ...work, result, file: loaded.file }).forEach(terminal.error);
    if (result.denied) {
      options.fails();
    } else {
      await files?.put({
        result,
        // What other environments hold stays when only one is compiled.
        whole: env === undefined ? result : compileOne(loaded),
      });
    }
  }
  const { objects, documents } = files?.count() ?? { objects: 0, documents: 0 };
  return amountWords(objects, documents);
}

function requireIntents(
  { documents, problems }: Gathered,
  files: string[],
): void {
  if (documents.intents.length === 0) {
    throw unusable(
      ...(problems.length > 0
        ? problems
        : [
            `${files.join(
              ' ',
            )}: there is no service intent in it; name a file with "kind: ServiceIntent"`,
          ]),
    );
  }
}

function requireEnvironment(
  contract: PlatformContract,
  env: string | undefined,
): void {
  const names = contract.environments.map(({ name }) => name);
  if (env !== undefined && !names.includes(env)) {
    throw unusable(
      `fairway: the contract knows no environment ${env}; choose one of ${names.join(
        ', ',
      )}`,
    );
  }
}
