import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { formatLocalTime, formatUtc } from '../format';
import { focusRing } from '../theme';
import { uiTranslationRef } from '../translation';
import {
  groupMarkers,
  PLOT,
  type MarkerGroup,
  type TimeMarker,
} from './timeSeries';

const SIZE = 18;

const useStyles = makeStyles(theme => ({
  strip: {
    position: 'relative',
    height: SIZE + 4,
    margin: `0 ${PLOT.right}px 0 ${PLOT.left}px`,
    padding: 0,
    listStyle: 'none',
  },
  item: { position: 'absolute', top: 0, transform: 'translateX(-50%)' },
  marker: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: SIZE,
    height: SIZE,
    boxSizing: 'border-box',
    padding: '0 4px',
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: SIZE / 2,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    fontSize: 11,
    fontWeight: 600,
    lineHeight: 1,
    textDecoration: 'none',
    cursor: 'pointer',
    '&:hover': { borderColor: theme.palette.primary.main },
    '&:focus-visible': focusRing(theme),
  },
  told: { margin: 0, padding: 0, listStyle: 'none', fontSize: 12 },
}));

/** What happened, above the chart at its time: each can be reached with Tab, and tells more on focus and hover. */
export function MarkerStrip(props: {
  label: string;
  from: number;
  to: number;
  markers: readonly TimeMarker[];
}) {
  const { label, from, to, markers } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  const groups = groupMarkers({ markers, from, to });
  if (groups.length === 0) {
    // The room stays, so that nothing jumps when they come.
    return <div className={classes.strip} />;
  }
  return (
    <ol className={classes.strip} aria-label={t('chart.markers', { label })}>
      {groups.map(group => (
        <li
          key={group.at}
          className={classes.item}
          style={{ left: `${((group.at - from) / (to - from)) * 100}%` }}
        >
          <Marker group={group} />
        </li>
      ))}
    </ol>
  );
}

function Marker(props: { group: MarkerGroup }) {
  const { markers } = props.group;
  const classes = useStyles();
  const [first] = markers;
  const when = (at: number) => formatLocalTime(new Date(at).toISOString());
  const name = markers
    .map(({ at, title }) => `${title}, ${when(at)}`)
    .join('; ');
  const shown = markers.length > 1 ? markers.length : '▾';
  const tip = (
    <ul className={classes.told}>
      {markers.map(({ at, title }) => (
        <li key={`${at} ${title}`}>
          {title} · {when(at)} · {formatUtc(new Date(at).toISOString())}
        </li>
      ))}
    </ul>
  );
  return (
    <Tooltip title={tip} aria-label={name}>
      {first.url && markers.length === 1 ? (
        <a href={first.url} className={classes.marker} aria-label={name}>
          <span aria-hidden>{shown}</span>
        </a>
      ) : (
        <button type="button" className={classes.marker} aria-label={name}>
          <span aria-hidden>{shown}</span>
        </button>
      )}
    </Tooltip>
  );
}
