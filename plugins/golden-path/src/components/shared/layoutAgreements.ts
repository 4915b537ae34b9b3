import { graphlib, layout } from '@dagrejs/dagre';
import type { Agreement } from '@fairway/plugin-golden-path-common';

/** A service, topic, resource or outside address, with its place on the drawing. */
export interface GraphNode {
  id: string;
  kind: Agreement['kind'];
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One agreement as a line from caller to callee. */
export interface GraphEdge {
  agreement: Agreement;
  points: { x: number; y: number }[];
}

/** The drawing; sizes in pixels. */
export interface AgreementDrawing {
  width: number;
  height: number;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

const NODE = { width: 240, height: 36 };

/** Places callers left and callees right. */
export function layoutAgreements(
  agreements: readonly Agreement[],
): AgreementDrawing {
  const graph = new graphlib.Graph();
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 14,
    ranksep: 110,
    marginx: 8,
    marginy: 8,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const kinds = new Map<string, Agreement['kind']>();
  for (const { caller, callee, kind } of agreements) {
    kinds.set(caller, kinds.get(caller) ?? 'service');
    kinds.set(callee, kind);
  }
  for (const id of kinds.keys()) {
    graph.setNode(id, { ...NODE });
  }
  for (const { caller, callee } of agreements) {
    graph.setEdge(caller, callee);
  }
  layout(graph);
  const size = graph.graph();
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: [...kinds].map(([id, kind]) => {
      const { x, y } = graph.node(id);
      return { id, kind, x, y, ...NODE };
    }),
    edges: agreements.map(agreement => ({
      agreement,
      points: graph.edge(agreement.caller, agreement.callee).points,
    })),
  };
}
