import { regexOf } from './regex';
import { unquoted } from './strings';
import { childOf, PromqlMistake, textOf, type PromqlNode } from './tree';

/** `job=~"api.*"`. */
export interface LabelMatcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** The value of a string literal. */
export function stringOf(expr: string, node: PromqlNode): string {
  const value = unquoted(textOf(expr, node));
  if (value === undefined) {
    throw new PromqlMistake(
      node.from,
      `the text ${textOf(expr, node)} is not closed or holds an unknown escape`,
    );
  }
  return value;
}

function opOf(text: string): LabelMatcher['op'] {
  return text === '=' || text === '!=' || text === '=~' ? text : '!~';
}

function matcherOf(expr: string, node: PromqlNode): LabelMatcher {
  if (node.name === 'QuotedLabelName') {
    const value = stringOf(expr, node);
    if (value === '') {
      throw new PromqlMistake(node.from, 'a metric name must not be empty');
    }
    return { name: '__name__', op: '=', value };
  }
  const [name, op, value] = node.children;
  return {
    name:
      name.name === 'QuotedLabelName'
        ? stringOf(expr, name)
        : textOf(expr, name),
    op: opOf(textOf(expr, op)),
    value: stringOf(expr, value),
  };
}

function matchesNothing({ op, value }: LabelMatcher, regex?: RegExp): boolean {
  switch (op) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return regex?.test('') ?? true;
    default:
      return !(regex?.test('') ?? false);
  }
}

/**
 * What a selector selects by: its metric name, if it has one, and its matchers.
 *
 * @throws PromqlMistake where Prometheus would refuse it.
 */
export function selectorOf(
  expr: string,
  selector: PromqlNode,
): { metric?: string; matchers: LabelMatcher[] } {
  const identifier = childOf(selector, 'Identifier');
  const braces = childOf(selector, 'LabelMatchers');
  const nodes = braces ? braces.children : [];
  const matchers = nodes.map(node => matcherOf(expr, node));
  const metric = identifier && textOf(expr, identifier);
  if (
    metric !== undefined &&
    matchers.some(({ name }) => name === '__name__')
  ) {
    throw new PromqlMistake(selector.from, 'the metric name is given twice');
  }
  let narrow = metric !== undefined;
  for (const [index, matcher] of matchers.entries()) {
    const regex = matcher.op.includes('~') ? regexOf(matcher.value) : undefined;
    if (matcher.op.includes('~') && !regex) {
      throw new PromqlMistake(
        nodes[index].from,
        `${JSON.stringify(
          matcher.value,
        )} is no regular expression that Prometheus knows`,
      );
    }
    narrow ||= !matchesNothing(matcher, regex);
  }
  if (!narrow) {
    throw new PromqlMistake(
      selector.from,
      'a selector needs a metric name or a label that must not be empty, else it selects every series',
    );
  }
  return { metric, matchers };
}
