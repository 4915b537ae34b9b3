import { Segmented } from '@fairway/ui';

/** Clusters that share an object: which one to look at. */
export function ChipChoice(props: {
  label: string;
  values: string[];
  value: string;
  onChange(value: string): void;
}) {
  const { label, values, value, onChange } = props;
  if (values.length < 2) {
    return <span>{values[0]}</span>;
  }
  return (
    <Segmented
      label={label}
      value={value}
      onChange={onChange}
      options={values.map(each => ({ value: each, title: each }))}
    />
  );
}
