import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { useEffect } from 'react';
import { usePreviewContext } from '../preview/PreviewContext';
import { draftsOf } from './dependency';

/**
 * Offers to take back the other side's line: for each service that this one called and no longer does, whether the
 * same request takes its acceptance away. The team on the other side is asked to review.
 */
export function ReleaseOnField(props: FieldExtensionComponentProps<string[]>) {
  const { formData = [], onChange, schema, disabled } = props;
  const { facts, form, standing } = usePreviewContext();
  const name = standing?.service.name;
  const called = draftsOf(form.dependencies).map(({ service }) => service);
  const left = draftsOf(standing?.intent.spec.dependencies)
    .flatMap(({ service }) => service ?? [])
    .filter(
      callee =>
        !called.includes(callee) &&
        name !== undefined &&
        facts?.fleet.services[callee]?.accepts.includes(name),
    );
  const offered = [...new Set(left)].sort();
  // What is offered is known only once the service and the fleet are read.
  const stray =
    facts && standing ? formData.filter(each => !offered.includes(each)) : [];
  // Who is called again keeps its line; a request that named it would be refused.
  useEffect(() => {
    if (stray.length) {
      onChange(formData.filter(each => !stray.includes(each)));
    }
  });
  if (!offered.length) {
    return null;
  }
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Typography component="legend" variant="h6">
        {schema.title}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        They still accept {name}, which no longer calls them. Take that line
        back in the same change request; its owner is asked to review it.
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
                    : formData.filter(each => each !== callee),
                )
              }
              disabled={disabled}
            />
          }
          label={
            <span>
              Also take back the line of <b>{callee}</b> (
              {facts?.fleet.services[callee]?.team ?? 'unknown team'}) that
              accepts <b>{name}</b>
            </span>
          }
        />
      ))}
    </fieldset>
  );
}
