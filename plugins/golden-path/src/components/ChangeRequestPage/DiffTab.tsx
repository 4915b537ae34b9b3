import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { EmptyState } from '@fairway/ui';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useWords } from '../../hooks/useWords';
import { MasterDetail } from '../shared/MasterDetail';
import { ChangeList } from './ChangeList';
import { FileDiffView } from './FileDiffView';
import { groupByEnvironment } from '../shared/foldChanges';

/** Every object that changes, one at a time; which one stands in the address. */
export function DiffTab(props: { request: ChangeRequest }) {
  const { request } = props;
  const t = useWords();
  const [params, setParams] = useSearchParams();
  const groups = useMemo(
    () => groupByEnvironment(request.files, request.service),
    [request.files, request.service],
  );
  const changes = groups.flatMap(group => group.changes);
  const asked = params.get('file');
  const current =
    changes.find(({ files }) => files.some(({ path }) => path === asked)) ??
    changes[0];
  const file =
    current?.files.find(({ path }) => path === asked) ?? current?.files[0];

  if (!current || !file) {
    return <EmptyState title={t('diff.empty')} text={t('diff.emptyText')} />;
  }
  const show = (path: string) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        next.set('file', path);
        return next;
      },
      { replace: true },
    );
  return (
    <MasterDetail
      label={t('diff.objects')}
      master={
        <ChangeList
          groups={groups}
          current={current.key}
          service={request.service}
          onShow={change => show(change.files[0].path)}
        />
      }
    >
      <FileDiffView
        key={file.path}
        request={request}
        change={current}
        file={file}
        onShow={show}
      />
    </MasterDetail>
  );
}
