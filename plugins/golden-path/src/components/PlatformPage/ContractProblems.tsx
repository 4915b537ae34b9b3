import { makeStyles } from '@material-ui/core/styles';
import { PageSection, StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '21px',
    overflowWrap: 'anywhere',
  },
}));

/** Why newer files of the contract are not in force. */
export function ContractProblems(props: { problems: string[] }) {
  const t = useWords();
  const classes = useStyles();
  return (
    <PageSection
      title={t('platform.problems')}
      aside={<StateChip state="attention" label={t('platform.notInForce')} />}
    >
      {t('platform.problemsText')}
      <ul className={classes.list}>
        {props.problems.map(problem => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </PageSection>
  );
}
