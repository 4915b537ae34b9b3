import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { useEffect } from 'react';
import { usePreviewContext } from '../preview/PreviewContext';
import { draftsOf } from './dependency';

/**
 * Offers the other side's line: for each service that does not accept this one yet, whether the same request adds
 * it there. The team on the other side is asked to review.
 */
export function AcceptOnField(props: FieldExtensionComponentProps<string[]>) {
  const { formData = [], onChange, schema, disabled } = props;
  const { facts, preview, form } = usePreviewContext();
  const result = preview?.result;
  const missing = (result?.agreements ?? []).filter(
    ({ kind, state }) => kind === 'service' && state === 'missing-accept',
  );
  const called = draftsOf(form.dependencies).map(({ service }) => service);
  const stray = formData.filter(name => !called.includes(name));
  // Who is no longer called has no side to add; a request that named it would be refused.
  useEffect(() => {
    if (stray.length) {
      onChange(formData.filter(name => !stray.includes(name)));
    }
  });
  // Once added, the preview counts the agreement as made; the offer stays, so that it can be taken back.
  const offered = [
    ...new Set([...formData, ...missing.map(({ callee }) => callee)]),
  ].sort();
  if (!offered.length) {
    return null;
  }
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Typography component="legend" variant="h6">
        {schema.title}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        A call is allowed when both sides say so. Add the other side’s line in
        the same change request; its owner is asked to review it.
      </Typography>
      {offered.map(callee => (
        <FormControlLabel
          key={callee}
          control={
            <Checkbox
              color="primary"
              checked={formData.includes(callee)}
              onChange={({ target }) =>
                onChange(
                  target.checked
                    ? [...formData, callee]
                    : formData.filter(name => name !== callee),
                )
              }
              disabled={disabled}
            />
          }
          label={
            <span>
              Let <b>{callee}</b> (
              {facts?.fleet.services[callee]?.team ?? 'unknown team'}) accept{' '}
              <b>{result?.name ?? 'this service'}</b>
            </span>
          }
        />
      ))}
    </fieldset>
  );
}
