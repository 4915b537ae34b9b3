import { makeStyles } from '@material-ui/core/styles';
import type { DoraFigures } from '@fairway/plugin-golden-path-common';
import { formatDuration } from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';
import { rateInWords } from './rateInWords';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: theme.spacing(2, 4),
    margin: 0,
  },
  term: { fontSize: 13, color: theme.palette.text.secondary },
  figure: {
    margin: 0,
    fontSize: 26,
    lineHeight: '36px',
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
  },
  none: {
    margin: 0,
    fontSize: 20,
    lineHeight: '36px',
    color: theme.palette.text.secondary,
  },
  about: {
    margin: 0,
    fontSize: 13,
    lineHeight: '18px',
    color: theme.palette.text.secondary,
  },
}));

interface Key {
  term: string;
  /** Missing without a sample. */
  figure?: string;
  about: string[];
}

function keysOf(figures: DoraFigures, days: number, t: Words): Key[] {
  const { deployments, deploymentsPerDay } = figures;
  const { leadTime, changeFailureRate, timeToRestore } = figures;
  return [
    {
      term: t('dora.frequency'),
      figure:
        deployments > 0
          ? deploymentsPerDay.toLocaleString(undefined, {
              maximumFractionDigits: deploymentsPerDay < 10 ? 2 : 1,
            })
          : undefined,
      about: [
        t('dora.frequencyText', {
          deployments: String(deployments),
          days: String(days),
        }),
      ],
    },
    {
      term: t('dora.leadTime'),
      figure: leadTime && formatDuration(leadTime.median),
      about: [
        t('dora.leadTimeText'),
        ...(leadTime
          ? [
              `${t('dora.p90', {
                duration: formatDuration(leadTime.p90),
              })}, ${t('dora.sample', { count: leadTime.sample })}`,
            ]
          : []),
      ],
    },
    {
      term: t('dora.failureRate'),
      figure: changeFailureRate && rateInWords(changeFailureRate.ratio),
      about: changeFailureRate
        ? [
            t('dora.failureRateText', {
              failed: String(changeFailureRate.failed),
            }),
            t('dora.sample', { count: changeFailureRate.sample }),
          ]
        : [],
    },
    {
      term: t('dora.restore'),
      figure: timeToRestore && formatDuration(timeToRestore.median),
      about: [
        t('dora.restoreText'),
        ...(timeToRestore
          ? [
              `${t('dora.p90', {
                duration: formatDuration(timeToRestore.p90),
              })}, ${t('dora.failures', { count: timeToRestore.sample })}`,
            ]
          : []),
      ],
    },
  ];
}

/** The four keys with what they rest on; one without a sample says so. */
export function FourKeys(props: { figures: DoraFigures; days: number }) {
  const { figures, days } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {keysOf(figures, days, t).map(({ term, figure, about }) => (
        <div key={term}>
          <dt className={classes.term}>{term}</dt>
          <dd className={figure === undefined ? classes.none : classes.figure}>
            {figure ?? t('dora.noData')}
          </dd>
          {about.map(line => (
            <dd key={line} className={classes.about}>
              {line}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
