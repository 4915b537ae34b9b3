import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import RemoveIcon from '@material-ui/icons/DeleteOutline';
import type { ReactNode } from 'react';
import { hasContent } from '../content';
import { Section } from '../Section';
import { messagesUnder } from './rowErrors';

const useStyles = makeStyles(theme => ({
  errors: {
    flexBasis: '100%',
    margin: theme.spacing(-0.5, 0, 0),
    overflowWrap: 'anywhere',
  },
  rows: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
    // Rows take several lines where there is little room: each begins where the last ends.
    '& + &': {
      paddingTop: theme.spacing(1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  },
  body: {
    flex: 1,
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

/** A list that people add to and take from: the frame of our list fields. */
export function Rows<T>(props: {
  title: string;
  description?: string;
  items: readonly T[];
  addLabel: string;
  /** Name of a row for the button that takes it away. */
  labelOf(item: T, index: number): string;
  onAdd(): void;
  onRemove(index: number): void;
  render(item: T, index: number): ReactNode;
  disabled?: boolean;
  /** False once there is nothing left to add. */
  mayAdd?: boolean;
  /** Folded away while there are no rows. */
  collapsed?: boolean;
  /** What is wrong, as the form hands it to the field: each row shows its own. */
  errors?: unknown;
}) {
  const classes = useStyles();
  const {
    title,
    description,
    items,
    addLabel,
    disabled,
    mayAdd = true,
  } = props;
  return (
    <Section
      title={title}
      description={description}
      collapsed={props.collapsed}
      inUse={items.length > 0 || hasContent(props.errors)}
    >
      <ul className={classes.rows}>
        {items.map((item, index) => (
          // Rows have no identity of their own; order is what people see.
          <li key={index} className={classes.row}>
            <div className={classes.body}>
              {props.render(item, index)}
              {messagesUnder(props.errors, index).map(message => (
                <FormHelperText key={message} error className={classes.errors}>
                  {message}
                </FormHelperText>
              ))}
            </div>
            <IconButton
              size="small"
              aria-label={`Remove ${props.labelOf(item, index)}`}
              onClick={() => props.onRemove(index)}
              disabled={disabled}
            >
              <RemoveIcon fontSize="small" />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        startIcon={<AddIcon />}
        onClick={props.onAdd}
        disabled={disabled || !mayAdd}
      >
        {addLabel}
      </Button>
    </Section>
  );
}
