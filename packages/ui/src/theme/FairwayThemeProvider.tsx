import { UnifiedThemeProvider } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { accentColors, fairwayColors } from './palette';
import { fairwayDarkTheme, fairwayLightTheme, FONT } from './theme';

/**
 * Pages that Backstage draws with its own design system take their colours from CSS variables; these make them
 * look like the rest.
 */
const useTokens = makeStyles(theme => {
  const { background, text, divider, type } = theme.palette;
  const accent = accentColors(type);
  const { states } = fairwayColors(type);
  return {
    '@global': {
      'body[data-theme-mode]': {
        '--bui-font-regular': FONT,
        '--bui-bg-app': background.default,
        '--bui-bg-neutral-1': background.paper,
        '--bui-bg-neutral-2': background.default,
        '--bui-bg-neutral-3': background.paper,
        '--bui-bg-neutral-4': background.default,
        '--bui-fg-primary': text.primary,
        '--bui-fg-secondary': text.secondary,
        '--bui-border-1': divider,
        '--bui-border-2': accent.edge,
        '--bui-ring': accent.main,
        '--bui-accent-bg': accent.main,
        '--bui-accent-bg-hover': accent.hover,
        '--bui-accent-bg-disabled': accent.disabled,
        '--bui-accent-fg': accent.on,
        '--bui-accent-fg-disabled': accent.onDisabled,
        /* eslint-disable @backstage/no-deprecated-bui-tokens -- its buttons, sliders and switches still read the tokens that are to go */
        '--bui-bg-solid': accent.main,
        '--bui-bg-solid-hover': accent.hover,
        '--bui-bg-solid-pressed': accent.pressed,
        '--bui-bg-solid-disabled': accent.disabled,
        '--bui-fg-solid': accent.on,
        '--bui-fg-solid-disabled': accent.onDisabled,
        '--bui-bg-success': states.good.background,
        '--bui-fg-success-on-bg': states.good.text,
        '--bui-bg-warning': states.attention.background,
        '--bui-fg-warning-on-bg': states.attention.text,
        '--bui-bg-danger': states.critical.background,
        '--bui-fg-danger-on-bg': states.critical.text,
        /* eslint-enable @backstage/no-deprecated-bui-tokens */
      },
    },
  };
});

function Tokens(props: { children: ReactNode }) {
  useTokens();
  return <>{props.children}</>;
}

/** @public */
export interface FairwayThemeProviderProps {
  variant: 'light' | 'dark';
  children: ReactNode;
}

/** The theme of Fairway for everything on the page; the `Provider` of an app theme. @public */
export function FairwayThemeProvider(props: FairwayThemeProviderProps) {
  const { variant, children } = props;
  return (
    <UnifiedThemeProvider
      theme={variant === 'dark' ? fairwayDarkTheme : fairwayLightTheme}
    >
      <Tokens>{children}</Tokens>
    </UnifiedThemeProvider>
  );
}
