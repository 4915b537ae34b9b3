import { makeStyles } from '@material-ui/core/styles';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import { formatDuration, formatPercent } from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';
import { countInWords } from '../shared/figures';
import type { Meaning } from './meaning';

const useStyles = makeStyles(theme => ({
  one: {
    '&:not(:first-child)': {
      marginTop: theme.spacing(2),
      paddingTop: theme.spacing(1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  },
  title: { margin: theme.spacing(0, 0, 0.5), fontSize: 14, fontWeight: 600 },
  line: { margin: theme.spacing(0, 0, 0.5), fontSize: 14, lineHeight: '20px' },
  warning: { fontWeight: 600 },
  table: {
    marginTop: theme.spacing(1),
    borderCollapse: 'collapse',
    fontSize: 14,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: theme.spacing(0.25, 3, 0.25, 0),
      textAlign: 'right',
      fontWeight: 400,
    },
    '& th:first-child': { textAlign: 'left' },
    '& thead th': { color: theme.palette.text.secondary, fontSize: 13 },
  },
}));

function windowInWords({ objective, windowSeconds }: Meaning, t: Words) {
  const { window } = objective;
  return window.kind === 'rolling'
    ? formatDuration(windowSeconds)
    : t(`meaning.units.${window.unit}`, { count: window.count });
}

function promiseInWords(meaning: Meaning, t: Words): string {
  const { target, budgeting } = meaning.objective;
  const shared = {
    target: formatPercent(target),
    window: windowInWords(meaning, t),
  };
  switch (budgeting.method) {
    case 'occurrences':
      return t('meaning.occurrences', shared);
    case 'timeslices':
      return t('meaning.slices', {
        ...shared,
        slice: formatDuration(budgeting.sliceSeconds),
        share: formatPercent(budgeting.sliceTarget),
      });
    default:
      return t('meaning.ratioSlices', {
        ...shared,
        slice: formatDuration(budgeting.sliceSeconds),
      });
  }
}

/** Events that pass in a second, where they are counted. */
function eventsPerSecond(value: ObjectiveAnswer | undefined) {
  const { arithmetic } = value ?? {};
  if (arithmetic?.unit !== 'events' || arithmetic.total <= 0) {
    return undefined;
  }
  const seconds =
    (Date.parse(arithmetic.to) - Date.parse(arithmetic.from)) / 1000;
  return arithmetic.total / seconds;
}

/** What documents promise, in words and in what may fail. */
export function MeaningView(props: {
  meanings: readonly Meaning[];
  /** The objective as it is, where one is changed. */
  value?: ObjectiveAnswer;
}) {
  const { meanings, value } = props;
  const classes = useStyles();
  return (
    <>
      {meanings.map(meaning => {
        const { id } = meaning.objective;
        return (
          <div key={id} className={classes.one}>
            <OneMeaning
              meaning={meaning}
              value={value?.id === id ? value : undefined}
            />
          </div>
        );
      })}
    </>
  );
}

function OneMeaning(props: { meaning: Meaning; value?: ObjectiveAnswer }) {
  const { meaning, value } = props;
  const { objective, failureSeconds, windowSeconds, stretches } = meaning;
  const t = useWords();
  const classes = useStyles();
  const perSecond = eventsPerSecond(value);
  const budget = 1 - objective.target;
  return (
    <>
      <h3 className={classes.title}>{objective.title}</h3>
      <p className={classes.line}>
        {promiseInWords(meaning, t)}{' '}
        {t('meaning.minutes', { duration: formatDuration(failureSeconds) })}{' '}
        {value &&
          value.target !== objective.target &&
          t('meaning.asItIs', {
            target: formatPercent(value.target),
            duration: formatDuration((1 - value.target) * windowSeconds),
          })}
      </p>
      {perSecond !== undefined && (
        <p className={classes.line}>
          {t('meaning.events', {
            events: countInWords(perSecond * windowSeconds * budget),
            total: countInWords(perSecond * windowSeconds),
          })}
        </p>
      )}
      <AlertLines meaning={meaning} />
      <table
        className={classes.table}
        aria-label={t('meaning.table', { title: objective.title })}
      >
        <thead>
          <tr>
            <th scope="col">{t('meaning.time')}</th>
            <th scope="col">{t('meaning.failure')}</th>
            {perSecond !== undefined && (
              <th scope="col">{t('meaning.eventsColumn')}</th>
            )}
          </tr>
        </thead>
        <tbody>
          {stretches.map(stretch => (
            <tr key={stretch.seconds}>
              <th scope="row">{formatDuration(stretch.seconds)}</th>
              <td>{formatDuration(stretch.failureSeconds)}</td>
              {perSecond !== undefined && (
                <td>{countInWords(perSecond * stretch.failureSeconds)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** When somebody would hear of it, and what can never be heard of. */
function AlertLines(props: { meaning: Meaning }) {
  const { page, ticket } = props.meaning.alerts;
  const t = useWords();
  const classes = useStyles();
  const pageLine = {
    never: t('meaning.pageNever'),
    off: t('meaning.noPage'),
  };
  return (
    <>
      <p
        className={`${classes.line} ${page === 'never' ? classes.warning : ''}`}
      >
        {typeof page === 'number'
          ? t('meaning.page', { duration: formatDuration(page) })
          : pageLine[page]}
      </p>
      {ticket === 'never' && (
        <p className={`${classes.line} ${classes.warning}`}>
          {t('meaning.ticketNever')}
        </p>
      )}
    </>
  );
}
