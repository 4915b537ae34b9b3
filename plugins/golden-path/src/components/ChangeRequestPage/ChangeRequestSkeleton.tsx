import { PageSection, SectionSkeleton } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { useFoldStyles } from './useFoldStyles';

/** Where things will be while the request is loading. */
export function ChangeRequestSkeleton() {
  const t = useWords();
  const classes = useFoldStyles();
  const section = (part: 'decision' | 'changes' | 'findings' | 'effect') => (
    <PageSection title={t(`request.${part}`)}>
      <SectionSkeleton what={t(`request.${part}`)} height={180} />
    </PageSection>
  );
  return (
    <div className={classes.fold}>
      <div className={classes.column}>
        {section('decision')}
        {section('changes')}
      </div>
      <div className={classes.column}>
        {section('findings')}
        {section('effect')}
      </div>
    </div>
  );
}
