import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { Finding } from '@fairway/plugin-golden-path-common';
import { DateTime, EnvironmentChip, SeverityIcon } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 520,
    overflowY: 'auto',
  },
  item: {
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
    '&:not(:last-child)': {
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
  },
  body: {
    minWidth: 0,
    overflowWrap: 'anywhere',
    fontSize: 14,
    lineHeight: '20px',
  },
  title: { fontWeight: 600 },
  meta: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    color: theme.palette.text.secondary,
    fontSize: 13,
  },
}));

/** Denials first; within a severity the order of the compiler. */
function bySeverity(findings: Finding[]): Finding[] {
  return [
    ...findings.filter(({ severity }) => severity === 'deny'),
    ...findings.filter(({ severity }) => severity !== 'deny'),
  ];
}

/** What must or should change, and how. */
export function FindingList(props: { findings: Finding[]; none: string }) {
  const { findings, none } = props;
  const classes = useStyles();
  if (findings.length === 0) {
    return <Typography variant="body2">{none}</Typography>;
  }
  return (
    <ul
      className={classes.list}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, and then the keyboard has to reach it
      tabIndex={0}
    >
      {bySeverity(findings).map(finding => (
        <FindingItem
          key={`${finding.policy} ${finding.at} ${finding.object} ${finding.message}`}
          finding={finding}
        />
      ))}
    </ul>
  );
}

function FindingItem(props: { finding: Finding }) {
  const { finding } = props;
  const { exception } = finding;
  const t = useWords();
  const classes = useStyles();
  return (
    <li className={classes.item}>
      <SeverityIcon severity={finding.severity} />
      <div className={classes.body}>
        <div className={classes.title}>{finding.title}</div>
        <div>{finding.message}</div>
        <div>{t('findings.remedy', { remedy: finding.remedy })}</div>
        {exception && (
          <div>
            {t('findings.exception', {
              reason: exception.reason,
              approvedBy: exception.approvedBy,
            })}{' '}
            <DateTime iso={exception.expires} />
          </div>
        )}
        <div className={classes.meta}>
          {finding.environments?.map(environment => (
            <EnvironmentChip key={environment} environment={environment} />
          ))}
          <code>{finding.policy}</code>
          {finding.at && <code>{finding.at}</code>}
        </div>
      </div>
    </li>
  );
}
