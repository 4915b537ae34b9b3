import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { BudgetArithmetic } from '@fairway/plugin-slo-common';
import { useWords } from '../../hooks/useWords';
import { arithmeticLines } from './arithmeticLines';

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: 14,
    lineHeight: '20px',
    '& th, & td': {
      padding: theme.spacing(0.5, 2, 0.5, 0),
      textAlign: 'left',
      fontWeight: 400,
      verticalAlign: 'baseline',
    },
  },
  value: {
    textAlign: 'right !important' as 'right',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    fontWeight: '600 !important' as 'bold',
  },
  how: { color: theme.palette.text.secondary, width: '60%' },
  result: {
    '& > *': { borderTop: `1px solid ${theme.palette.text.secondary}` },
  },
}));

/** The sum behind a budget, each line with words. */
export function Arithmetic(props: { arithmetic: BudgetArithmetic }) {
  const { arithmetic } = props;
  const t = useWords();
  const classes = useStyles();
  if (arithmetic.total <= 0) {
    return <Typography variant="body2">{t('sum.none')}</Typography>;
  }
  return (
    <table className={classes.table} aria-label={t('sum.heading')}>
      <tbody>
        {arithmeticLines(arithmetic, t).map(line => (
          <tr key={line.id} className={line.isResult ? classes.result : ''}>
            <th scope="row">{line.title}</th>
            <td className={classes.value}>{line.value}</td>
            <td className={classes.how}>{line.how}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
