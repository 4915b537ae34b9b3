import { PROMQL_FUNCTIONS, type PromqlType } from './functions';
import { numberOf } from './literals';
import { selectorOf, stringOf } from './selectors';
import { childOf, PromqlMistake, textOf, type PromqlNode } from './tree';

/** Types as Prometheus' parser derives them; the grammar alone accepts what it refuses. */

const TYPE_WORDS: Record<PromqlType, string> = {
  scalar: 'a scalar',
  vector: 'an instant vector',
  matrix: 'a range vector',
  string: 'a text',
};

const COMPARISONS = ['Eql', 'Neq', 'Gte', 'Gtr', 'Lte', 'Lss'];
const SETS = ['And', 'Or', 'Unless'];
const PARAMETERS: Record<string, PromqlType> = {
  topk: 'scalar',
  bottomk: 'scalar',
  quantile: 'scalar',
  count_values: 'string',
};

class TypeWalk {
  constructor(private readonly expr: string) {}

  typeOf(node: PromqlNode): PromqlType {
    switch (node.name) {
      case 'NumberDurationLiteral':
        this.numberAt(node);
        return 'scalar';
      case 'StringLiteral':
        stringOf(this.expr, node);
        return 'string';
      case 'VectorSelector':
        selectorOf(this.expr, node);
        return 'vector';
      case 'ParenExpr':
        return this.typeOf(node.children[0]);
      case 'UnaryExpr':
        return this.unary(node);
      case 'BinaryExpr':
        return this.binary(node);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'FunctionCall':
        return this.call(node);
      case 'MatrixSelector':
        return this.range(node);
      case 'SubqueryExpr':
        return this.subquery(node);
      case 'OffsetExpr':
      case 'StepInvariantExpr':
        return this.shifted(node);
      default:
        throw new PromqlMistake(
          node.from,
          `${textOf(
            this.expr,
            node,
          )} needs a feature that Prometheus has switched off by default`,
        );
    }
  }

  private numberAt(node: PromqlNode): number {
    const value = numberOf(textOf(this.expr, node));
    if (value === undefined) {
      throw new PromqlMistake(
        node.from,
        `${textOf(this.expr, node)} is no number and no duration`,
      );
    }
    return value;
  }

  private expect(node: PromqlNode, wanted: PromqlType, where: string): void {
    const found = this.typeOf(node);
    if (found !== wanted) {
      const hint =
        wanted === 'matrix' && found === 'vector'
          ? `; give it a range, such as ${textOf(this.expr, node)}[5m]`
          : '';
      throw new PromqlMistake(
        node.from,
        `${where} takes ${TYPE_WORDS[wanted]} and got ${TYPE_WORDS[found]}${hint}`,
      );
    }
  }

  private unary(node: PromqlNode): PromqlType {
    const operand = node.children[1];
    const type = this.typeOf(operand);
    if (type !== 'scalar' && type !== 'vector') {
      throw new PromqlMistake(
        node.from,
        `a sign stands before a scalar or an instant vector, not before ${TYPE_WORDS[type]}`,
      );
    }
    return type;
  }

  private binary(node: PromqlNode): PromqlType {
    const children = node.children;
    const [left, operator] = children;
    const right = children[children.length - 1];
    const types = [left, right].map(side => {
      const type = this.typeOf(side);
      if (type !== 'scalar' && type !== 'vector') {
        throw new PromqlMistake(
          side.from,
          `${textOf(
            this.expr,
            operator,
          )} takes scalars and instant vectors and got ${TYPE_WORDS[type]}`,
        );
      }
      return type;
    });
    this.operator(node, operator, types);
    this.matching(node, operator, types);
    return types.includes('vector') ? 'vector' : 'scalar';
  }

  private operator(
    node: PromqlNode,
    operator: PromqlNode,
    types: PromqlType[],
  ): void {
    const text = textOf(this.expr, operator);
    const fail = (message: string) => {
      throw new PromqlMistake(operator.from, message);
    };
    const compares = COMPARISONS.includes(operator.name);
    const bool = childOf(node, 'BoolModifier') !== undefined;
    if (operator.name.startsWith('Trim')) {
      fail(`${text} is no operator that every Prometheus knows`);
    }
    if (bool && !compares) {
      fail(`bool belongs to comparisons, not to ${text}`);
    }
    if (compares && !bool && !types.includes('vector')) {
      fail(`a comparison of two scalars must use bool: ${text} bool`);
    }
    if (SETS.includes(operator.name) && types.includes('scalar')) {
      fail(`${text} joins instant vectors, not scalars`);
    }
  }

  private matching(
    node: PromqlNode,
    operator: PromqlNode,
    types: PromqlType[],
  ): void {
    const fill = childOf(node, 'FillModifier');
    if (fill) {
      throw new PromqlMistake(
        fill.from,
        'fill needs a feature that Prometheus has switched off by default',
      );
    }
    const clause = childOf(node, 'MatchingModifierClause');
    if (!clause) {
      return;
    }
    const [kind, labels, group, included] = clause.children;
    const matched = this.labelsOf(labels);
    if (types.includes('scalar') && matched.length > 0) {
      throw new PromqlMistake(
        clause.from,
        `${textOf(
          this.expr,
          kind,
        )} matches instant vectors, and one side is a scalar`,
      );
    }
    if (group && !types.includes('scalar') && SETS.includes(operator.name)) {
      throw new PromqlMistake(
        group.from,
        `${textOf(this.expr, group)} is not allowed with ${textOf(
          this.expr,
          operator,
        )}`,
      );
    }
    const twice =
      kind.name === 'On' && included
        ? this.labelsOf(included).find(label => matched.includes(label))
        : undefined;
    if (twice !== undefined) {
      throw new PromqlMistake(
        clause.from,
        `the label ${twice} stands in on and in ${textOf(this.expr, group)}`,
      );
    }
  }

