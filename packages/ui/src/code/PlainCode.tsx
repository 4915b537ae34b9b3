import { makeStyles } from '@material-ui/core/styles';
import { CODE_FONT, CODE_LINE } from './codeLine';

const useStyles = makeStyles(theme => ({
  pre: {
    margin: 0,
    padding: theme.spacing(0.5, 0, 0.5, 7),
    overflow: 'auto',
    fontFamily: CODE_FONT,
    fontSize: CODE_LINE.fontSize,
    lineHeight: `${CODE_LINE.lineHeight}px`,
  },
}));

/** The text in the size it will have: what is read while the editor loads, so nothing jumps. */
export function PlainCode(props: { text: string; maxHeight: number }) {
  const classes = useStyles();
  return (
    <pre className={classes.pre} style={{ maxHeight: props.maxHeight }}>
      {props.text}
    </pre>
  );
}
