import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import type { ReactNode } from 'react';
import { usePreviewContext } from '../preview/PreviewContext';
import { taintChoices } from './choices';
import { NamePicker } from './NamePicker';
import { isWrong } from './rowErrors';
import { Rows } from './rows';

interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
}

const OPERATORS = { Exists: 'with any value', Equal: 'with the value' };
const EFFECTS = {
  '': 'whatever it does',
  NoSchedule: 'if it keeps pods away',
  PreferNoSchedule: 'if it keeps pods away where possible',
  NoExecute: 'if it drives pods away',
};

function optionsOf(texts: Record<string, string>): ReactNode {
  return Object.entries(texts).map(([value, text]) => (
    <option key={value} value={value}>
      {text}
    </option>
  ));
}

/** Taints of nodes that the service runs on all the same: those that the contract has are offered by their key. */
export function TolerationsField(
  props: FieldExtensionComponentProps<Toleration[]>,
) {
  const {
    formData = [],
    onChange,
    schema,
    disabled,
    errorSchema: errors,
  } = props;
  const { facts } = usePreviewContext();
  const change = (index: number, part: Toleration) =>
    onChange(
      formData.map((item, at) => (at === index ? { ...item, ...part } : item)),
    );
  const field = (index: number, part: keyof Toleration, isMain = false) => ({
    id: `${props.idSchema.$id}-${index}-${part}`,
    error: isWrong({
      errors,
      index,
      part,
      isMain,
      parts: ['operator', 'value', 'effect'],
    }),
    disabled,
  });
  return (
    <Rows
      title={schema.title ?? 'Taints'}
      description={schema.description}
      items={formData}
      errors={errors}
      addLabel="Add a taint"
      labelOf={({ key }, index) => key || `taint ${index + 1}`}
      onAdd={() => onChange([...formData, { operator: 'Exists' }])}
      onRemove={index => onChange(formData.filter((_, at) => at !== index))}
      disabled={disabled}
      render={({ key = '', operator, value = '', effect = '' }, index) => (
        <>
          <NamePicker
            {...field(index, 'key', true)}
            label="Taint"
            value={key}
            choices={taintChoices(facts)}
            onChange={next => change(index, { key: next })}
          />
          <TextField
            {...field(index, 'operator')}
            select
            SelectProps={{ native: true }}
            label="Tolerated"
            value={operator ?? 'Exists'}
            onChange={({ target }) =>
              change(index, {
                operator: target.value,
                // A taint that is tolerated with any value has none.
                ...(target.value === 'Exists' && { value: undefined }),
              })
            }
            style={{ flex: '1 1 130px' }}
          >
            {optionsOf(OPERATORS)}
          </TextField>
          {operator === 'Equal' && (
            <TextField
              {...field(index, 'value')}
              label="Value"
              value={value}
              onChange={({ target }) => change(index, { value: target.value })}
              style={{ flex: '1 1 110px' }}
              inputProps={{ spellCheck: false }}
            />
          )}
          <TextField
            {...field(index, 'effect')}
            select
            SelectProps={{ native: true }}
            label="When"
            value={effect}
            onChange={({ target }) =>
              change(index, { effect: target.value || undefined })
            }
            InputLabelProps={{ shrink: true }}
            style={{ flex: '1 1 190px' }}
          >
            {optionsOf(EFFECTS)}
          </TextField>
        </>
      )}
    />
  );
}
