import { InputError } from '@backstage/errors';
import { checkPromql } from './check';
import type { PromqlProblem } from './tree';

/**
 * Queries are templates of Go with one variable, `{{.window}}`. Only the variable, comments and the trimming of white
 * space are read: a document that computes in its template is refused and never guessed at.
 */

interface Action {
  from: number;
  to: number;
  kind: 'window' | 'comment' | 'unknown';
  text: string;
  trimsLeft: boolean;
  trimsRight: boolean;
}

const WINDOW = /^\$?\.window$/;

function actionAt(template: string, from: number): Action | PromqlProblem {
  const comment = /^\{\{(-\s+)?\/\*[^]*?\*\/(\s+-)?\}\}/.exec(
    template.slice(from),
  );
  const found =
    comment ??
    /^\{\{(-(?=\s))?([^]*?)((?<=\s)-)?\}\}/.exec(template.slice(from));
  if (!found) {
    return { offset: from, message: '{{ is not closed by }}' };
  }
  const inner = comment ? '' : found[2].trim();
  const right = comment ? found[2] : found[3];
  let kind: Action['kind'] = 'unknown';
  if (comment) {
    kind = 'comment';
  } else if (WINDOW.test(inner)) {
    kind = 'window';
  }
  return {
    from,
    to: from + found[0].length,
    kind,
    text: found[0],
    trimsLeft: found[1] !== undefined,
    trimsRight: right !== undefined,
  };
}

function actionsOf(template: string): Action[] | PromqlProblem {
  const actions: Action[] = [];
  let from = template.indexOf('{{');
  while (from >= 0) {
    const action = actionAt(template, from);
    if ('offset' in action) {
      return action;
    }
    if (action.kind === 'unknown') {
      return {
        offset: from,
        message: `${action.text} is not known; the only variable is {{.window}}`,
      };
    }
    actions.push(action);
    from = template.indexOf('{{', action.to);
  }
  return actions;
}

/** Whether `{{.window}}` stands in a query, with spaces around the name or without. @public */
export function hasWindow(template: string): boolean {
  const actions = actionsOf(template);
  return (
    Array.isArray(actions) && actions.some(({ kind }) => kind === 'window')
  );
}

/**
 * The query with a window in place of `{{.window}}`.
 *
 * @param window - A duration of PromQL, such as `5m`.
 * @throws InputError for a template that holds anything else; {@link checkQueryTemplate} tells it beforehand.
 * @public
 */
export function withWindow(template: string, window: string): string {
  const actions = actionsOf(template);
  if (!Array.isArray(actions)) {
    throw new InputError(
      `The query cannot be filled in: at character ${actions.offset}, ${actions.message}`,
    );
  }
  let text = '';
  let from = 0;
  let trims = false;
  const add = (part: string, trimEnd: boolean) => {
    const begin = trims ? part.trimStart() : part;
    text += trimEnd ? begin.trimEnd() : begin;
  };
  for (const action of actions) {
    add(template.slice(from, action.from), action.trimsLeft);
    text += action.kind === 'window' ? window : '';
    from = action.to;
    trims = action.trimsRight;
  }
  add(template.slice(from), false);
  return text;
}

/** The offset in a template that an offset in the filled-in query stands for. */
function offsetInTemplate(template: string, offset: number): number {
  const actions = actionsOf(template);
  let shift = 0;
  for (const { from, to, kind } of Array.isArray(actions) ? actions : []) {
    if (from + shift >= offset) {
      break;
    }
    shift += (kind === 'window' ? 2 : 0) - (to - from);
  }
  return Math.max(0, Math.min(offset - shift, template.length));
}

/**
 * Why a query cannot be an indicator: it is empty, is no template that can be filled in, has no `{{.window}}`, or is
 * no PromQL. Undefined when it can.
 * @public
 */
export function checkQueryTemplate(
  template: string,
): PromqlProblem | undefined {
  if (template.trim() === '') {
    return { offset: 0, message: 'the query is empty' };
  }
  const actions = actionsOf(template);
  if (!Array.isArray(actions)) {
    return actions;
  }
  if (!actions.some(({ kind }) => kind === 'window')) {
    return {
      offset: 0,
      message: 'the query has no {{.window}} in place of its duration',
    };
  }
  const problem = checkPromql(withWindow(template, '1m'));
  return (
    problem && {
      offset: offsetInTemplate(template, problem.offset),
      message: problem.message,
    }
  );
}
