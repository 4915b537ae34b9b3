import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import { MAX_INTENT_EDITS } from '@fairway/plugin-golden-path-common';
import { useId, type ReactNode } from 'react';
import {
  newEdit,
  type EditRow,
  type EditTrouble,
} from '../../campaigns/campaignForm';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  row: {
    display: 'grid',
    gridTemplateColumns:
      'minmax(220px, 2fr) minmax(160px, 1fr) minmax(160px, 1fr) auto',
    gap: theme.spacing(1.5),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  pair: { display: 'grid', gap: theme.spacing(1) },
  add: { justifySelf: 'start' },
}));

/** Values of the intents, one row each: where, what it is now, what it becomes. */
export function EditRows(props: {
  rows: EditRow[];
  trouble: EditTrouble[];
  onChange(rows: EditRow[]): void;
}) {
  const { rows, trouble, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  return (
    <>
      <ol className={classes.list} aria-label={t('campaignForm.edits')}>
        {rows.map((row, index) => (
          <li key={row.key}>
            <EditFields
              row={row}
              number={index + 1}
              trouble={trouble[index] ?? {}}
              onChange={changed =>
                onChange(
                  rows.map(each => (each.key === row.key ? changed : each)),
                )
              }
              onRemove={
                rows.length > 1
                  ? () => onChange(rows.filter(({ key }) => key !== row.key))
                  : undefined
              }
            />
          </li>
        ))}
      </ol>
      <Button
        size="small"
        className={classes.add}
        startIcon={<AddIcon />}
        disabled={rows.length >= MAX_INTENT_EDITS}
        onClick={() => onChange([...rows, newEdit(nextKey)])}
      >
        {t('campaignForm.edit.add')}
      </Button>
    </>
  );
}

function EditFields(props: {
  row: EditRow;
  number: number;
  trouble: EditTrouble;
  onChange(row: EditRow): void;
  onRemove?(): void;
}) {
  const { row, number, trouble, onChange, onRemove } = props;
  const t = useWords();
  const classes = useStyles();
  const id = useId();
  const set = (change: Partial<EditRow>) => onChange({ ...row, ...change });
  return (
    <div
      role="group"
      aria-label={t('campaignForm.edit.label', { number: String(number) })}
      className={classes.row}
    >
      <TextField
        id={`${id}-at`}
        size="small"
        variant="outlined"
        label={t('campaignForm.edit.at')}
        value={row.at}
        error={trouble.at !== undefined}
        helperText={t(`campaignForm.edit.${trouble.at ?? 'atHelp'}`)}
        onChange={({ target }) => set({ at: target.value })}
      />
      <ValueFields
        id={`${id}-from`}
        label={t('campaignForm.edit.from')}
        choice={row.from}
        choices={[
          { value: 'any', title: t('campaignForm.edit.fromAny') },
          { value: 'none', title: t('campaignForm.edit.fromNone') },
          { value: 'this', title: t('campaignForm.edit.fromThis') },
        ]}
        onChoice={from => set({ from })}
        valueLabel={t('campaignForm.edit.fromValue')}
        text={row.fromText}
        trouble={trouble.from && t(`campaignForm.edit.${trouble.from}`)}
        onText={fromText => set({ fromText })}
      />
      <ValueFields
        id={`${id}-to`}
        label={t('campaignForm.edit.to')}
        choice={row.to}
        choices={[
          { value: 'this', title: t('campaignForm.edit.toThis') },
          { value: 'gone', title: t('campaignForm.edit.toGone') },
        ]}
        onChoice={to => set({ to })}
        valueLabel={t('campaignForm.edit.toValue')}
        text={row.toText}
        trouble={trouble.to && t(`campaignForm.edit.${trouble.to}`)}
        onText={toText => set({ toText })}
      />
      {onRemove && (
        <IconButton
          size="small"
          aria-label={t('campaignForm.edit.remove', { number: String(number) })}
          onClick={onRemove}
        >
          <DeleteIcon fontSize="small" />
        </IconButton>
      )}
    </div>
  );
}

/** Which value is meant, and the value itself where it is a certain one. */
function ValueFields<T extends string>(props: {
  id: string;
  label: string;
  choice: T;
  choices: { value: T; title: string }[];
  onChoice(choice: T): void;
  valueLabel: string;
  text: string;
  trouble?: ReactNode;
  onText(text: string): void;
}) {
  const { id, label, choice, choices, onChoice } = props;
  const { valueLabel, text, trouble, onText } = props;
  const t = useWords();
  const classes = useStyles();
  const hasValue = choice === 'this';
  return (
    <div className={classes.pair}>
      <TextField
        select
        id={id}
        size="small"
        variant="outlined"
        label={label}
        value={choice}
        error={!hasValue && trouble !== undefined}
        helperText={!hasValue && trouble}
        onChange={({ target }) => {
          const chosen = choices.find(({ value }) => value === target.value);
          if (chosen) {
            onChoice(chosen.value);
          }
        }}
      >
        {choices.map(({ value, title }) => (
          <MenuItem key={value} value={value}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      {hasValue && (
        <TextField
          id={`${id}-value`}
          size="small"
          variant="outlined"
          label={valueLabel}
          value={text}
          error={trouble !== undefined}
          helperText={trouble ?? t('campaignForm.edit.valueHelp')}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </div>
  );
}
