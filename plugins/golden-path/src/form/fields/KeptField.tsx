import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import Typography from '@material-ui/core/Typography';
import {
  formFromIntent,
  type KeptForm,
} from '@fairway/plugin-golden-path-common';
import { useEffect } from 'react';
import { usePreviewContext } from '../preview/PreviewContext';

function inWords({ overrides = [], containers = {} }: KeptForm): string {
  const names = Object.keys(containers);
  return [
    ...(overrides.length
      ? [
          overrides.length === 1
            ? '1 override'
            : `${overrides.length} overrides`,
        ]
      : []),
    ...names.map(name => `the container ${name}`),
  ].join(', ');
}

/** Carries what a standing service states outside of the form, so that changing it here loses nothing. */
export function KeptField(props: FieldExtensionComponentProps<KeptForm>) {
  const { formData, onChange } = props;
  const { standing } = usePreviewContext();
  const kept = standing && formFromIntent(standing.intent)?.kept;
  const isKept = JSON.stringify(formData ?? {}) === JSON.stringify(kept ?? {});
  useEffect(() => {
    if (kept && !isKept) {
      onChange(kept);
    }
  }, [kept, isKept, onChange]);
  const words = kept ? inWords(kept) : '';
  return words ? (
    <Typography variant="body2" color="textSecondary">
      Kept as written in the intent of {kept?.name}: {words}. They are changed
      there, by hand.
    </Typography>
  ) : null;
}
