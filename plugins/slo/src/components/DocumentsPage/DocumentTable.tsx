import { usePermission } from '@backstage/plugin-permission-react';
import {
  documentRemovePermission,
  type SloDocumentSummary,
} from '@fairway/plugin-slo-common';
import { DataTable, EmptyState } from '@fairway/ui';
import { useMemo, useState } from 'react';
import { useMe } from '../../hooks/useDocuments';
import { useWords } from '../../hooks/useWords';
import { DocumentDialog } from './DocumentDialog';
import { documentColumns } from './documentColumns';
import { RemoveDialog } from './RemoveDialog';

/** What cannot be read comes first. */
const WRONG_FIRST = { column: 'problems', direction: 'asc' } as const;

/** Every document; what is wrong first, and one's own uploads to be removed. */
export function DocumentTable(props: {
  documents: readonly SloDocumentSummary[];
  onRemoved(): void;
}) {
  const { documents, onRemoved } = props;
  const t = useWords();
  const me = useMe();
  const { allowed } = usePermission({ permission: documentRemovePermission });
  const [shown, setShown] = useState<SloDocumentSummary>();
  const [leaving, setLeaving] = useState<SloDocumentSummary>();
  const [gone, setGone] = useState<SloDocumentSummary>();
  const columns = useMemo(() => {
    const mayRemove = ({ origin }: SloDocumentSummary) =>
      allowed && origin.kind === 'upload' && origin.by === me;
    return documentColumns({
      t,
      onShow: setShown,
      ...(documents.some(mayRemove) && {
        removal: { mayRemove, onRemove: setLeaving },
      }),
    });
  }, [t, allowed, me, documents]);
  return (
    <>
      <div role="status">
        {gone && t('documents.removed', { file: gone.file })}
      </div>
      <DataTable
        label={t('documents.title')}
        columns={columns}
        rows={documents}
        rowKey={({ id }) => id}
        filterText={({ file, objectives, origin }) =>
          [
            file,
            origin.kind,
            ...objectives.flatMap(({ id, title }) => [id, title]),
          ].join(' ')
        }
        defaultSort={WRONG_FIRST}
        empty={
          <EmptyState
            title={t('documents.empty')}
            text={t('documents.emptyText')}
          />
        }
      />
      {shown && (
        <DocumentDialog document={shown} onClose={() => setShown(undefined)} />
      )}
      {leaving && (
        <RemoveDialog
          document={leaving}
          onClose={() => setLeaving(undefined)}
          onDone={() => {
            setGone(leaving);
            setLeaving(undefined);
            onRemoved();
          }}
        />
      )}
    </>
  );
}
