import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { usePreviewContext } from '../preview/PreviewContext';
import { NumberInput } from './NumberInput';
import { isWrong } from './rowErrors';
import { Rows } from './rows';

interface StepForm {
  weight?: number;
  pause?: string;
}

function stepsInWords(steps: readonly StepForm[]): string {
  return steps
    .map(({ weight, pause }) => `${weight} %${pause ? ` for ${pause}` : ''}`)
    .join(', then ');
}

/** How much of the traffic a new version gets, and for how long; only a canary has steps. */
export function StepsField(props: FieldExtensionComponentProps<StepForm[]>) {
  const {
    formData = [],
    onChange,
    schema,
    disabled,
    errorSchema: errors,
  } = props;
  const { facts, form, preview } = usePreviewContext();
  if (form.rollout?.strategy !== 'canary') {
    return null;
  }
  const tier = preview?.result?.intent.spec.tier;
  const defaults = tier ? facts?.contract.tiers[tier].rollout.steps : undefined;
  const change = (index: number, part: StepForm) =>
    onChange(
      formData.map((item, at) => (at === index ? { ...item, ...part } : item)),
    );
  const byDefault = defaults?.length
    ? `Those of ${tier} if empty: ${stepsInWords(defaults)}.`
    : 'Those of the platform if empty.';
  return (
    <>
      <Rows
        title={schema.title ?? 'Steps'}
        description={byDefault}
        items={formData}
        errors={errors}
        addLabel="Add a step"
        labelOf={(_step, index) => `step ${index + 1}`}
        onAdd={() => onChange([...formData, {}])}
        onRemove={index => onChange(formData.filter((_, at) => at !== index))}
        disabled={disabled}
        render={({ weight, pause = '' }, index) => (
          <>
            <NumberInput
              id={`${props.idSchema.$id}-${index}-weight`}
              label="Share of traffic (%)"
              value={weight}
              error={isWrong({
                errors,
                index,
                part: 'weight',
                isMain: true,
                parts: ['pause'],
              })}
              onChange={next => change(index, { weight: next })}
              disabled={disabled}
            />
            <TextField
              id={`${props.idSchema.$id}-${index}-pause`}
              label="Wait"
              placeholder="5m"
              value={pause}
              error={isWrong({ errors, index, part: 'pause', parts: [] })}
              onChange={({ target }) => change(index, { pause: target.value })}
              style={{ flex: '1 1 100px' }}
              inputProps={{ spellCheck: false }}
              disabled={disabled}
            />
          </>
        )}
      />
      {formData.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          Shares rise; after the last step the new version gets everything.
        </Typography>
      )}
    </>
  );
}
