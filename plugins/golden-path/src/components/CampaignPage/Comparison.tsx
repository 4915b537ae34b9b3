import type { ContractComparison } from '@fairway/plugin-golden-path-common';
import { EmptyState, PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ContractChangeTable } from '../shared/ContractChangeTable';

/** What the contract that services were derived under and the new one differ in. */
export function Comparison(props: { comparison: ContractComparison }) {
  const { versions, changes } = props.comparison;
  const t = useWords();
  return (
    <PageSection
      title={t('comparison.title')}
      aside={<span>{t('comparison.versions', versions)}</span>}
      flush
    >
      {changes.length > 0 ? (
        <ContractChangeTable changes={changes} />
      ) : (
        <EmptyState title={t('comparison.none')} />
      )}
    </PageSection>
  );
}
