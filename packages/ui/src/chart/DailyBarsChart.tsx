import { useTheme } from '@material-ui/core/styles';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatDate } from '../format';
import { useFairwayColors } from '../theme';
import type { DailyBarsProps } from './DailyBars';

/** The drawing alone; loaded when a page needs it. */
export default function DailyBarsChart(
  props: Pick<DailyBarsProps, 'series' | 'days'> & { height: number },
) {
  const { series, days, height } = props;
  const theme = useTheme();
  const { chart, states } = useFairwayColors();
  const tones = {
    accent: chart.accent,
    critical: states.critical.solid,
    muted: chart.muted,
  };
  const text = {
    fontSize: 12,
    fontFamily: theme.typography.fontFamily,
    fill: theme.palette.text.secondary,
  };
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        accessibilityLayer={false}
        data={days.map(({ day, values }) => ({ day, ...values }))}
        margin={{ top: 8, right: 8, bottom: 0, left: -16 }}
        barCategoryGap={1}
      >
        <CartesianGrid vertical={false} stroke={chart.grid} />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => formatDate(day)}
          tick={text}
          tickLine={false}
          axisLine={{ stroke: chart.grid }}
          minTickGap={48}
        />
        <YAxis
          allowDecimals={false}
          tick={text}
          tickLine={false}
          axisLine={false}
          width={48}
        />
        <Tooltip
          cursor={{ fill: theme.palette.action.hover }}
          labelFormatter={day => formatDate(String(day))}
          contentStyle={{
            background: theme.palette.background.paper,
            border: `1px solid ${theme.palette.divider}`,
            borderRadius: 4,
            fontSize: 13,
            fontFamily: theme.typography.fontFamily,
            color: theme.palette.text.primary,
          }}
          itemStyle={{ color: theme.palette.text.primary }}
        />
        {series.map(({ id, title, tone }) => (
          <Bar
            key={id}
            dataKey={id}
            name={title}
            stackId="day"
            fill={tones[tone]}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
