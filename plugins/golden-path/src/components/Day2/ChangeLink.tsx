import { Link } from '@backstage/core-components';
import {
  formFromIntent,
  type ServiceAnswer,
} from '@fairway/plugin-golden-path-common';
import { useChangeService } from '../../hooks/useChangeService';
import { useWords } from '../../hooks/useWords';

/** The way to the form that changes a service; nothing for those who may not, and where no form can show it. */
export function ChangeLink(props: { answer: ServiceAnswer }) {
  const { service, intent } = props.answer;
  const t = useWords();
  const change = useChangeService({
    service: service.name,
    workloadType: intent.spec.workloadType,
  });
  return change && change !== 'none' && formFromIntent(intent) ? (
    <>
      <Link to={change.to}>{t('day2.change')}</Link>
      {' · '}
    </>
  ) : null;
}
