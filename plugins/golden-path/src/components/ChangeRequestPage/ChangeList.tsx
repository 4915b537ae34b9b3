import { EnvironmentChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { ChangeIcon } from '../shared/ChangeIcon';
import { useMasterDetailStyles } from '../shared/MasterDetail';
import { ObjectTitle } from '../shared/ObjectTitle';
import type { ChangeGroup, FoldedChange } from '../shared/foldChanges';

/** Objects by environment; equal changes in several clusters are one row. */
export function ChangeList(props: {
  groups: ChangeGroup[];
  current: string;
  /** Whose request it is. */
  service: string;
  onShow(change: FoldedChange): void;
}) {
  const { groups, current, service, onShow } = props;
  const t = useWords();
  const classes = useMasterDetailStyles();
  return (
    <>
      {groups.map(group => (
        <div key={group.environment ?? ''}>
          <h3 className={classes.group}>
            {group.environment ? (
              <EnvironmentChip environment={group.environment} />
            ) : (
              t('diff.service')
            )}
            <span>{group.changes.length}</span>
          </h3>
          <ul className={classes.list}>
            {group.changes.map(change => (
              <li key={change.key} className={classes.row}>
                <button
                  type="button"
                  className={classes.button}
                  aria-current={change.key === current}
                  onClick={() => onShow(change)}
                >
                  <ChangeIcon change={change.change} />
                  <ChangeTitle change={change} service={service} />{' '}
                  <span className={classes.rowMore}>
                    {change.files.length > 1
                      ? t('diff.clusters', { count: change.files.length })
                      : change.files[0].cluster}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function ChangeTitle(props: { change: FoldedChange; service: string }) {
  const { change, service } = props;
  const classes = useMasterDetailStyles();
  const [{ kind, name = '' }] = change.files;
  return kind ? (
    <ObjectTitle kind={kind} name={name} service={service} />
  ) : (
    <span className={classes.rowTitle}>{change.title}</span>
  );
}
