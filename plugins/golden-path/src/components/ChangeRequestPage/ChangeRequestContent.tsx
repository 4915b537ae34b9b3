import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { PageSection, RouteTabs } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { FindingCounts, StandingChip } from '../shared/decision';
import { FindingList } from '../shared/FindingList';
import { Actions } from './Actions';
import { BeforeAfter } from './BeforeAfter';
import { ChangesInWords } from './ChangesInWords';
import { ConversationTab } from './ConversationTab';
import { Decision } from './Decision';
import { DiffTab } from './DiffTab';
import { Purpose } from './Purpose';
import { ReasonsTab } from './ReasonsTab';
import { useFoldStyles } from './useFoldStyles';

/** Above the fold what decides; below it, everything that led there. */
export function ChangeRequestContent(props: {
  request: ChangeRequest;
  onChange(request: ChangeRequest): void;
}) {
  const { request, onChange } = props;
  const { evidence } = request;
  const t = useWords();
  const classes = useFoldStyles();
  return (
    <>
      <div className={classes.fold}>
        <div className={classes.column}>
          <PageSection
            title={t('request.decision')}
            aside={<StandingChip request={request} />}
          >
            <Decision request={request} />
            <Actions request={request} onChange={onChange} />
          </PageSection>
          <Purpose request={request} />
          <PageSection title={t('request.changes')}>
            <ChangesInWords request={request} />
          </PageSection>
        </div>
        <div className={classes.column}>
          <PageSection
            title={t('request.findings')}
            aside={<FindingCounts {...request.counts} />}
          >
            <FindingList
              findings={evidence.findings}
              none={t('findings.noneText')}
            />
          </PageSection>
          <PageSection title={t('request.effect')}>
            <BeforeAfter request={request} />
          </PageSection>
        </div>
      </div>
      <RouteTabs
        label={t('request.parts')}
        tabs={[
          {
            path: 'diff',
            title: t('request.diff'),
            count: request.files.length,
            element: <DiffTab request={request} />,
          },
          {
            path: 'reasons',
            title: t('request.reasons'),
            element: <ReasonsTab request={request} />,
          },
          {
            path: 'conversation',
            title: t('request.conversation'),
            count: request.comments.length,
            element: <ConversationTab request={request} onChange={onChange} />,
          },
        ]}
      />
    </>
  );
}
