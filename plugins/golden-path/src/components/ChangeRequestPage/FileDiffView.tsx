import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequest,
  FileChange,
} from '@fairway/plugin-golden-path-common';
import {
  DiffView,
  ErrorState,
  SectionSkeleton,
  Segmented,
  YamlView,
  useLoaded,
} from '@fairway/ui';
import { useCallback, useMemo, useState } from 'react';
import { goldenPathApiRef } from '../../api';
import { useWords } from '../../hooks/useWords';
import { ChipChoice } from '../shared/ChipChoice';
import { useMasterDetailStyles } from '../shared/MasterDetail';
import { reasonsByLine } from '../shared/reasonLines';
import type { FoldedChange } from '../shared/foldChanges';

/** One object before and after, or whole with the reason of every line. */
export function FileDiffView(props: {
  request: ChangeRequest;
  change: FoldedChange;
  file: FileChange;
  onShow(path: string): void;
}) {
  const { request, change, file, onShow } = props;
  const { id, commit } = request;
  const t = useWords();
  const classes = useMasterDetailStyles();
  const api = useApi(goldenPathApiRef);
  const [mode, setMode] = useState<'diff' | 'reasons'>('diff');
  const load = useCallback(
    async (signal: AbortSignal) => {
      const page = await api.getChangeRequestDiff(
        id,
        { path: file.path, limit: 1 },
        { signal },
      );
      return page.items.find(({ path }) => path === file.path);
    },
    [api, id, file.path],
  );
  const { value, error, loading, reload } = useLoaded({
    key: `${commit} ${file.path}`,
    load,
  });
  const because = request.evidence.because[file.path];
  const text = value?.after ?? value?.before ?? '';
  const reasons = useMemo(
    () => (because ? reasonsByLine({ text, because }) : undefined),
    [because, text],
  );

  return (
    <>
      <div className={classes.detailHead}>
        <h3 className={classes.detailTitle}>{change.title}</h3>
        <ChipChoice
          label={t('diff.cluster')}
          values={change.files.flatMap(({ cluster }) => cluster ?? [])}
          value={file.cluster ?? ''}
          onChange={cluster => {
            const other = change.files.find(each => each.cluster === cluster);
            if (other) {
              onShow(other.path);
            }
          }}
        />
        {because && (
          <Segmented<'diff' | 'reasons'>
            label={t('diff.show')}
            value={mode}
            onChange={setMode}
            options={[
              { value: 'diff', title: t('diff.difference') },
              { value: 'reasons', title: t('diff.reasons') },
            ]}
          />
        )}
        <span className={classes.path}>{file.path}</span>
      </div>
      {error !== undefined && (
        <ErrorState error={error} title={t('diff.failed')} onRetry={reload} />
      )}
      {!value && loading && (
        <SectionSkeleton what={change.title} height={420} />
      )}
      {value && mode === 'diff' && (
        <DiffView
          before={value.before ?? ''}
          after={value.after ?? ''}
          label={change.title}
        />
      )}
      {value && mode === 'reasons' && (
        <YamlView
          value={text}
          label={change.title}
          reasons={reasons}
          maxHeight={640}
        />
      )}
    </>
  );
}
