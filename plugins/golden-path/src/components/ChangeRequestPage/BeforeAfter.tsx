import type {
  ChangeRequest,
  ReadinessPreview,
} from '@fairway/plugin-golden-path-common';
import { DateTime, Facts, Money, StateChip, type Fact } from '@fairway/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useWords, type Words } from '../../hooks/useWords';
import { CostChange } from '../shared/CostChange';

const useStyles = makeStyles(theme => ({
  files: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

function readinessText(
  t: Words,
  before: ReadinessPreview | undefined,
  after: ReadinessPreview,
): string {
  const now = t('readiness.met', {
    met: String(after.met),
    total: String(after.total),
  });
  const isSame = before?.met === after.met && before.total === after.total;
  return before && !isSame
    ? t('readiness.change', {
        before: t('readiness.met', {
          met: String(before.met),
          total: String(before.total),
        }),
        after: now,
      })
    : now;
}

/** Cost and readiness before and after, and whether Git can merge it. */
export function BeforeAfter(props: { request: ChangeRequest }) {
  const { request } = props;
  const { evidence } = request;
  const t = useWords();
  const facts: Fact[] = [
    {
      term: t('effect.cost'),
      value: (
        <CostChange
          before={request.monthlyBefore}
          after={request.monthlyAfter}
          currency={request.currency}
        />
      ),
    },
    {
      term: t('effect.atMost'),
      value: (
        <Money
          amount={evidence.costAfter.monthlyAtMax}
          currency={evidence.costAfter.currency}
          perMonth
        />
      ),
    },
    // What goes has no duties left to meet.
    ...(request.kind === 'retire'
      ? []
      : [
          {
            term: t('effect.readiness'),
            value: readinessText(
              t,
              evidence.readinessBefore,
              evidence.readinessAfter,
            ),
          },
        ]),
    {
      term: t('effect.mergeability'),
      value: <MergeabilityFact request={request} />,
    },
    { term: t('effect.contract'), value: request.contractVersion },
    {
      term: t('effect.updated'),
      // Told when the page follows a change that somebody else made.
      value: (
        <span role="status">
          <DateTime iso={request.updatedAt} />
        </span>
      ),
    },
    {
      term: t('effect.commit'),
      value: (
        <code>{(request.mergeCommit ?? request.commit).slice(0, 12)}</code>
      ),
    },
  ];
  return <Facts facts={facts} />;
}

function MergeabilityFact(props: { request: ChangeRequest }) {
  const { mergeability, base, state, outside } = props.request;
  const t = useWords();
  const classes = useStyles();
  if (state === 'merged') {
    return <StateChip state="good" label={t('standing.merged')} />;
  }
  if (state === 'closed') {
    // Neither good nor bad, and nothing about it is unknown.
    return <>{t('standing.closed')}</>;
  }
  if (outside) {
    return <StateChip state="attention" label={t('mergeability.outside')} />;
  }
  if (mergeability.state === 'clean') {
    return <StateChip state="good" label={t('mergeability.clean')} />;
  }
  if (mergeability.state === 'unknown') {
    return (
      <>
        <StateChip state="unknown" label={t('mergeability.unknown')} />{' '}
        {mergeability.reason}
      </>
    );
  }
  return (
    <>
      <StateChip state="critical" label={t('mergeability.conflict')} />
      <div>{t('mergeability.conflictText', { base })}</div>
      <ul className={classes.files}>
        {mergeability.files.map(file => (
          <li key={file}>
            <code>{file}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
