import { makeStyles } from '@material-ui/core/styles';
import type { ReviewDecision } from '@fairway/plugin-golden-path-common';
import { OwnerLink } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  why: { color: theme.palette.text.secondary },
}));

/** Who has to agree, each with the reasons. */
export function ReviewFact(props: { review: ReviewDecision }) {
  const { review } = props;
  const t = useWords();
  const classes = useStyles();
  if (review.decision === 'automatic') {
    return <>{t('day2.preview.automatic')}</>;
  }
  return (
    <ul className={classes.list}>
      {review.reviewers.map(reviewer => (
        <li key={reviewer}>
          {reviewer.startsWith('group:') ? (
            <OwnerLink owner={reviewer} />
          ) : (
            <b>{reviewer}</b>
          )}{' '}
          <span className={classes.why}>
            {[
              ...new Set(
                review.reasons
                  .filter(reason => reason.reviewer === reviewer)
                  .map(({ why }) => why),
              ),
            ].join(' ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
