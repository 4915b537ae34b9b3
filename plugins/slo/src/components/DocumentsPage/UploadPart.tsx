import { usePermission } from '@backstage/plugin-permission-react';
import Typography from '@material-ui/core/Typography';
import { documentUploadPermission } from '@fairway/plugin-slo-common';
import { PageSection } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { UploadForm } from './UploadForm';

/** Brings a document in, for those who may. */
export function UploadPart(props: { onUploaded(): void }) {
  const { onUploaded } = props;
  const t = useWords();
  const { allowed, loading } = usePermission({
    permission: documentUploadPermission,
  });
  if (loading) {
    return null;
  }
  return (
    <PageSection title={t('upload.heading')}>
      {allowed ? (
        <UploadForm onUploaded={onUploaded} />
      ) : (
        <Typography variant="body2">{t('upload.mayNot')}</Typography>
      )}
    </PageSection>
  );
}
