import { MAX_INT } from '../scalars';
import type { Node } from './ast';
import { tokenize, tooLarge, type Token } from './lexer';
import { expandMacro } from './macros';
import { CelSyntaxError } from './syntaxError';

const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);
/** As deep as the API server reads. */
const DEEPEST = 250;
const RELATIONS = new Set(['<', '<=', '>=', '>', '==', '!=', 'in']);
const PRODUCTS = new Set(['*', '/', '%']);
const SUMS = new Set(['+', '-']);

class Parser {
  #next = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Node {
    const node = this.expression();
    if (this.token.kind !== 'end') throw this.unexpected();
    return node;
  }

  private get token(): Token {
    const token = this.tokens[this.#next] ?? this.tokens.at(-1);
    if (!token) throw new CelSyntaxError('the expression is empty', 0);
    return token;
  }

  private unexpected(): CelSyntaxError {
    const { kind, text, at } = this.token;
    return new CelSyntaxError(
      kind === 'end'
        ? 'unexpected end of the expression'
        : `unexpected ${text}`,
      at,
    );
  }

  private is(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.#next += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.unexpected();
  }

  private identifier(): string {
    if (this.token.kind !== 'ident') throw this.unexpected();
    const { text } = this.token;
    this.#next += 1;
    return text;
  }

  private expression(): Node {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      throw new CelSyntaxError(
        'the expression is nested too deep',
        this.token.at,
      );
    }
    const { at } = this.token;
    const condition = this.disjunction();
    let node = condition;
    if (this.take('?')) {
      const yes = this.disjunction();
      this.expect(':');
      const no = this.expression();
      node = { kind: 'call', name: '_?_:_', args: [condition, yes, no], at };
    }
    this.#depth -= 1;
    return node;
  }

  /** Operators of one rank, from the left. */
  private chain(operators: ReadonlySet<string>, operand: () => Node): Node {
    let node = operand();
    while (this.token.kind === 'symbol' && operators.has(this.token.text)) {
      const { text, at } = this.token;
      this.#next += 1;
      node = { kind: 'call', name: `_${text}_`, args: [node, operand()], at };
    }
    return node;
  }

  private readonly disjunction = (): Node =>
    this.chain(new Set(['||']), this.conjunction);

  private readonly conjunction = (): Node =>
    this.chain(new Set(['&&']), this.relation);

  private readonly relation = (): Node => this.chain(RELATIONS, this.sum);

  private readonly sum = (): Node => this.chain(SUMS, this.product);

  private readonly product = (): Node => this.chain(PRODUCTS, this.unary);

  private readonly unary = (): Node => {
    const { at } = this.token;
    if (this.is('!')) {
      let isNot = false;
      while (this.take('!')) isNot = !isNot;
      const operand = this.member();
      return isNot
        ? { kind: 'call', name: '!_', args: [operand], at }
        : operand;
    }
    if (this.is('-')) {
      const after = this.tokens[this.#next + 1];
      if (after?.kind === 'int' || typeof literalOf(after) === 'number') {
        return this.member();
      }
      let isNegative = false;
      while (this.take('-')) isNegative = !isNegative;
      const operand = this.member();
      return isNegative
        ? { kind: 'call', name: '-_', args: [operand], at }
        : operand;
    }
    return this.member();
  };

  private member(): Node {
    let node = this.primary();
    for (;;) {
      const { at } = this.token;
      if (this.take('.')) node = this.afterDot(node, at);
      else if (this.take('[')) {
        const optional = this.take('?');
        const index = this.expression();
        this.expect(']');
        const name = optional ? '_[?_]' : '_[_]';
        node = { kind: 'call', name, args: [node, index], at };
      } else return node;
    }
  }

  private afterDot(operand: Node, at: number): Node {
    const optional = this.take('?');
    const name = this.identifier();
    if (optional || !this.take('(')) {
      return { kind: 'select', operand, field: name, optional, at };
    }
    const args = this.list(')');
    const call: Node = { kind: 'call', name, target: operand, args, at };
    return expandMacro(call) ?? call;
  }

  private primary(): Node {
    const { token } = this;
    const { at } = token;
    const negative = this.take('-');
    const literal = negative ? this.token : token;
    if (literal.kind === 'int') {
      this.#next += 1;
      const value = negative ? -literal.value : literal.value;
      if (value > MAX_INT) throw tooLarge(literal.text, at);
      return { kind: 'literal', value, at };
    }
    if (literal.kind === 'literal') {
      this.#next += 1;
      const { value } = literal;
      return {
        kind: 'literal',
        value: negative && typeof value === 'number' ? -value : value,
        at,
      };
    }
    if (this.take('(')) {
      const node = this.expression();
      this.expect(')');
      return node;
    }
    if (this.take('[')) return this.listLiteral(at);
    if (this.take('{')) return this.mapLiteral(at);
    return this.named(at);
  }

  /** An identifier, a call, or a message such as `Type{field: 1}`. */
  private named(at: number): Node {
    this.take('.');
    const name = this.identifier();
    const message = this.messageName(name);
    if (message !== undefined) return this.messageLiteral(message, at);
    if (RESERVED.has(name)) {
      throw new CelSyntaxError(`reserved identifier: ${name}`, at);
    }
    if (!this.take('(')) return { kind: 'ident', name, at };
    const args = this.list(')');
    const call: Node = { kind: 'call', name, args, at };
    return expandMacro(call) ?? call;
  }

  /** The whole name, when after it and more names a brace opens. */
  private messageName(first: string): string | undefined {
    let ahead = this.#next;
    let name = first;
    for (;;) {
      const [dot, part] = [this.tokens[ahead], this.tokens[ahead + 1]];
      if (dot?.text !== '.' || part?.kind !== 'ident') break;
      name += `.${part.text}`;
      ahead += 2;
    }
    const brace = this.tokens[ahead];
    if (brace?.kind !== 'symbol' || brace.text !== '{') return undefined;
    this.#next = ahead + 1;
    return name;
  }

  private messageLiteral(name: string, at: number): Node {
    const fields: Extract<Node, { kind: 'message' }>['fields'] = [];
    while (!this.take('}')) {
      const optional = this.take('?');
      const field = this.identifier();
      this.expect(':');
      fields.push({ name: field, value: this.expression(), optional });
      if (!this.take(',') && !this.is('}')) throw this.unexpected();
    }
    return { kind: 'message', name, fields, at };
  }

  private list(end: string): Node[] {
    const nodes: Node[] = [];
    if (this.take(end)) return nodes;
    do nodes.push(this.expression());
    while (this.take(','));
    this.expect(end);
    return nodes;
  }

  private listLiteral(at: number): Node {
    const items: Extract<Node, { kind: 'list' }>['items'] = [];
    while (!this.take(']')) {
      const optional = this.take('?');
      items.push({ optional, value: this.expression() });
      if (!this.take(',') && !this.is(']')) throw this.unexpected();
    }
    return { kind: 'list', items, at };
  }

  private mapLiteral(at: number): Node {
    const entries: Extract<Node, { kind: 'map' }>['entries'] = [];
    while (!this.take('}')) {
      const optional = this.take('?');
      const key = this.expression();
      this.expect(':');
      entries.push({ optional, key, value: this.expression() });
      if (!this.take(',') && !this.is('}')) throw this.unexpected();
    }
    return { kind: 'map', entries, at };
  }
}

/** Reads an expression. Throws {@link CelSyntaxError}. */
export function parseCel(source: string): Node {
  return new Parser(tokenize(source)).whole();
}

function literalOf(token: Token | undefined): unknown {
  return token?.kind === 'literal' ? token.value : undefined;
}
