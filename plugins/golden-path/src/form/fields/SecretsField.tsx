import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import Typography from '@material-ui/core/Typography';
import {
  grantsOf,
  type GrantedSecret,
} from '@fairway/plugin-golden-path-common';
import { formOf } from '../formOf';
import { usePreviewContext } from '../preview/PreviewContext';
import { messagesUnder } from './rowErrors';

interface SecretChoice {
  name?: string;
  keys?: string[];
}

/** The grants with what is asked for beyond them, so that it can be taken back. */
function choicesOf(
  grants: readonly GrantedSecret[],
  asked: readonly SecretChoice[],
): GrantedSecret[] {
  const beyond = asked.flatMap(({ name = '', keys = [] }): GrantedSecret[] =>
    grants.some(({ secret }) => secret === name)
      ? []
      : [{ secret: name, keys, environments: [] }],
  );
  const granted = grants.map(grant => {
    const own = asked.find(({ name }) => name === grant.secret);
    return {
      ...grant,
      keys: [...new Set([...grant.keys, ...(own?.keys ?? [])])],
    };
  });
  return [...granted, ...beyond];
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

  const messagesOf = (secret: string) => {
    const row = formData.findIndex(({ name }) => name === secret);
    return row < 0 ? [] : messagesUnder(props.errorSchema, row);
  };

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
      {choicesOf(grants, formData).map(grant => (
        <div key={grant.secret}>
          <Typography variant="subtitle2" component="div">
            {grant.secret}{' '}
            <Typography variant="body2" component="span" color="textSecondary">
              {grant.environments.join(', ') || 'not granted'}
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
                  inputProps={{
                    'aria-invalid': messagesOf(grant.secret).length > 0,
                    'aria-label': `${grant.secret} · ${key}`,
                  }}
                  onChange={({ target }) =>
                    toggle(grant.secret, key, target.checked)
                  }
                  disabled={disabled}
                />
              }
            />
          ))}
          {messagesOf(grant.secret).map(message => (
            <FormHelperText key={message} error>
              {message}
            </FormHelperText>
          ))}
        </div>
      ))}
    </fieldset>
  );
}
