import type { BudgetArithmetic } from '@fairway/plugin-slo-common';
import { formatDuration, formatLocalTime, formatPercent } from '@fairway/ui';
import { formatLeft } from '../../format';
import type { Words } from '../../hooks/useWords';
import {
  countInWords,
  eventsLeft,
  partsInWords,
  shareInWords,
  spentInWords,
} from '../shared/figures';

/** A line of the sum. */
export interface SumLine {
  id: string;
  title: string;
  value: string;
  /** How it comes about. */
  how?: string;
  /** What the lines above it lead to. */
  isResult?: boolean;
}

/**
 * The lines that lead to what is left of a budget. Counts are rounded once, and the others follow from them, so that
 * what is shown adds up. Slices are few, and parts of them count: they are shown to the last digit.
 */
export function arithmeticLines(
  arithmetic: BudgetArithmetic,
  t: Words,
): SumLine[] {
  const { excluded, spent, coverage, unit } = arithmetic;
  const isSliced = unit === 'slices';
  const rounded = isSliced ? (count: number) => count : Math.round;
  const inWords = isSliced ? partsInWords : countInWords;
  const counts = {
    bad: rounded(arithmetic.bad),
    total: rounded(arithmetic.total),
    excluded: rounded(excluded.total),
  };
  const bad = inWords(counts.bad);
  const good = inWords(counts.total - counts.bad);
  const total = inWords(counts.total);
  const allowed = inWords(arithmetic.allowed);
  const target = formatPercent(arithmetic.target);
  const events = eventsLeft(arithmetic);
  const isOver = events < 0;
  const remaining = countInWords(Math.abs(events));
  const seconds =
    (Date.parse(arithmetic.to) - Date.parse(arithmetic.from)) / 1000;
  const leftSeconds = (1 - spent) * (1 - arithmetic.target) * seconds;
  return [
    {
      id: 'window',
      title: t('sum.window'),
      value: formatDuration(seconds),
      how: t('sum.windowText', {
        from: formatLocalTime(arithmetic.from),
        to: formatLocalTime(arithmetic.to),
      }),
    },
    ...(excluded.seconds > 0
      ? [
          {
            id: 'seen',
            title: t('sum.seen', { unit: t(`sum.unit.${unit}`) }),
            value: inWords(counts.total + counts.excluded),
          },
          {
            id: 'excluded',
            title: t('sum.excluded'),
            value: `− ${inWords(counts.excluded)}`,
            how: t('sum.excludedText', {
              duration: formatDuration(excluded.seconds),
              bad: inWords(rounded(excluded.bad)),
            }),
          },
        ]
      : []),
    {
      id: 'total',
      title:
        excluded.seconds > 0
          ? t('sum.total')
          : t('sum.seen', { unit: t(`sum.unit.${unit}`) }),
      value: total,
      isResult: excluded.seconds > 0,
    },
    {
      id: 'good',
      title: t('sum.good'),
      value: good,
      ...(counts.total > 0
        ? {
            how: t('sum.goodText', {
              good,
              total,
              sli: formatPercent(1 - arithmetic.bad / arithmetic.total),
            }),
          }
        : {}),
    },
    {
      id: 'bad',
      title: t('sum.bad'),
      value: bad,
      how: t('sum.badText', { good, bad, total }),
    },
    { id: 'target', title: t('sum.target'), value: target },
    {
      id: 'allowed',
      title: t('sum.allowed'),
      value: allowed,
      how: t('sum.allowedText', { target, total }),
    },
    {
      id: 'spent',
      title: t('sum.spent'),
      value: spentInWords(spent),
      how: t('sum.spentText', { bad, allowed }),
    },
    {
      id: 'left',
      title: t('sum.left'),
      value: formatLeft(1 - spent),
      how: t('sum.leftText', { spent: spentInWords(spent) }),
      isResult: true,
    },
    ...(unit === 'events'
      ? [
          {
            id: 'events',
            title: t('sum.asEvents'),
            value: isOver ? `−${remaining}` : remaining,
            how: isOver
              ? t('sum.leftEventsOver', { events: remaining, allowed, bad })
              : t('sum.leftEvents', { events: remaining, allowed, bad }),
          },
        ]
      : []),
    {
      id: 'minutes',
      title: t('sum.asTime'),
      value: formatDuration(leftSeconds),
      how: t('sum.leftMinutes', {
        left: formatLeft(1 - spent),
        target,
        window: formatDuration(seconds),
        duration: formatDuration(leftSeconds),
      }),
    },
    {
      id: 'coverage',
      title: t('sum.coverage'),
      value: shareInWords(coverage),
      how: t('sum.coverageText'),
    },
  ];
}
