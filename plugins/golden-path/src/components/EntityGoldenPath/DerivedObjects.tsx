import type {
  CompileResult,
  DerivedObject,
} from '@fairway/plugin-golden-path-common';
import { writeYaml } from '@fairway/plugin-golden-path-common';
import { EmptyState, EnvironmentChip, YamlView } from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';
import { ChipChoice } from '../shared/ChipChoice';
import {
  MasterDetail,
  useMasterDetailStyles,
  type MasterDetailLayout,
} from '../shared/MasterDetail';
import { ObjectTitle } from '../shared/ObjectTitle';
import { reasonsByLine } from '../shared/reasonLines';
import { foldObjects, type FoldedObject } from './foldObjects';
import { useShownPath } from './useShownPath';

/** Everything that was derived, by environment; beside the list, the chosen object stands in the address. */
export function DerivedObjects(props: {
  result: CompileResult;
  /** Stacked where there is little room: the list above, and nothing in the address. */
  layout?: MasterDetailLayout;
}) {
  const { result, layout = 'side-by-side' } = props;
  const t = useWords();
  const classes = useMasterDetailStyles();
  const [asked, show] = useShownPath({ inAddress: layout === 'side-by-side' });
  const groups = useMemo(() => foldObjects(result), [result]);
  const all = groups.flatMap(group => group.objects);
  const current =
    all.find(({ objects }) => objects.some(({ path }) => path === asked)) ??
    all[0];
  const derived =
    current?.objects.find(({ path }) => path === asked) ?? current?.objects[0];

  if (!current || !derived) {
    return <EmptyState title={t('entity.noObjects')} />;
  }
  return (
    <MasterDetail
      label={t('entity.objects')}
      layout={layout}
      master={groups.map(group => (
        <div key={group.environment}>
          <h3 className={classes.group}>
            <EnvironmentChip environment={group.environment} />
            <span>{group.objects.length}</span>
          </h3>
          <ul className={classes.list}>
            {group.objects.map(object => (
              <li key={object.key} className={classes.row}>
                <button
                  type="button"
                  className={classes.button}
                  aria-current={object === current}
                  onClick={() => show(object.objects[0].path)}
                >
                  <ObjectTitle
                    kind={object.objects[0].object.kind}
                    name={object.objects[0].object.metadata.name}
                    service={result.intent.metadata.name}
                  />{' '}
                  <span className={classes.rowMore}>
                    {object.objects.length > 1
                      ? t('diff.clusters', { count: object.objects.length })
                      : object.objects[0].cluster}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    >
      <ObjectView
        key={derived.path}
        folded={current}
        derived={derived}
        onShow={show}
      />
    </MasterDetail>
  );
}

function ObjectView(props: {
  folded: FoldedObject;
  derived: DerivedObject;
  onShow(path: string): void;
}) {
  const { folded, derived, onShow } = props;
  const t = useWords();
  const classes = useMasterDetailStyles();
  const text = useMemo(() => writeYaml(derived.object), [derived]);
  const reasons = useMemo(
    () => reasonsByLine({ text, because: derived.because }),
    [text, derived],
  );
  return (
    <>
      <div className={classes.detailHead}>
        <h3 className={classes.detailTitle}>{folded.title}</h3>
        <ChipChoice
          label={t('diff.cluster')}
          values={folded.objects.map(({ cluster }) => cluster)}
          value={derived.cluster}
          onChange={cluster => {
            const other = folded.objects.find(each => each.cluster === cluster);
            if (other) {
              onShow(other.path);
            }
          }}
        />
        <span className={classes.path}>{derived.path}</span>
      </div>
      <YamlView
        value={text}
        label={folded.title}
        reasons={reasons}
        maxHeight={560}
      />
    </>
  );
}
