/** What an expression of PromQL answers. @public */
export type PromqlType = 'scalar' | 'vector' | 'matrix' | 'string';

export interface PromqlFunction {
  takes: PromqlType[];
  /** How often the last argument may be left out or repeated: 1 makes it optional, -1 repeats it without end. */
  variadic: number;
  gives: PromqlType;
  /** Prometheus refuses it unless a feature flag is set. */
  experimental: boolean;
}

const TYPES: Record<string, PromqlType> = {
  s: 'scalar',
  v: 'vector',
  m: 'matrix',
  t: 'string',
};

/** Names by signature: `v` instant vector, `m` range vector, `s` scalar, `t` text; `?` optional, `*` repeated. */
const SIGNATURES: [signature: string, names: string][] = [
  [
    'v',
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  ],
  [
    'm',
    'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
  ],
  [
    'v?',
    'days_in_month day_of_month day_of_week day_of_year hour minute month year',
  ],
  ['vss', 'clamp'],
  ['vs', 'clamp_max clamp_min'],
  ['vs?', 'round'],
  ['ssv', 'histogram_fraction'],
  ['sv', 'histogram_quantile'],
  ['vtttt', 'label_replace'],
  ['vttt*', 'label_join'],
  ['ms', 'predict_linear'],
  ['sm', 'quantile_over_time'],
  ['s', 'vector'],
];

const SCALARS: [signature: string, name: string][] = [
  ['', 'pi'],
  ['', 'time'],
  ['v', 'scalar'],
];

const EXPERIMENTAL: [signature: string, names: string][] = [
  [
    'm',
    'first_over_time mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  ],
  ['mss', 'double_exponential_smoothing'],
  ['vv?', 'info'],
  ['vt*', 'sort_by_label sort_by_label_desc'],
  ['vts*', 'histogram_quantiles'],
];

function functionOf(
  signature: string,
  gives: PromqlType,
  experimental: boolean,
): PromqlFunction {
  return {
    takes: Array.from(signature.replace(/[?*]/, ''), type => TYPES[type]),
    variadic: { '?': 1, '*': -1 }[signature.slice(-1)] ?? 0,
    gives,
    experimental,
  };
}

/** Every function of PromQL, by name. */
export const PROMQL_FUNCTIONS: ReadonlyMap<string, PromqlFunction> = new Map([
  ...SIGNATURES.flatMap(([signature, names]) =>
    names
      .split(' ')
      .map(name => [name, functionOf(signature, 'vector', false)] as const),
  ),
  ...SCALARS.map(
    ([signature, name]) =>
      [name, functionOf(signature, 'scalar', false)] as const,
  ),
  ...EXPERIMENTAL.flatMap(([signature, names]) =>
    names
      .split(' ')
      .map(name => [name, functionOf(signature, 'vector', true)] as const),
  ),
]);
