import AddIcon from '@material-ui/icons/AddBox';
import EditIcon from '@material-ui/icons/Edit';
import RemoveIcon from '@material-ui/icons/RemoveCircle';
import type { FileChange } from '@fairway/plugin-golden-path-common';
import { useFairwayColors, type State } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const ICONS: Record<
  FileChange['change'],
  { icon: typeof AddIcon; state: State }
> = {
  added: { icon: AddIcon, state: 'good' },
  changed: { icon: EditIcon, state: 'attention' },
  removed: { icon: RemoveIcon, state: 'critical' },
};

/** Whether something is new, different or gone. */
export function ChangeIcon(props: { change: FileChange['change'] }) {
  const t = useWords();
  const { states } = useFairwayColors();
  const { icon: Icon, state } = ICONS[props.change];
  return (
    <Icon
      style={{ color: states[state].text, fontSize: 18, flex: 'none' }}
      titleAccess={t(`diff.${props.change}`)}
    />
  );
}
