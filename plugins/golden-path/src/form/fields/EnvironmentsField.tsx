import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import { getUiOptions } from '@rjsf/utils';
import type { EnvironmentForm } from '@fairway/plugin-golden-path-common';
import { contentAt, hasContent } from '../content';
import { usePreviewContext } from '../preview/PreviewContext';
import { NumberInput } from './NumberInput';
import { Rows } from './rows';
import { VariableRows } from './VariableRows';

const TEXTS: { path: string[]; label: string; placeholder: string }[] = [
  { path: ['resources', 'cpu'], label: 'CPU request', placeholder: '250m' },
  {
    path: ['resources', 'memory'],
    label: 'Memory request',
    placeholder: '512Mi',
  },
  {
    path: ['resources', 'memoryLimit'],
    label: 'Memory limit',
    placeholder: '1Gi',
  },
  { path: ['image'], label: 'Image', placeholder: 'as stated before' },
];
const HOST = {
  path: ['host'],
  label: 'Public host',
  placeholder: 'payments-dev.example.com',
};

/** The entry with another value at a path of one or two keys. */
function changed(
  entry: EnvironmentForm,
  [head, key]: string[],
  value: unknown,
): EnvironmentForm {
  return {
    ...entry,
    [head]:
      key === undefined
        ? value
        : { ...Object(contentAt(entry, [head])), [key]: value },
  };
}

/** What differs in one environment; the rest is as stated before. */
export function EnvironmentsField(
  props: FieldExtensionComponentProps<EnvironmentForm[]>,
) {
  const {
    formData = [],
    onChange,
    schema,
    disabled,
    errorSchema: errors,
  } = props;
  const { form, pages, placeOf } = usePreviewContext();
  // Runs and agents are no replicas: a form that asks for none has none that could differ.
  const isAsked = (at: string) => placeOf(at).page !== undefined;
  const hasMembers = isAsked('/spec/stateful/replicas');
  const hasReplicas = !pages || isAsked('/spec/scaling');
  const { collapsed } = getUiOptions(props.uiSchema);
  const environments = form.environments ?? [];
  const free = environments.filter(
    name => !formData.some(entry => entry.name === name),
  );
  const texts = form.exposure === 'public' ? [...TEXTS, HOST] : TEXTS;
  const id = (index: number, path: string[]) =>
    `${props.idSchema.$id}-${index}-${path.join('-')}`;
  const wrong = (index: number, path: string[]) =>
    hasContent(contentAt(errors, [String(index), ...path]));
  const set = (index: number, entry: EnvironmentForm) =>
    onChange(formData.map((item, at) => (at === index ? entry : item)));

  return (
    <Rows
      title={schema.title ?? 'Environments'}
      description={schema.description}
      collapsed={collapsed === true}
      errors={withoutVariables(errors)}
      items={formData}
      addLabel="Add an environment"
      labelOf={({ name }, index) => name ?? `environment ${index + 1}`}
      onAdd={() => onChange([...formData, { name: free[0] }])}
      onRemove={index => onChange(formData.filter((_, at) => at !== index))}
      disabled={disabled}
      mayAdd={free.length > 0}
      render={(entry, index) => (
        <>
          <TextField
            select
            SelectProps={{ native: true }}
            id={id(index, ['name'])}
            label="Environment"
            value={entry.name ?? ''}
            onChange={({ target }) =>
              set(index, { ...entry, name: target.value })
            }
            helperText={
              environments.includes(entry.name ?? '')
                ? undefined
                : 'Not chosen above: nothing of this counts.'
            }
            style={{ flex: '1 1 110px' }}
            disabled={disabled}
          >
            {[...(entry.name === undefined ? [] : [entry.name]), ...free].map(
              name => (
                <option key={name} value={name}>
                  {name}
                </option>
              ),
            )}
          </TextField>
          {hasMembers && (
            <NumberInput
              id={id(index, ['scaling'])}
              label="Members"
              value={numberAt(entry, ['scaling', 'min'])}
              error={wrong(index, ['scaling'])}
              onChange={count =>
                set(index, {
                  ...entry,
                  scaling:
                    count === undefined ? {} : { min: count, max: count },
                })
              }
              disabled={disabled}
            />
          )}
          {(hasReplicas ? (['min', 'max'] as const) : []).map(bound => (
            <NumberInput
              key={bound}
              id={id(index, ['scaling', bound])}
              label={bound === 'min' ? 'Least replicas' : 'Most replicas'}
              value={numberAt(entry, ['scaling', bound])}
              error={wrong(index, ['scaling', bound])}
              onChange={value =>
                set(index, changed(entry, ['scaling', bound], value))
              }
              disabled={disabled}
            />
          ))}
          {texts.map(({ path, label, placeholder }) => (
            <TextField
              key={label}
              id={id(index, path)}
              label={label}
              placeholder={placeholder}
              value={contentAt(entry, path) ?? ''}
              error={wrong(index, path)}
              onChange={({ target }) =>
                set(index, changed(entry, path, target.value || undefined))
              }
              style={{ flex: '1 1 130px' }}
              inputProps={{ spellCheck: false }}
              disabled={disabled}
            />
          ))}
          <div style={{ flex: '1 1 100%' }}>
            <VariableRows
              id={id(index, ['env'])}
              title={`Variables in ${entry.name ?? 'this environment'}`}
              variables={entry.env ?? []}
              errors={contentAt(errors, [String(index), 'env'])}
              onChange={env => set(index, { ...entry, env })}
              disabled={disabled}
            />
          </div>
        </>
      )}
    />
  );
}

/** What is wrong with a variable is told in its own row. */
function withoutVariables(errors: unknown): unknown {
  return Object.fromEntries(
    Object.entries(Object(errors)).map(([index, row]) => {
      const { env: _env, ...rest } = Object(row);
      return [index, rest];
    }),
  );
}

function numberAt(entry: EnvironmentForm, path: string[]): number | undefined {
  const value = contentAt(entry, path);
  return typeof value === 'number' ? value : undefined;
}
