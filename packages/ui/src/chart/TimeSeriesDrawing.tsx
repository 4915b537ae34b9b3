import { useTheme } from '@material-ui/core/styles';
import { useId, useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useFairwayColors } from '../theme';
import { ChartTooltip } from './ChartTooltip';
import { formatTick, niceTicks, timeTicks } from './scale';
import {
  aloneIn,
  groupMarkers,
  isNamedBelow,
  namedThresholds,
  PLOT,
  type TimePoint,
} from './timeSeries';
import type { TimeSeriesChartProps } from './TimeSeriesChart';
import { useTones } from './tones';

/** Room above the drawing, and of the times below it. */
const AROUND = 40;

/** The axis reaches over all values, and over what was asked for. */
function valueTicks(
  props: Pick<TimeSeriesChartProps, 'series' | 'points' | 'include'>,
): number[] {
  const { series, points, include = [] } = props;
  let min = Math.min(...include, Infinity);
  let max = Math.max(...include, -Infinity);
  for (const { values } of points) {
    for (const { id } of series) {
      const value = values[id];
      if (value !== undefined) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
  }
  return min > max ? [0, 1] : niceTicks({ min, max });
}

/** A dot where a point has no neighbour to draw a line to, and nothing elsewhere. */
function dotOf(options: { alone: ReadonlySet<number>; color: string }) {
  const { alone, color } = options;
  return function Dot(dot: { cx?: number; cy?: number; index?: number }) {
    const { cx, cy, index = -1 } = dot;
    return alone.has(index) ? (
      <circle key={index} cx={cx} cy={cy} r={2.5} fill={color} />
    ) : (
      <g key={index} />
    );
  };
}

/** The drawing alone; loaded when a page needs it. */
export default function TimeSeriesDrawing(
  props: TimeSeriesChartProps & { points: TimePoint[]; height: number },
) {
  const {
    from,
    to,
    series,
    points,
    height,
    format,
    formatAxis = format,
  } = props;
  const { thresholds = [], ranges = [], markers = [], include } = props;
  const theme = useTheme();
  const { chart, states } = useFairwayColors();
  const tones = useTones();
  const hatch = `hatch${useId().replace(/:/g, '')}`;
  const text = {
    fontSize: 12,
    fontFamily: theme.typography.fontFamily,
    fill: theme.palette.text.secondary,
  };
  const time = useMemo(() => timeTicks({ from, to }), [from, to]);
  const ticks = useMemo(
    () => valueTicks({ series, points, include }),
    [series, points, include],
  );
  const bottom = ticks[0];
  const top = ticks[ticks.length - 1];
  const shown = thresholds.filter(
    ({ value }) => value >= bottom && value <= top,
  );
  const named = namedThresholds({
    thresholds: shown,
    bottom,
    top,
    height: height - AROUND,
  });
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        accessibilityLayer={false}
        data={points}
        margin={{ top: 10, right: PLOT.right, bottom: 0, left: 0 }}
      >
        <defs>
          <pattern
            id={hatch}
            width={6}
            height={6}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line y2={6} stroke={states.unknown.solid} strokeWidth={1.5} />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke={chart.grid} />
        <XAxis
          type="number"
          dataKey="at"
          domain={[from, to]}
          allowDataOverflow
          ticks={time.ticks}
          tickFormatter={(at: number) => formatTick(at, time.step)}
          tick={text}
          tickLine={false}
          axisLine={{ stroke: chart.grid }}
          minTickGap={24}
        />
        <YAxis
          domain={[bottom, top]}
          ticks={ticks}
          interval={0}
          tickFormatter={formatAxis}
          tick={text}
          tickLine={false}
          axisLine={false}
          width={PLOT.left}
        />
        {ranges.map(({ from: begin, to: end, title, kind }) => (
          <ReferenceArea
            key={`${begin} ${end} ${title}`}
            x1={Math.max(begin, from)}
            x2={Math.min(end, to)}
            ifOverflow="hidden"
            fill={
              kind === 'excluded' ? `url(#${hatch})` : states.critical.solid
            }
            fillOpacity={kind === 'excluded' ? 0.55 : 0.14}
            stroke="none"
          />
        ))}
        {bottom < 0 && <ReferenceLine y={0} stroke={chart.muted} />}
        {groupMarkers({ markers, from, to }).map(({ at }) => (
          <ReferenceLine
            key={at}
            x={at}
            stroke={theme.palette.text.secondary}
            strokeOpacity={0.55}
          />
        ))}
        {series.map(({ id, title, tone, area }) => {
          const color = tones[tone];
          const shared = {
            dataKey: (point: TimePoint) => point.values[id],
            name: title,
            stroke: color,
            strokeWidth: tone === 'muted' ? 1.5 : 2,
            dot: dotOf({ alone: aloneIn(points, id), color }),
            activeDot: { r: 4, stroke: theme.palette.background.paper },
            isAnimationActive: false,
            connectNulls: false,
          };
          return area ? (
            <Area key={id} {...shared} fill={color} fillOpacity={0.14} />
          ) : (
            <Line key={id} {...shared} />
          );
        })}
        {shown.map(threshold => (
          <ReferenceLine
            key={`${threshold.value} ${threshold.label}`}
            y={threshold.value}
            stroke={tones[threshold.tone]}
            strokeDasharray="6 4"
            strokeWidth={1.5}
            label={
              named.has(threshold)
                ? {
                    ...text,
                    value: threshold.label,
                    position: isNamedBelow(threshold.value, { bottom, top })
                      ? 'insideTopRight'
                      : 'insideBottomRight',
                    fill: theme.palette.text.primary,
                    // Where lines are close, no other one runs through a name.
                    stroke: theme.palette.background.paper,
                    strokeWidth: 4,
                    paintOrder: 'stroke',
                    fontSize: 11,
                  }
                : undefined
            }
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{
            stroke: theme.palette.text.secondary,
            strokeDasharray: '2 2',
          }}
          content={({ active, label }) =>
            active && typeof label === 'number' ? (
              <ChartTooltip
                at={label}
                points={points}
                series={series}
                ranges={ranges}
                markers={markers}
                format={format}
              />
            ) : null
          }
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
