import {
  compile,
  serviceChange,
  type CompileResult,
  type Finding,
  type PlatformContract,
  type ServiceChange,
} from '@fairway/plugin-golden-path-common';
import { doubts } from '../lib/doubts';
import { surroundingsIn, type Around, type Surroundings } from '../lib/fleet';
import type { Documents, LoadedIntent } from '../lib/intents';

/** One of the two things to compare: the services, and the contract they are compiled against. */
export interface DiffSide {
  documents: Documents;
  contract: PlatformContract;
}

/** A finding with the file of the intent that it is about. */
export type LocatedFinding = Finding & { file: string };

export interface LocatedChange extends ServiceChange {
  denied: LocatedFinding[];
  newlyDenied: LocatedFinding[];
}

/** What becomes of the services. */
export interface ComparedServices {
  changes: LocatedChange[];
  /** Lines about files around the services that cannot be read. */
  problems: string[];
  /** Lines about denials that may be there for that reason alone. */
  doubts: string[];
}

interface Options {
  before: DiffSide;
  after: DiffSide;
  around: Around;
  now: string;
}

/** Compiles the services of both sides and tells what changes, in the order of their names. */
export function compareServices(options: Options): ComparedServices {
  const before = compiledSide(options, options.before);
  const after = compiledSide(options, options.after);
  const told: ComparedServices = {
    changes: [],
    problems: [...new Set([...before.problems, ...after.problems])],
    doubts: [],
  };
  const names = new Set([...before.services.keys(), ...after.services.keys()]);
  for (const name of [...names].sort()) {
    const result = after.compileOne(name);
    const change = serviceChange({
      name,
      before: before.compileOne(name),
      after: result,
      contract: options.after.contract,
    });
    if (change) {
      const file = after.services.get(name)?.file ?? '';
      const located = (finding: Finding) => ({ ...finding, file });
      told.changes.push({
        ...change,
        denied: change.denied.map(located),
        newlyDenied: change.newlyDenied.map(located),
      });
      if (result?.denied) {
        told.doubts.push(...doubts({ ...after, result, file }));
      }
    }
  }
  return told;
}

interface CompiledSide extends Pick<Surroundings, 'problems' | 'unread'> {
  services: ReadonlyMap<string, LoadedIntent>;
  compileOne(name: string): CompileResult | undefined;
}

function compiledSide(
  { around, now }: Options,
  { documents, contract }: DiffSide,
): CompiledSide {
  const { fleet, problems, unread } = surroundingsIn({
    around,
    documents,
    contract,
  });
  const services = new Map(
    documents.intents.map(loaded => [loaded.intent.metadata.name, loaded]),
  );
  return {
    services,
    problems,
    unread,
    compileOne: name => {
      const loaded = services.get(name);
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
    },
  };
}
