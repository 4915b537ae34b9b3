import { makeStyles } from '@material-ui/core/styles';
import type { FleetImpact } from '@fairway/plugin-golden-path-common';
import { focusRing, useFairwayColors } from '@fairway/ui';
import { useMemo, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { byTelling } from './byTelling';
import { showOutcomes } from './showOutcomes';
import type { OutcomeQuery } from './useOutcomeQuery';

const useStyles = makeStyles(theme => ({
  heading: { margin: theme.spacing(0, 0, 0.5), fontSize: 15, fontWeight: 600 },
  text: { margin: 0, fontSize: 14, color: theme.palette.text.secondary },
  list: { listStyle: 'none', margin: theme.spacing(0.5, 0, 0), padding: 0 },
  kind: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 120px 88px',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    width: '100%',
    minHeight: 32,
    padding: theme.spacing(0.5, 1),
    border: 0,
    borderRadius: 4,
    background: 'none',
    color: theme.palette.text.primary,
    font: 'inherit',
    fontSize: 14,
    lineHeight: '20px',
    textAlign: 'left',
    cursor: 'pointer',
    '&:hover': { background: theme.palette.action.hover },
    '&[aria-pressed=true]': {
      background: theme.palette.action.selected,
      boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
    },
    '&:focus-visible': focusRing(theme),
  },
  // What is long is whole on hover, and in the list of a service.
  words: {
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  track: {
    height: 6,
    borderRadius: 3,
    overflow: 'hidden',
    background: theme.palette.action.selected,
  },
  fill: { display: 'block', height: '100%' },
  count: {
    textAlign: 'right',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    color: theme.palette.text.secondary,
  },
  more: {
    cursor: 'pointer',
    fontSize: 14,
    padding: theme.spacing(0.5, 1),
    color: theme.palette.text.secondary,
    '&:focus-visible': focusRing(theme),
  },
}));

/** Kinds that stand there without a click. */
const IN_SIGHT = 8;

type Kind = FleetImpact['kinds'][number];

/** What most services share first; of as many, what tells most. */
function inOrder(kinds: readonly Kind[]): Kind[] {
  return [...kinds].sort(
    (a, b) =>
      b.services.length - a.services.length || byTelling(a.words, b.words),
  );
}

/** Services by kind of change; a click narrows the list of services down to it. */
export function Kinds(props: { kinds: Kind[]; query: OutcomeQuery }) {
  const { query } = props;
  const t = useWords();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const kinds = useMemo(() => inOrder(props.kinds), [props.kinds]);
  if (kinds.length === 0) {
    return null;
  }
  const most = kinds[0].services.length;
  const list = (some: Kind[]) => (
    <ul className={classes.list}>
      {some.map(kind => (
        <li key={kind.words}>
          <KindRow kind={kind} most={most} query={query} />
        </li>
      ))}
    </ul>
  );
  const folded = kinds.length - IN_SIGHT;
  return (
    <div>
      <h3 className={classes.heading}>{t('hit.kinds')}</h3>
      <p className={classes.text}>{t('hit.kindsText')}</p>
      {list(kinds.slice(0, IN_SIGHT))}
      {folded > 0 && (
        <details onToggle={event => setOpen(event.currentTarget.open)}>
          <summary className={classes.more}>
            {t('hit.kindsMore', { count: folded })}
          </summary>
          {open && list(kinds.slice(IN_SIGHT))}
        </details>
      )}
    </div>
  );
}

function KindRow(props: { kind: Kind; most: number; query: OutcomeQuery }) {
  const { kind, most, query } = props;
  const t = useWords();
  const classes = useStyles();
  const { chart } = useFairwayColors();
  const isChosen = query.kind === kind.words;
  return (
    <button
      type="button"
      className={classes.kind}
      aria-pressed={isChosen}
      onClick={() => {
        query.set({ kind: isChosen ? null : kind.words });
        if (!isChosen) {
          showOutcomes();
        }
      }}
    >
      <span className={classes.words} title={kind.words}>
        {kind.words}
      </span>
      <span className={classes.track} aria-hidden>
        <span
          className={classes.fill}
          style={{
            width: `${(100 * kind.services.length) / Math.max(1, most)}%`,
            background: chart.accent,
          }}
        />
      </span>
      <span className={classes.count}>
        {t('hit.services', { count: kind.services.length })}
      </span>
    </button>
  );
}
