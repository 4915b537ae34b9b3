import { makeStyles } from '@material-ui/core/styles';
import { lazy, Suspense } from 'react';
import type { AskedLine } from './EditableEditor';
import type { LineProblem } from './lineProblem';
import { PlainCode } from './PlainCode';

const EditableEditor = lazy(() => import('./EditableEditor'));

const useStyles = makeStyles(theme => ({
  root: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    background: theme.palette.background.paper,
    overflow: 'hidden',
  },
  flush: { border: 0, borderRadius: 0 },
  plain: { overflow: 'hidden' },
}));

const NO_PROBLEMS: readonly LineProblem[] = [];

/** @public */
export interface YamlInputProps {
  value: string;
  onChange(value: string): void;
  /** Name of the text, for screen readers. Another one is another text: what could be undone is forgotten. */
  label: string;
  /** Marked beside their lines, told on hover. Keep the array while it says the same. */
  problems?: readonly LineProblem[];
  /** Pixels, or a length of CSS. */
  height?: number | string;
  /** No border: inside something that has one. */
  flush?: boolean;
  /** Where the cursor goes; a new object each time it is asked for. */
  askedLine?: AskedLine;
}

/** YAML to write, with undo, search and what is wrong in place. @public */
export function YamlInput(props: YamlInputProps) {
  const { value, problems = NO_PROBLEMS, height = 360, flush } = props;
  const classes = useStyles();
  return (
    <div className={`${classes.root} ${flush ? classes.flush : ''}`}>
      <Suspense
        fallback={
          <div className={classes.plain} style={{ height }}>
            <PlainCode text={value} maxHeight={10_000} />
          </div>
        }
      >
        <EditableEditor {...props} problems={problems} height={height} />
      </Suspense>
    </div>
  );
}
