import { makeStyles } from '@material-ui/core/styles';
import { formatTick, timeTicks } from './scale';
import type { ChartTone } from './timeSeries';
import { useTones } from './tones';

const LANE = 26;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: theme.spacing(1.5),
    alignItems: 'center',
    fontSize: 13,
  },
  title: {
    lineHeight: `${LANE}px`,
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
  },
  lane: {
    position: 'relative',
    height: LANE,
    borderBottom: `1px solid ${theme.palette.divider}`,
    overflow: 'hidden',
  },
  grid: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: 1,
    background: theme.palette.divider,
  },
  bar: {
    position: 'absolute',
    top: 6,
    bottom: 6,
    // A moment is seen, too.
    minWidth: 3,
    borderRadius: 2,
  },
  unknown: {
    position: 'absolute',
    inset: 0,
    display: 'flex',
    alignItems: 'center',
    paddingLeft: theme.spacing(1),
    color: theme.palette.text.secondary,
    background: `repeating-linear-gradient(135deg, ${theme.palette.action.hover} 0 3px, transparent 3px 7px)`,
  },
  axis: { position: 'relative', height: 20, overflow: 'hidden' },
  tick: {
    position: 'absolute',
    paddingLeft: 4,
    fontSize: 12,
    lineHeight: '20px',
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
  },
}));

/** @public */
export interface TimeLane {
  id: string;
  title: string;
  tone: ChartTone;
  /** Stretches, epoch milliseconds. */
  bars: readonly { from: number; to: number }[];
  /** Why nothing is known of this one; it is hatched. */
  unknown?: string;
}

/** @public */
export interface TimeLanesProps {
  from: number;
  to: number;
  lanes: readonly TimeLane[];
}

/**
 * When something held, one lane each, on one time axis. A picture only: what it shows has to stand beside it in words
 * or as a table.
 * @public
 */
export function TimeLanes(props: TimeLanesProps) {
  const { from, to, lanes } = props;
  const classes = useStyles();
  const tones = useTones();
  const { ticks, step } = timeTicks({ from, to });
  const place = (at: number) =>
    `${((Math.min(Math.max(at, from), to) - from) / (to - from)) * 100}%`;
  const grid = ticks.map(at => (
    <span key={at} className={classes.grid} style={{ left: place(at) }} />
  ));
  return (
    <div aria-hidden className={classes.root}>
      {lanes.flatMap(({ id, title, tone, bars, unknown }) => [
        <span key={`${id} title`} className={classes.title}>
          {title}
        </span>,
        <div key={id} className={classes.lane}>
          {grid}
          {unknown !== undefined && (
            <span className={classes.unknown}>{unknown}</span>
          )}
          {bars.map(bar => (
            <span
              key={bar.from}
              className={classes.bar}
              style={{
                left: place(bar.from),
                right: `calc(100% - ${place(bar.to)})`,
                background: tones[tone],
              }}
            />
          ))}
        </div>,
      ])}
      <span />
      <div className={classes.axis}>
        {ticks.map(at => (
          <span key={at} className={classes.tick} style={{ left: place(at) }}>
            {formatTick(at, step)}
          </span>
        ))}
      </div>
    </div>
  );
}
