import { makeStyles } from '@material-ui/core/styles';
import {
  groupChanges,
  writeYaml,
  type ChangeGroup,
  type CompileResult,
  type FileChange,
} from '@fairway/plugin-golden-path-common';
import {
  DiffView,
  EmptyState,
  EnvironmentChip,
  Segmented,
  StateChip,
  type DiffViewProps,
} from '@fairway/ui';
import { useMemo, useState } from 'react';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { ChangeIcon } from '../../shared/ChangeIcon';
import { ChipChoice } from '../../shared/ChipChoice';
import { FindingList } from '../../shared/FindingList';
import { useMasterDetailStyles } from '../../shared/MasterDetail';
import { NotCurrent } from './NotCurrent';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  heading: { margin: theme.spacing(0, 0, 0.5), fontSize: 15, fontWeight: 600 },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxHeight: 320,
    overflowY: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
  },
  words: {
    display: 'block',
    color: theme.palette.text.secondary,
    fontSize: 13,
    lineHeight: '18px',
    overflowWrap: 'anywhere',
  },
  chips: { display: 'flex', flexWrap: 'wrap', gap: 4 },
}));

type DiffLayout = NonNullable<DiffViewProps['layout']>;

/** Words of a change that stand in the list; the difference has all. */
const WORDS = 4;

function titleOf({ kind, name, paths }: ChangeGroup): string {
  return kind ? `${kind} ${name ?? ''}`.trim() : paths[0];
}

/** The text of a file that compiling gives, empty where it does not. */
function textAt(result: CompileResult | undefined, path: string): string {
  const derived = result?.objects.find(each => each.path === path);
  return derived
    ? writeYaml(derived.object)
    : result?.documents.find(each => each.path === path)?.text ?? '';
}

/** What the draft makes different for what is fed: what is newly denied first, then each change in words. */
export function ChangesTab(props: { workbench: Workbench }) {
  const { live } = props.workbench;
  const { change, before, after, isContractOlder } = live;
  const t = useWords();
  const classes = useStyles();
  const rows = useMasterDetailStyles();
  const groups = useMemo(() => groupChanges(change?.files ?? []), [change]);
  const [asked, show] = useState<string>();
  const [layout, setLayout] = useState<DiffLayout>('one-column');
  const current = groups.find(({ paths }) => paths.includes(asked ?? ''));
  const path = current ? asked ?? current.paths[0] : undefined;

  const places = placesOf(current?.paths ?? [], change?.files ?? []);

  if (!change) {
    return isContractOlder ? (
      <NotCurrent />
    ) : (
      <EmptyState
        title={t('changesTab.none')}
        text={t('changesTab.noneText')}
      />
    );
  }
  return (
    <div className={classes.root}>
      {!before?.result && <div>{t('changesTab.noBefore')}</div>}
      {change.noLongerDenied && (
        <div>
          <StateChip state="good" label={t('live.noLongerDenied')} />{' '}
          {t('changesTab.noLonger')}
        </div>
      )}
      {change.newlyDenied.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('changesTab.newlyDenied')}</h3>
          <FindingList findings={change.newlyDenied} none="" />
        </div>
      )}
      {groups.length > 0 && (
        <ul className={classes.list} aria-label={t('changesTab.title')}>
          {groups.map(group => (
            <li key={group.paths[0]} className={rows.row}>
              <button
                type="button"
                className={rows.button}
                aria-current={group === current}
                onClick={() => show(group.paths[0])}
              >
                <ChangeIcon change={group.change} />
                <span className={rows.rowTitle}>
                  {titleOf(group)}
                  {group.change === 'changed' && (
                    <span className={classes.words}>
                      {group.words.slice(0, WORDS).join('; ')}
                      {group.words.length > WORDS &&
                        `; ${t('home.more', {
                          count: group.words.length - WORDS,
                        })}`}
                    </span>
                  )}
                  <span className={classes.chips}>
                    {group.environments.map(environment => (
                      <EnvironmentChip
                        key={environment}
                        environment={environment}
                      />
                    ))}
                  </span>
                </span>{' '}
                <span className={rows.rowMore}>
                  {group.clusters.length > 0 &&
                    t('changesTab.clusters', { count: group.clusters.length })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {current && path !== undefined && (
        <div>
          <div className={rows.detailHead}>
            <h3 className={rows.detailTitle}>{titleOf(current)}</h3>
            <ChipChoice
              label={t('changesTab.in')}
              values={[...places.values()]}
              value={places.get(path) ?? path}
              onChange={place =>
                show(current.paths.find(each => places.get(each) === place))
              }
            />
            <Segmented<DiffLayout>
              label={t('changesTab.layout')}
              value={layout}
              onChange={setLayout}
              options={[
                { value: 'one-column', title: t('changesTab.oneColumn') },
                { value: 'side-by-side', title: t('changesTab.sideBySide') },
              ]}
            />
            <span className={rows.path}>{path}</span>
          </div>
          <DiffView
            layout={layout}
            before={textAt(before?.result, path)}
            after={textAt(after?.result, path)}
            label={t('changesTab.difference', { title: titleOf(current) })}
            maxHeight={520}
          />
        </div>
      )}
    </div>
  );
}

/** `prod-eu-1`, with the environment where the cluster holds several. */
function placesOf(
  paths: readonly string[],
  files: readonly FileChange[],
): Map<string, string> {
  const found = paths.map(path => files.find(each => each.path === path));
  const clusters = found.map(each => each?.cluster);
  return new Map(
    paths.map((path, index) => {
      const { cluster, env } = found[index] ?? {};
      const isShared =
        clusters.filter(each => each === cluster).length > 1 && env;
      return [path, cluster ? `${cluster}${isShared ? ` ${env}` : ''}` : path];
    }),
  );
}
