import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../theme';
import { uiTranslationRef } from '../translation';

/** Height of a line of a section, and half of it between two. */
const LINE = 16;

/** Text has no straight edge. */
const WIDTHS = ['72%', '88%', '64%', '80%', '52%'];

const useStyles = makeStyles(theme => ({
  hidden: visuallyHidden,
  bar: {
    background: theme.palette.action.hover,
    borderRadius: 4,
    animation: '$pulse 1.6s ease-in-out infinite',
    '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(3),
    padding: theme.spacing(0, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  lines: {
    display: 'grid',
    alignContent: 'start',
    gap: LINE / 2,
    overflow: 'hidden',
  },
  '@keyframes pulse': { '50%': { opacity: 0.45 } },
}));

/** @public */
export interface SkeletonProps {
  width?: number | string;
  height?: number | string;
}

/** A grey bar in the size of what comes. @public */
export function Skeleton(props: SkeletonProps) {
  const { width = '100%', height = 18 } = props;
  const classes = useStyles();
  return <div className={classes.bar} style={{ width, height }} aria-hidden />;
}

/** @public */
export interface LoadingProps {
  /** What is loading, for screen readers: `change requests`. */
  what: string;
}

function Announced(props: LoadingProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  return (
    <span role="status" className={classes.hidden}>
      {t('loading', { what: props.what })}
    </span>
  );
}

/** @public */
export interface TableSkeletonProps extends LoadingProps {
  rows?: number;
  columns?: number;
  /** Height of a row in pixels; as in DataTable. */
  rowHeight?: number;
}

/** Takes the room of a DataTable. @public */
export function TableSkeleton(props: TableSkeletonProps) {
  const { rows = 8, columns = 5, rowHeight = 38, what } = props;
  const classes = useStyles();
  return (
    <div>
      <Announced what={what} />
      {Array.from({ length: rows + 1 }, (_row, index) => (
        <div
          key={index}
          className={classes.row}
          style={{ height: rowHeight }}
          aria-hidden
        >
          {Array.from({ length: columns }, (_cell, cell) => (
            <Skeleton key={cell} width={cell === 0 ? '32%' : '14%'} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** @public */
export interface SectionSkeletonProps extends LoadingProps {
  /** Height of what comes, in pixels. */
  height: number;
}

/** Takes the room of a section. @public */
export function SectionSkeleton(props: SectionSkeletonProps) {
  const { what, height } = props;
  const classes = useStyles();
  const count = Math.max(1, Math.floor(height / (LINE * 1.5)));
  return (
    <div>
      <Announced what={what} />
      <div className={classes.lines} style={{ height }}>
        {Array.from({ length: count }, (_line, index) => (
          <Skeleton
            key={index}
            width={WIDTHS[index % WIDTHS.length]}
            height={LINE}
          />
        ))}
      </div>
    </div>
  );
}