  private labelsOf(grouping: PromqlNode): string[] {
    return grouping.children.map(label => {
      const name =
        label.name === 'QuotedLabelName'
          ? stringOf(this.expr, label)
          : textOf(this.expr, label);
      if (name === '') {
        throw new PromqlMistake(label.from, 'a label needs a name');
      }
      return name;
    });
  }

  private aggregation(node: PromqlNode): PromqlType {
    const [operator] = node.children;
    const name = textOf(this.expr, operator).toLowerCase();
    if (name.startsWith('limit')) {
      throw new PromqlMistake(
        operator.from,
        `${name} needs a feature that Prometheus has switched off by default`,
      );
    }
    const modifier = childOf(node, 'AggregateModifier');
    const labels = modifier && childOf(modifier, 'GroupingLabels');
    if (labels) {
      this.labelsOf(labels);
    }
    const body = childOf(node, 'FunctionCallBody');
    const args = body ? body.children : [];
    const parameter = PARAMETERS[name];
    const takes: PromqlType[] = parameter ? [parameter, 'vector'] : ['vector'];
    if (args.length !== takes.length) {
      throw new PromqlMistake(
        node.from,
        `${name} takes ${takes.length} argument${
          takes.length > 1 ? 's' : ''
        } and got ${args.length}`,
      );
    }
    args.forEach((arg, index) => this.expect(arg, takes[index], name));
    return 'vector';
  }

  private call(node: PromqlNode): PromqlType {
    const [identifier, body] = node.children;
    const name = textOf(this.expr, identifier);
    const known = PROMQL_FUNCTIONS.get(name);
    if (!known || known.experimental) {
      throw new PromqlMistake(
        identifier.from,
        known
          ? `the function ${name} needs a feature that Prometheus has switched off by default`
          : `there is no function ${name}`,
      );
    }
    const args = body.children;
    const { takes, variadic } = known;
    const least = takes.length - (variadic === 0 ? 0 : 1);
    const most = variadic < 0 ? Infinity : takes.length;
    if (args.length < least || args.length > most) {
      const wanted = {
        '0': `${takes.length}`,
        '1': `${least} or ${takes.length}`,
        '-1': `${least} or more`,
      }[String(variadic)];
      throw new PromqlMistake(
        node.from,
        `${name} takes ${wanted} argument${wanted === '1' ? '' : 's'} and got ${
          args.length
        }`,
      );
    }
    args.forEach((arg, index) =>
      this.expect(arg, takes[Math.min(index, takes.length - 1)], name),
    );
    return known.gives;
  }

  private positive(node: PromqlNode): void {
    const seconds = this.numberAt(node);
    if (!(seconds > 0) || seconds > 2 ** 63 / 1e9) {
      throw new PromqlMistake(
        node.from,
        `the range ${textOf(this.expr, node)} must be above 0 and finite`,
      );
    }
  }

  private range(node: PromqlNode): PromqlType {
    const [selector, duration] = node.children;
    if (selector.name !== 'VectorSelector') {
      throw new PromqlMistake(
        selector.from,
        ['OffsetExpr', 'StepInvariantExpr'].includes(selector.name)
          ? 'offset and @ stand behind the range, not before it'
          : 'a range stands behind a selector; for anything else write a subquery, such as [5m:1m]',
      );
    }
    this.typeOf(selector);
    this.positive(duration);
    return 'matrix';
  }

  private subquery(node: PromqlNode): PromqlType {
    const [inner, ...durations] = node.children;
    const type = this.typeOf(inner);
    if (type !== 'vector') {
      throw new PromqlMistake(
        inner.from,
        `a subquery is made of an instant vector, not of ${TYPE_WORDS[type]}`,
      );
    }
    durations.forEach(duration => this.positive(duration));
    return 'matrix';
  }

  private shifted(node: PromqlNode): PromqlType {
    const [inner, ...rest] = node.children;
    const word = node.name === 'OffsetExpr' ? 'offset' : '@';
    let base = inner;
    let again = false;
    while (['OffsetExpr', 'StepInvariantExpr'].includes(base.name)) {
      const [next, ...by] = base.children;
      again ||=
        base.name === node.name &&
        (word === '@' || numberOf(textOf(this.expr, by[by.length - 1])) !== 0);
      base = next;
    }
    if (
      !['VectorSelector', 'MatrixSelector', 'SubqueryExpr'].includes(base.name)
    ) {
      throw new PromqlMistake(
        node.from,
        `${word} stands behind a selector or a subquery`,
      );
    }
    if (again) {
      throw new PromqlMistake(node.from, `${word} is given twice`);
    }
    const by = rest[rest.length - 1];
    if (by.name.startsWith('NumberDuration')) {
      const seconds = this.numberAt(by);
      const most = word === 'offset' ? 2 ** 63 / 1e9 : 2 ** 63;
      if (!(Math.abs(seconds) < most)) {
        throw new PromqlMistake(by.from, `${textOf(this.expr, by)} is too far`);
      }
    }
    return this.typeOf(inner);
  }
}

/**
 * What the expression answers.
 *
 * @throws PromqlMistake at the first thing that Prometheus would refuse.
 */
export function typeOfTree(expr: string, root: PromqlNode): PromqlType {
  return new TypeWalk(expr).typeOf(root);
}
