import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ObjectiveAnswer,
  WouldHaveFired,
  WouldHaveFiredAnswer,
} from '@fairway/plugin-slo-common';
import {
  DataTable,
  DateTime,
  formatDuration,
  formatPercent,
  TimeLanes,
  type DataTableColumn,
} from '@fairway/ui';
import { formatBurn } from '../../format';
import { useWords, type Words } from '../../hooks/useWords';
import { rateInWords, shareInWords } from '../shared/figures';
import { keyOf, laneName, lanesOf } from './firedLanes';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  never: { fontWeight: 600 },
}));

function counts({ fired }: WouldHaveFiredAnswer, t: Words) {
  const pages = fired.filter(({ severity }) => severity === 'page').length;
  return {
    pages: t('fired.pages', { count: pages }),
    tickets: t('fired.tickets', { count: fired.length - pages }),
  };
}

function columnsOf(answer: WouldHaveFiredAnswer, t: Words) {
  const seconds = ({ from, to }: WouldHaveFired) =>
    (Date.parse(to ?? answer.to) - Date.parse(from)) / 1000;
  const columns: DataTableColumn<WouldHaveFired>[] = [
    {
      id: 'alert',
      title: t('fired.alert'),
      cell: fired => laneName(fired, t),
      sortValue: fired => laneName(fired, t),
      rowHeader: true,
    },
    {
      id: 'from',
      title: t('fired.from'),
      cell: ({ from }) => <DateTime iso={from} />,
      sortValue: ({ from }) => from,
    },
    {
      id: 'lasted',
      title: t('fired.lasted'),
      cell: fired =>
        fired.to === undefined
          ? `${formatDuration(seconds(fired))}, ${t('fired.still')}`
          : formatDuration(seconds(fired)),
      sortValue: seconds,
      numeric: true,
    },
    {
      id: 'peak',
      title: t('fired.peak'),
      cell: ({ peak }) => formatBurn(peak),
      sortValue: ({ peak }) => peak,
      numeric: true,
      hideBelow: 'narrow',
    },
  ];
  return columns;
}

/** Nearly all of the time is all of it for people. */
const WHOLE = 0.995;

/** Which alerts cannot fire at a target, and why. */
function neverInWords(
  { neverFires = [], target }: WouldHaveFiredAnswer,
  value: ObjectiveAnswer,
  t: Words,
): string {
  const budget = formatPercent(Number((1 - target).toPrecision(12)));
  if (neverFires.length > 0 && neverFires.length === value.alerts.length) {
    return t('fired.neverAny');
  }
  return neverFires.length > 0
    ? t('fired.never', {
        alerts: neverFires
          .map(each =>
            t('fired.neverOne', {
              lane: laneName(each, t),
              factor: rateInWords(each.factor),
              budget,
            }),
          )
          .join(', '),
      })
    : '';
}

/** What would have fired: in words, on a time line, and as a table. */
export function FiredAlerts(props: {
  value: ObjectiveAnswer;
  answer: WouldHaveFiredAnswer;
  /** With the target as it is, where another one is looked at. */
  asItIs?: WouldHaveFiredAnswer;
  days: number;
}) {
  const { value, answer, asItIs, days } = props;
  const t = useWords();
  const classes = useStyles();
  if (answer.coverage <= 0) {
    return <Typography variant="body2">{t('fired.coverageNone')}</Typography>;
  }
  const isWhole = answer.coverage >= WHOLE;
  const never = neverInWords(answer, value, t);
  return (
    <div className={classes.stack}>
      <div role="status">
        <Typography variant="body1">
          {t(isWhole ? 'fired.result' : 'fired.resultPart', {
            ...counts(answer, t),
            target: formatPercent(answer.target),
            days: String(days),
          })}{' '}
          {asItIs &&
            t('fired.compared', {
              ...counts(asItIs, t),
              target: formatPercent(asItIs.target),
            })}
        </Typography>
        {never && (
          <Typography variant="body2" className={classes.never}>
            {never}
          </Typography>
        )}
        <Typography variant="body2" color="textSecondary">
          {t(isWhole ? 'fired.coverage' : 'fired.coveragePart', {
            percent: shareInWords(answer.coverage),
          })}{' '}
          {answer.notJudged.length > 0 &&
            t('fired.notJudged', {
              alerts: answer.notJudged
                .map(each => laneName(each, t))
                .join(', '),
            })}
        </Typography>
      </div>
      <TimeLanes
        from={Date.parse(answer.from)}
        to={Date.parse(answer.to)}
        lanes={lanesOf({ value, answer, t })}
      />
      <DataTable
        label={t('fired.table')}
        urlKey="fired"
        columns={columnsOf(answer, t)}
        rows={answer.fired}
        rowKey={fired => `${keyOf(fired)} ${fired.from}`}
        defaultSort={{ column: 'from', direction: 'desc' }}
        empty={
          <Typography variant="body2">
            {t(isWhole ? 'fired.nothing' : 'fired.nothingPart')}
          </Typography>
        }
      />
    </div>
  );
}
