import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { grantsOf } from '@fairway/plugin-golden-path-common';
import { formOf } from '../formOf';
import { usePreviewContext } from '../preview/PreviewContext';

interface SecretChoice {
  name?: string;
  keys?: string[];
}

/** The secrets that the owning team was granted, key by key; others cannot be chosen. */
export function SecretsField(
  props: FieldExtensionComponentProps<SecretChoice[]>,
) {
  const { formData = [], onChange, schema, disabled } = props;
  const { facts } = usePreviewContext();
  const owner = formOf(props.formContext).owner ?? '';
  const team = owner.replace(/^group:/, '').replace(/^default\//, '');
  const grants =
    facts && team ? grantsOf({ contract: facts.contract, team }) : [];

  const toggle = (secret: string, key: string, on: boolean) => {
    const keys = formData.find(({ name }) => name === secret)?.keys ?? [];
    const next = on ? [...keys, key] : keys.filter(one => one !== key);
    const others = formData.filter(({ name }) => name !== secret);
    onChange(next.length ? [...others, { name: secret, keys: next }] : others);
  };

  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Typography component="legend" variant="h6">
        {schema.title}
      </Typography>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {team
          ? `What ${team} was granted. They come from the external store; a key that no variable uses is mounted as a file.`
          : 'Choose an owner first: secrets are granted to teams.'}
      </Typography>
      {team && !grants.length && (
        <Typography variant="body2">
          No secret is granted to {team}. Ask the platform team for a grant.
        </Typography>
      )}
      {grants.map(grant => (
        <div key={grant.secret}>
          <Typography variant="subtitle2" component="div">
            {grant.secret}{' '}
            <Typography variant="body2" component="span" color="textSecondary">
              {grant.environments.join(', ')}
            </Typography>
          </Typography>
          {grant.keys.map(key => (
            <FormControlLabel
              key={key}
              label={key}
              control={
                <Checkbox
                  color="primary"
                  size="small"
                  checked={formData.some(
                    ({ name, keys }) =>
                      name === grant.secret && keys?.includes(key),
                  )}
                  onChange={({ target }) =>
                    toggle(grant.secret, key, target.checked)
                  }
                  disabled={disabled}
                />
              }
            />
          ))}
        </div>
      ))}
    </fieldset>
  );
}
