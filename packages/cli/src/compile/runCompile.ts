import {
  compile,
  decideReview,
  type CompileResult,
  type Fleet,
  type PlatformContract,
  type ReviewDecision,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { CommandContext } from '../commands/command';
import { readCatalog } from '../lib/catalog';
import { requireContract } from '../lib/contract';
import { unusable } from '../lib/failure';
import { readFleet, surroundingsOf } from '../lib/fleet';
import { gatherDocuments, type LoadedIntent } from '../lib/intents';
import { momentOf } from '../lib/now';
import { amountWords, findingLine, serviceLines } from './report';
import { createOutFolder } from './outFolder';

/** One service as `compile --json` tells it. */
function serviceJson(result: CompileResult, review: ReviewDecision): unknown {
  const { name, objects, documents, findings, denied } = result;
  return {
    name,
    denied,
    objects,
    documents: documents.map(({ path, title, because }) => ({
      path,
      title,
      because,
    })),
    findings,
    waivers: result.waivers ?? [],
    notDerived: result.notDerived,
    agreements: result.agreements,
    review,
    cost: result.cost,
    readiness: result.readiness,
  };
}

/**
 * Compiles every intent that the files state. A service with a deny writes nothing below `out`; the others do. What
 * cannot be read is told after the results of the rest. Results are printed one after the other, so an estate needs
 * no more memory than a service.
 */
export async function runCompile(
  options: CommandContext & {
    files: string[];
    contract?: string;
    fleet?: string;
    catalog?: string;
    env?: string;
    out?: string;
    json?: boolean;
    now?: string;
  },
): Promise<void> {
  const { terminal, env, json } = options;
  const now = momentOf(options.now);
  const contract = await requireContract(options.contract);
  requireEnvironment(contract, env);
  const { documents, ...gathered } = await gatherDocuments(options.files);
  const others = await readFleet(options.fleet);
  const problems = [...new Set([...gathered.problems, ...others.problems])];
  if (documents.intents.length === 0) {
    throw unusable(
      ...(problems.length > 0
        ? problems
        : [
            `${options.files.join(
              ' ',
            )}: there is no service intent in it; name a file with "kind: ServiceIntent"`,
          ]),
    );
  }
  const { fleet, today } = surroundingsOf({
    documents,
    others: others.documents,
    contract,
    directory: await readCatalog(options.catalog),
  });
  const unread = new Map([...others.unread, ...gathered.unread]);
  const out =
    options.out === undefined
      ? undefined
      : await createOutFolder({ folder: options.out, contract });
  const compileOne = (loaded: LoadedIntent, only?: string) =>
    compile({
      intent: loaded.intent,
      lineOf: loaded.lineOf,
      contract,
      fleet,
      now,
      ...(only === undefined ? {} : { environments: [only] }),
    });

  if (json) {
    await terminal.write(
      `{"contractVersion":${JSON.stringify(
        contract.metadata.version,
      )},"services":[`,
    );
  }
  for (const [index, loaded] of documents.intents.entries()) {
    const result = compileOne(loaded, env);
    const review = decideReview({
      before: compiledToday({
        intent: today.get(result.name),
        contract,
        fleet,
        now,
        env,
      }),
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
    for (const line of doubts({ result, file: loaded.file, unread })) {
      terminal.error(line);
    }
    if (result.denied) {
      options.fails();
    } else {
      await out?.write({
        result,
        // What other environments hold stays when only one is compiled.
        whole: env === undefined ? result : compileOne(loaded),
      });
    }
  }
  if (json) {
    const rest =
      problems.length > 0 ? `,"problems":${JSON.stringify(problems)}` : '';
    await terminal.write(`]${rest}}\n`);
  } else if (out) {
    const { objects, documents: texts } = out.count();
    await terminal.print(
      `wrote ${amountWords(objects, texts)} to ${options.out}`,
    );
  }
  if (problems.length > 0) {
    problems.forEach(line => terminal.error(line));
    options.fails(2);
  }
}

/** Services that this one names, and that nobody knows only because their intents cannot be read. */
function doubts(options: {
  result: CompileResult;
  file: string;
  unread: ReadonlyMap<string, string>;
}): string[] {
  const { result, file, unread } = options;
  return result.agreements.flatMap(({ caller, callee, state }) => {
    const other = caller === result.name ? callee : caller;
    const where = unread.get(other);
    return state === 'unknown' && where !== undefined
      ? [
          `${file}: ${other} is not known because its intent cannot be read; mend ${where} first`,
        ]
      : [];
  });
}

function compiledToday(options: {
  intent: ServiceIntent | undefined;
  contract: PlatformContract;
  fleet: Fleet;
  now: string;
  env?: string;
}): CompileResult | undefined {
  const { intent, contract, fleet, now, env } = options;
  return (
    intent &&
    compile({
      intent,
      contract,
      fleet,
      now,
      ...(env === undefined ? {} : { environments: [env] }),
    })
  );
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
