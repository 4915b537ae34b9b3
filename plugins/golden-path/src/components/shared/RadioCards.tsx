import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';

const useStyles = makeStyles(theme => ({
  label: { marginBottom: theme.spacing(0.5), fontSize: 14, fontWeight: 600 },
  hidden: { position: 'absolute', width: 1, height: 1, overflow: 'hidden' },
  option: { alignItems: 'flex-start', marginRight: 0 },
  radio: { padding: theme.spacing(0.5, 1, 0.5, 1.5) },
  title: { paddingTop: 3, fontSize: 14, lineHeight: '22px' },
  text: {
    paddingBottom: theme.spacing(0.75),
    fontSize: 13,
    lineHeight: '18px',
    color: theme.palette.text.secondary,
  },
}));

/** One of a few, each with what it means. */
export function RadioCards<T extends string>(props: {
  label: string;
  /** The section says it already. */
  hideLabel?: boolean;
  value: T;
  options: { value: T; title: string; text?: string }[];
  onChange(value: T): void;
}) {
  const { label, hideLabel, value, options, onChange } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <FormControl component="fieldset">
      <FormLabel
        component="legend"
        id={id}
        className={hideLabel ? classes.hidden : classes.label}
      >
        {label}
      </FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onChange={(_event, next) => {
          const chosen = options.find(option => option.value === next);
          if (chosen) {
            onChange(chosen.value);
          }
        }}
      >
        {options.map(option => (
          <FormControlLabel
            key={option.value}
            value={option.value}
            className={classes.option}
            control={
              <Radio color="primary" size="small" className={classes.radio} />
            }
            label={
              <>
                <div className={classes.title}>{option.title}</div>
                {option.text && (
                  <div className={classes.text}>{option.text}</div>
                )}
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
