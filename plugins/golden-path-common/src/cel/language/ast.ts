/** The syntax tree of an expression; macros are nodes of their own. */

interface At {
  /** Offset in the source. */
  at: number;
}

export type Node = At &
  (
    | { kind: 'literal'; value: unknown }
    | { kind: 'ident'; name: string }
    | {
        kind: 'select';
        operand: Node;
        field: string;
        /** `a.?b` */
        optional: boolean;
      }
    /** `has(a.b)` */
    | { kind: 'has'; operand: Node; field: string }
    | { kind: 'call'; name: string; target?: Node; args: Node[] }
    | { kind: 'list'; items: { value: Node; optional: boolean }[] }
    | {
        kind: 'map';
        entries: { key: Node; value: Node; optional: boolean }[];
      }
    | {
        kind: 'message';
        name: string;
        fields: { name: string; value: Node; optional: boolean }[];
      }
    | Comprehension
    | {
        kind: 'optMap';
        target: Node;
        variable: string;
        body: Node;
        /** `optFlatMap` */
        flat: boolean;
      }
  );

export type ComprehensionKind =
  | 'all'
  | 'exists'
  | 'existsOne'
  | 'map'
  | 'filter'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry';

export interface Comprehension extends At {
  kind: 'comprehension';
  macro: ComprehensionKind;
  range: Node;
  /** One, or two for key and value. */
  variables: string[];
  condition?: Node;
  transform?: Node;
}

/** The parts that a node is made of. */
export function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'select':
    case 'has':
      return [node.operand];
    case 'call':
      return node.target ? [node.target, ...node.args] : node.args;
    case 'list':
      return node.items.map(({ value }) => value);
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'message':
      return node.fields.map(({ value }) => value);
    case 'comprehension':
      return [node.range, node.condition, node.transform].filter(
        each => each !== undefined,
      );
    case 'optMap':
      return [node.target, node.body];
    default:
      return [];
  }
}
