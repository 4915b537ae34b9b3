import { makeStyles } from '@material-ui/core/styles';
import { formatMoney, Money, moneyDifference } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles({
  figures: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

interface CostChangeProps {
  /** Decimal text; a new service has none. */
  before?: string;
  after: string;
  currency: string;
}

/** The difference alone, with its sign. */
export function CostDifference(props: CostChangeProps) {
  const { before = '0', after, currency } = props;
  const amount = moneyDifference(before, after);
  return <Money amount={amount} currency={currency} signed />;
}

/** Before → after, and the difference. */
export function CostChange(props: CostChangeProps) {
  const { before, after, currency } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <span className={classes.figures}>
      {before === undefined
        ? t('cost.new', { after: formatMoney({ amount: after, currency }) })
        : t('cost.change', {
            before: formatMoney({ amount: before, currency }),
            after: formatMoney({ amount: after, currency }),
            difference: formatMoney({
              amount: moneyDifference(before, after),
              currency,
              signed: true,
            }),
          })}
    </span>
  );
}
