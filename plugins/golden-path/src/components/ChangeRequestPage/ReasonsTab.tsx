import { makeStyles } from '@material-ui/core/styles';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { Agreements } from '../shared/Agreements';
import { CostTable } from '../shared/CostTable';
import { DutyTable } from '../shared/DutyTable';
import { NotDerivedTable } from '../shared/NotDerivedTable';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2) },
}));

/** What was known when the request was opened or updated. */
export function ReasonsTab(props: { request: ChangeRequest }) {
  const { evidence, service } = props.request;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.stack}>
      <PageSection title={t('agreements.title')}>
        <Agreements service={service} agreements={evidence.agreements} />
      </PageSection>
      <PageSection title={t('duties.label')} flush>
        <DutyTable readiness={evidence.readinessAfter} />
      </PageSection>
      <PageSection title={t('notDerived.title')} flush>
        <NotDerivedTable notDerived={evidence.notDerived} />
      </PageSection>
      <PageSection title={t('cost.title')} flush>
        <CostTable cost={evidence.costAfter} />
      </PageSection>
    </div>
  );
}
