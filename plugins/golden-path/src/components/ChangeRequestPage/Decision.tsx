import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  Approval,
  ChangeRequest,
} from '@fairway/plugin-golden-path-common';
import { Age, OwnerLink, StateChip, type State } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { OutsideNotice } from './OutsideNotice';

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    fontSize: 14,
    '& th': { textAlign: 'left', fontWeight: 600 },
    '& th, & td': {
      padding: theme.spacing(0.75, 1, 0.75, 0),
      verticalAlign: 'top',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    '& tr:last-child > *': { borderBottom: 0 },
    '& ul': { margin: 0, paddingLeft: theme.spacing(2) },
  },
  reviewer: { width: '36%', overflowWrap: 'anywhere' },
  why: { overflowWrap: 'anywhere', lineHeight: '20px' },
  standing: { fontWeight: 400, marginTop: theme.spacing(0.5) },
  who: { display: 'flex', flexWrap: 'wrap', gap: 6, alignItems: 'baseline' },
}));

/** The approval that counts for a kind of reviewer: one of the newest commit before a stale one. */
function approvalOf(
  approvals: Approval[],
  reviewer: string,
): Approval | undefined {
  const own = approvals.filter(each => each.reviewers.includes(reviewer));
  return own.find(each => !each.stale) ?? own[0];
}

function standing(approval: Approval | undefined): {
  state: State;
  key: 'approved' | 'stale' | 'waits';
} {
  if (!approval) {
    return { state: 'attention', key: 'waits' };
  }
  return approval.stale
    ? { state: 'attention', key: 'stale' }
    : { state: 'good', key: 'approved' };
}

/** One reason needs no list. */
function Whys(props: { whys: string[] }) {
  const { whys } = props;
  return whys.length === 1 ? (
    <>{whys[0]}</>
  ) : (
    <ul>
      {whys.map(why => (
        <li key={why}>{why}</li>
      ))}
    </ul>
  );
}

/** Who must agree, and who has. */
export function Decision(props: { request: ChangeRequest }) {
  const { review, approvals, automatic, outside } = props.request;
  const t = useWords();
  const classes = useStyles();
  if (outside && props.request.state === 'open') {
    // What was decided is of what was derived; nobody can agree to what lies there.
    return <OutsideNotice request={props.request} outside={outside} />;
  }
  if (review.decision === 'automatic') {
    return (
      <Typography variant="body2" paragraph>
        {automatic?.why ?? t('decision.automatic')}
      </Typography>
    );
  }
  return (
    <table className={classes.table} aria-label={t('decision.who')}>
      <tbody>
        {review.reviewers.map(reviewer => {
          const approval = approvalOf(approvals, reviewer);
          const { state, key } = standing(approval);
          const whys = new Set(
            review.reasons
              .filter(reason => reason.reviewer === reviewer)
              .map(reason => reason.why),
          );
          return (
            <tr key={reviewer}>
              <th scope="row" className={classes.reviewer}>
                {reviewer.startsWith('group:') ? (
                  <OwnerLink owner={reviewer} />
                ) : (
                  reviewer
                )}
                <div className={classes.standing}>
                  <StateChip state={state} label={t(`decision.${key}`)} />
                  {approval && (
                    <span className={classes.who}>
                      <OwnerLink owner={approval.by} />
                      <Age since={approval.at} />
                    </span>
                  )}
                </div>
              </th>
              <td className={classes.why}>
                <Whys whys={[...whys]} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
