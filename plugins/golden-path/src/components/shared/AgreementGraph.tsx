import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Agreement } from '@fairway/plugin-golden-path-common';
import { truncateMiddle, useFairwayColors, type State } from '@fairway/ui';
import { useId, useMemo } from 'react';
import { useWords } from '../../hooks/useWords';
import {
  layoutAgreements,
  type GraphEdge,
  type GraphNode,
} from './layoutAgreements';

const useStyles = makeStyles(theme => ({
  scroller: { overflow: 'auto', maxHeight: 420 },
  box: {
    fill: theme.palette.background.default,
    stroke: theme.palette.divider,
  },
  self: { stroke: theme.palette.primary.main, strokeWidth: 2 },
  name: { fill: theme.palette.text.primary, fontSize: 13, fontWeight: 600 },
  kind: { fill: theme.palette.text.secondary, fontSize: 11 },
  node: {
    '&:focus-visible rect': {
      stroke: theme.palette.primary.main,
      strokeWidth: 3,
    },
    '&:focus-visible': { outline: 'none' },
  },
}));

/** State of an agreement as one of the four. */
export const AGREEMENT_STATES: Record<Agreement['state'], State> = {
  agreed: 'good',
  declared: 'good',
  'missing-accept': 'critical',
  'missing-dependency': 'attention',
  refused: 'critical',
  unknown: 'unknown',
};

/** The drawing; the list below it says the same for those who do not see it. */
export function AgreementGraph(props: {
  service: string;
  agreements: Agreement[];
}) {
  const { service, agreements } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const drawing = useMemo(() => layoutAgreements(agreements), [agreements]);
  return (
    <div
      className={classes.scroller}
      role="group"
      aria-label={t('agreements.graph')}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and then the keyboard has to reach it
      tabIndex={0}
    >
      <svg width={drawing.width} height={drawing.height}>
        <Arrows id={id} />
        {drawing.edges.map(edge => (
          <Edge
            key={`${edge.agreement.caller} ${edge.agreement.callee}`}
            edge={edge}
            markerId={id}
          />
        ))}
        {drawing.nodes.map(node => (
          <Node key={node.id} node={node} isSelf={node.id === service} />
        ))}
      </svg>
    </div>
  );
}

function Arrows(props: { id: string }) {
  const { states } = useFairwayColors();
  return (
    <defs>
      {(['good', 'attention', 'critical', 'unknown'] as const).map(state => (
        <marker
          key={state}
          id={`${props.id}-${state}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0 L8 4 L0 8 Z" fill={states[state].solid} />
        </marker>
      ))}
    </defs>
  );
}

function Edge(props: { edge: GraphEdge; markerId: string }) {
  const { agreement, points } = props.edge;
  const { states } = useFairwayColors();
  const state = AGREEMENT_STATES[agreement.state];
  return (
    <polyline
      points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
      fill="none"
      stroke={states[state].solid}
      strokeWidth={2}
      strokeDasharray={state === 'good' ? undefined : '6 4'}
      markerEnd={`url(#${props.markerId}-${state})`}
    />
  );
}

function Node(props: { node: GraphNode; isSelf: boolean }) {
  const { node, isSelf } = props;
  const t = useWords();
  const classes = useStyles();
  const entityLink = useEntityRefLink();
  const box = (
    <g
      transform={`translate(${node.x - node.width / 2} ${
        node.y - node.height / 2
      })`}
    >
      <title>{node.id}</title>
      <rect
        width={node.width}
        height={node.height}
        rx={5}
        className={`${classes.box} ${isSelf ? classes.self : ''}`}
      />
      <text x={10} y={16} className={classes.name}>
        {truncateMiddle(node.id, 32)}
      </text>
      <text x={10} y={29} className={classes.kind}>
        {t(`agreements.kind.${node.kind}`)}
      </text>
    </g>
  );
  if (node.kind !== 'service' || isSelf) {
    return box;
  }
  return (
    <Link
      to={entityLink(`component:default/${node.id}`)}
      className={classes.node}
      aria-label={node.id}
    >
      {box}
    </Link>
  );
}
