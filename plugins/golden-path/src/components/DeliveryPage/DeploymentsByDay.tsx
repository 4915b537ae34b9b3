import type { DoraFigures } from '@fairway/plugin-golden-path-common';
import { DailyBars } from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';

/** Deployments of each day, those that failed apart. */
export function DeploymentsByDay(props: { figures: DoraFigures }) {
  const { daily } = props.figures;
  const t = useWords();
  const days = useMemo(
    () =>
      daily.map(({ day, deployments, failed }) => ({
        day,
        values: { fine: deployments - failed, wrong: failed },
      })),
    [daily],
  );
  return (
    <DailyBars
      label={t('dora.chart')}
      dayTitle={t('dora.day')}
      days={days}
      series={[
        { id: 'fine', title: t('dora.fine'), tone: 'accent' },
        { id: 'wrong', title: t('dora.wrong'), tone: 'critical' },
      ]}
    />
  );
}
