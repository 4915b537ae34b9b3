import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { BudgetPolicyStanding } from '@fairway/plugin-slo-common';
import { PageSection, StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { rateInWords, spentInWords } from '../shared/figures';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  rule: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) max-content',
    gap: theme.spacing(0.5, 2),
    alignItems: 'start',
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: 14,
    lineHeight: '20px',
  },
  at: { color: theme.palette.text.secondary, fontSize: 13 },
  not: { color: theme.palette.text.secondary, fontSize: 13 },
}));

/** What is to happen as the budget goes, and what of it holds now. */
export function Policy(props: { policy: BudgetPolicyStanding }) {
  const { spent, rules } = props.policy;
  const t = useWords();
  const classes = useStyles();
  const now =
    spent === undefined
      ? t('policy.unknown')
      : t('policy.spent', { percent: spentInWords(spent) });
  return (
    <PageSection title={t('policy.heading')}>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {rules.length === 0 ? t('policy.none') : now}
      </Typography>
      <ul className={classes.list}>
        {rules.map(({ spentPercent, consequence, holds }) => (
          <li key={`${spentPercent} ${consequence}`} className={classes.rule}>
            <div>
              <div className={classes.at}>
                {t('policy.at', { percent: rateInWords(spentPercent) })}
              </div>
              {consequence}
            </div>
            {holds ? (
              <StateChip
                state={spentPercent >= 100 ? 'critical' : 'attention'}
                label={t('policy.holds')}
              />
            ) : (
              <span className={classes.not}>{t('policy.not')}</span>
            )}
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
