import {
  compile,
  compileAnswers,
  parseIntent,
  type CompileResult,
  type Fleet,
  type GoldenPathTemplate,
  type PlatformContract,
  type Problem,
} from '@fairway/plugin-golden-path-common';
import type { Feed } from './feed';

/** What a feed gives under one contract. */
export interface Side {
  result?: CompileResult;
  /** What keeps the feed from being compiled. */
  problems: Problem[];
}

/** A feed, and what it is compiled under. */
export interface SideOptions {
  feed: Feed;
  /** Answers or intent, as YAML. */
  text: string;
  /** Path of the text, for the problems. */
  file: string;
  contract: PlatformContract;
  /** For answers; missing where this version has no such template. */
  template?: GoldenPathTemplate;
  fleet: Fleet;
  now: string;
}

/** Compiles a feed under one contract, answers with one version of their template. */
export function compileSide(options: SideOptions): Side {
  const { feed, text, file, contract, template, fleet, now } = options;
  if (feed.kind === 'test' || feed.kind === 'answers') {
    if (!template) {
      return { problems: [] };
    }
    const { problems, result } = compileAnswers({
      template,
      answers: { file, text },
      contract,
      now,
    });
    return { problems, result };
  }
  const intent = parseIntent(text, { file });
  if (!intent.ok) {
    return { problems: intent.problems };
  }
  return {
    problems: [],
    result: compile({
      intent: intent.value,
      contract,
      fleet,
      now,
      lineOf: intent.lineOf,
    }),
  };
}
