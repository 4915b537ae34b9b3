import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import ErrorIcon from '@material-ui/icons/Error';
import InfoIcon from '@material-ui/icons/Info';
import WarningIcon from '@material-ui/icons/Warning';
import { useFairwayColors, type State } from '../theme';
import { uiTranslationRef } from '../translation';

const LOOKS: Record<
  'deny' | 'warn' | 'info',
  { icon: typeof ErrorIcon; state: State }
> = {
  deny: { icon: ErrorIcon, state: 'critical' },
  warn: { icon: WarningIcon, state: 'attention' },
  info: { icon: InfoIcon, state: 'unknown' },
};

/** @public */
export interface SeverityIconProps {
  severity: 'deny' | 'warn' | 'info';
}

/** A finding's severity; the word is there for screen readers. @public */
export function SeverityIcon(props: SeverityIconProps) {
  const { severity } = props;
  const { t } = useTranslationRef(uiTranslationRef);
  const { states } = useFairwayColors();
  const look = LOOKS[severity];
  const Icon = look.icon;
  return (
    <Icon
      style={{ color: states[look.state].text, fontSize: 18, flex: 'none' }}
      titleAccess={t(`severity.${severity}`)}
    />
  );
}
