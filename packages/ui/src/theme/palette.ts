/** The four states that every family tells of something. `unknown` is never good. @public */
export const STATES = ['good', 'attention', 'critical', 'unknown'] as const;

/** @public */
export type State = (typeof STATES)[number];

/** Colours of one state; `text` on `background`, and `text` on the page, have a contrast of at least 4.5. @public */
export interface StateColors {
  text: string;
  background: string;
  /** Bars and dots: at least 3 against the page. */
  solid: string;
}

/** What charts are drawn with: one accent, muted rest. @public */
export interface ChartColors {
  accent: string;
  muted: string;
  grid: string;
  threshold: string;
}

/** @public */
export interface FairwayColors {
  states: Record<State, StateColors>;
  chart: ChartColors;
  /** Lines of a diff. */
  diff: { added: string; removed: string };
}

const light: FairwayColors = {
  states: {
    good: { text: '#14633a', background: '#e0f3e7', solid: '#1f8a52' },
    attention: { text: '#7a4b00', background: '#fdf0d5', solid: '#b97400' },
    critical: { text: '#a3201a', background: '#fde8e6', solid: '#c9352c' },
    unknown: { text: '#515b68', background: '#eef0f3', solid: '#7b8694' },
  },
  chart: {
    accent: '#0b6e66',
    muted: '#9aa5b1',
    grid: '#e3e7eb',
    threshold: '#a3201a',
  },
  diff: { added: '#dff3e6', removed: '#fbe3e1' },
};

const dark: FairwayColors = {
  states: {
    good: { text: '#86dfab', background: '#14351f', solid: '#46b97c' },
    attention: { text: '#f4c76c', background: '#3b2c0c', solid: '#d69a2d' },
    critical: { text: '#ffa69e', background: '#45191a', solid: '#ee6a60' },
    unknown: { text: '#b8c1cc', background: '#2a323b', solid: '#8d98a5' },
  },
  chart: {
    accent: '#5ec8b8',
    muted: '#66727e',
    grid: '#2c343d',
    threshold: '#ffa69e',
  },
  diff: { added: '#14351f', removed: '#45191a' },
};

/** Colours for a light or dark page. @public */
export function fairwayColors(type: 'light' | 'dark'): FairwayColors {
  return type === 'dark' ? dark : light;
}

/** The one accent, as buttons wear it; `on` has a contrast of at least 4.5 on `main`, `hover` and `pressed`. */
export interface AccentColors {
  main: string;
  hover: string;
  pressed: string;
  on: string;
  disabled: string;
  onDisabled: string;
  /** Edges of inputs: at least 3 against the page. */
  edge: string;
}

const ACCENTS: Record<'light' | 'dark', AccentColors> = {
  light: {
    main: '#0b6e66',
    hover: '#095b54',
    pressed: '#074842',
    on: '#ffffff',
    disabled: '#cbd5d9',
    onDisabled: '#5b6672',
    edge: '#84909c',
  },
  dark: {
    main: '#5ec8b8',
    hover: '#7ad6c8',
    pressed: '#98e2d7',
    on: '#0c1b1a',
    disabled: '#2c3a40',
    onDisabled: '#8e9aa6',
    edge: '#6c7a87',
  },
};

/** The accent on a light or dark page. */
export function accentColors(type: 'light' | 'dark'): AccentColors {
  return ACCENTS[type];
}
