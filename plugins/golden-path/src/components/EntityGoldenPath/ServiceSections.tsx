import type { Entity } from '@backstage/catalog-model';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceAnswer } from '@fairway/plugin-golden-path-common';
import { PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ServiceActions } from '../Day2/ServiceActions';
import { DriftSection } from '../EntityDrift/DriftSection';
import { DeliverySection } from '../EntityDelivery';
import { Agreements } from '../shared/Agreements';
import { FindingList } from '../shared/FindingList';
import { NotDerivedTable } from '../shared/NotDerivedTable';
import { ContractVersion } from './ContractVersion';
import { DerivedObjects } from './DerivedObjects';
import { Documents, DOCUMENTS_ID } from './Documents';
import { IntentSummary } from './IntentSummary';
import { OpenRequests } from './OpenRequests';
import { Waivers } from './Waivers';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2) },
  aside: { display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  },
}));

/** Intent first, then what follows from it. */
export function ServiceSections(props: {
  entity: Entity;
  answer: ServiceAnswer;
}) {
  const { entity, answer } = props;
  const { result, service, openRequests } = answer;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.stack}>
      <div className={classes.two}>
        <PageSection
          title={t('entity.intent')}
          aside={
            <span className={classes.aside}>
              <ContractVersion
                entity={entity}
                current={result.contractVersion}
              />
              <ServiceActions answer={answer} />
            </span>
          }
        >
          <IntentSummary answer={answer} />
        </PageSection>
        <div className={classes.stack}>
          <PageSection title={t('entity.requests')}>
            <OpenRequests requests={openRequests} />
          </PageSection>
          <DriftSection service={service.name} />
          <PageSection title={t('request.findings')}>
            <FindingList
              findings={result.findings}
              none={t('findings.noneText')}
            />
          </PageSection>
          <Waivers waivers={result.waivers} />
        </div>
      </div>
      <DeliverySection service={service.name} />
      <PageSection title={t('entity.objects')}>
        <DerivedObjects result={result} />
      </PageSection>
      <div id={DOCUMENTS_ID}>
        <PageSection title={t('entity.documents')}>
          <Documents documents={result.documents} />
        </PageSection>
      </div>
      <PageSection title={t('agreements.title')}>
        <Agreements service={service.name} agreements={result.agreements} />
      </PageSection>
      <PageSection title={t('notDerived.title')} flush>
        <NotDerivedTable notDerived={result.notDerived} />
      </PageSection>
    </div>
  );
}
