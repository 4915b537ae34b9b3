import { makeStyles } from '@material-ui/core/styles';
import { StateChip } from '@fairway/ui';
import type { LiveCompile } from '../../../hooks/useLiveCompile';
import { useWords } from '../../../hooks/useWords';
import { FindingCounts } from '../../shared/decision';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 44,
    boxSizing: 'border-box',
    padding: theme.spacing(1, 2),
  },
  name: {
    margin: 0,
    marginRight: theme.spacing(1),
    fontSize: 15,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  waits: { fontSize: 13, color: theme.palette.text.secondary },
}));

/** The answer in one line: does it pass, what changes, which version it asks for. */
export function Verdict(props: { live: LiveCompile }) {
  const { live } = props;
  const { change, comparison } = live;
  const t = useWords();
  const classes = useStyles();
  const result = live.after?.result;
  // An answer to an earlier question reassures nobody.
  const isCurrent = result !== undefined && !live.isContractOlder;
  const findings = result?.findings ?? [];
  const count = (wanted: 'deny' | 'warn') =>
    findings.filter(({ severity }) => severity === wanted).length;
  return (
    <div className={classes.root} role="status">
      <h2 className={classes.name}>{result?.name ?? t('live.parts')}</h2>
      {live.isContractOlder && (
        <StateChip state="unknown" label={t('live.notCurrent')} />
      )}
      {isCurrent && <FindingCounts deny={count('deny')} warn={count('warn')} />}
      {isCurrent && change && change.newlyDenied.length > 0 && (
        <StateChip
          state="critical"
          label={t('live.newlyDenied', { count: change.newlyDenied.length })}
        />
      )}
      {isCurrent && (
        <StateChip
          state={change?.files.length ? 'attention' : 'good'}
          label={
            change?.files.length
              ? t('live.files', { count: change.files.length })
              : t('live.same')
          }
        />
      )}
      {!live.isContractOlder && comparison?.level && (
        <StateChip
          state={comparison.problems.length > 0 ? 'attention' : 'good'}
          label={t('live.asksFor', { version: comparison.asked })}
        />
      )}
      {live.waits && <span className={classes.waits}>{t('live.waits')}</span>}
    </div>
  );
}
