import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  formFromIntent,
  type Preview,
} from '@fairway/plugin-golden-path-common';
import { OwnerLink, ServiceLink } from '@fairway/ui';
import { usePreviewContext } from '../preview/PreviewContext';

function warningAt(preview: Preview | undefined, at: string) {
  return preview?.findings.find(
    finding =>
      finding.at === at &&
      finding.policy === 'ownership' &&
      finding.severity === 'warn',
  );
}

/** Beside the name and the owner: whose the service of that name is, and what proposing for another team means. */
export function OwnershipNote(props: {
  at: '/metadata/name' | '/metadata/owner';
}) {
  const { preview, standing, form, fill } = usePreviewContext();
  const warning = warningAt(preview, props.at);
  const service = props.at === '/metadata/name' ? preview?.standing : undefined;
  if (!warning && !service) {
    return null;
  }
  const mayChange =
    service !== undefined &&
    warning !== undefined &&
    standing?.intent.spec.workloadType ===
      preview?.result?.intent.spec.workloadType;
  const asItStands =
    mayChange && standing ? formFromIntent(standing.intent) : undefined;
  return (
    // What is wrong stands in red above; this is where to look.
    <Typography variant="caption" color="textSecondary" component="div">
      {warning && (
        <span>
          {warning.message} {warning.remedy}
        </span>
      )}{' '}
      {service && (
        <span>
          Look at <ServiceLink service={service.name} /> of{' '}
          <OwnerLink owner={`group:${service.team}`} />.
        </span>
      )}
      {asItStands && fill && form.kept?.name === form.name && (
        <div>
          <Button size="small" color="primary" onClick={() => fill(asItStands)}>
            Start from what it states now
          </Button>
        </div>
      )}
    </Typography>
  );
}
