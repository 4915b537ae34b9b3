import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import {
  ErrorState,
  Facts,
  Money,
  PageSection,
  SectionSkeleton,
  TierChip,
} from '@fairway/ui';
import { useService } from '../../hooks/useService';
import { useWords } from '../../hooks/useWords';
import { changeRequestsRouteRef } from '../../routes';
import { ChangeLink } from '../Day2/ChangeLink';
import { DriftFact } from '../EntityDrift/DriftFact';
import { DeliveryLine } from '../EntityDelivery';
import { FindingCounts } from '../shared/decision';
import { ContractVersion } from './ContractVersion';

/** Size of the card once it is filled, so nothing jumps. */
const CARD_HEIGHT = 150;

/** Am I fine on the golden path? */
export function EntityGoldenPathCard() {
  const t = useWords();
  const { entity } = useEntity();
  const tab = `${useEntityRefLink()(entity)}/golden-path`;
  const requests = useRouteRef(changeRequestsRouteRef)();
  const { name } = entity.metadata;
  const { value, error, loading, reload } = useService(name);
  return (
    <PageSection
      title={t('entity.title')}
      aside={
        <span>
          {value && <ChangeLink answer={value} />}
          <Link to={tab}>{t('entity.open')}</Link>
        </span>
      }
    >
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('entity.failed')}
          permission={contractReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('entity.title')} height={CARD_HEIGHT} />
      )}
      {value && (
        <Facts
          facts={[
            {
              term: t('intent.tier'),
              value: <TierChip tier={value.intent.spec.tier} />,
            },
            {
              term: t('intent.exposure'),
              value: value.intent.spec.exposure,
            },
            {
              term: t('entity.contract'),
              value: (
                <ContractVersion
                  entity={entity}
                  current={value.result.contractVersion}
                />
              ),
            },
            {
              term: t('serviceDrift.fact'),
              value: <DriftFact service={name} />,
            },
            {
              term: t('request.findings'),
              value: (
                <FindingCounts
                  deny={count(value.result.findings, 'deny')}
                  warn={count(value.result.findings, 'warn')}
                />
              ),
            },
            {
              term: t('effect.readiness'),
              value: t('readiness.met', {
                met: String(value.result.readiness.met),
                total: String(value.result.readiness.total),
              }),
            },
            {
              term: t('entity.requests'),
              value:
                value.openRequests.length > 0 ? (
                  <Link to={`${requests}?search=${encodeURIComponent(name)}`}>
                    {t('entity.openRequests', {
                      count: value.openRequests.length,
                    })}
                  </Link>
                ) : (
                  t('entity.noRequests')
                ),
            },
            {
              term: t('delivery.line'),
              value: <DeliveryLine service={name} />,
            },
            {
              term: t('effect.cost'),
              value: (
                <Money
                  amount={value.result.cost.monthly}
                  currency={value.result.cost.currency}
                  perMonth
                />
              ),
            },
          ]}
        />
      )}
    </PageSection>
  );
}

function count(findings: { severity: string }[], severity: string): number {
  return findings.filter(each => each.severity === severity).length;
}
