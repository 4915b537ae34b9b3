import { UnifiedThemeProvider } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { fairwayDarkTheme, fairwayLightTheme, FONT } from './theme';

/**
 * Pages that Backstage draws with its own design system take their colours from CSS variables; these make them
 * look like the rest.
 */
const useTokens = makeStyles(theme => ({
  '@global': {
    'body[data-theme-mode]': {
      '--bui-font-regular': FONT,
      '--bui-bg-app': theme.palette.background.default,
      '--bui-bg-neutral-1': theme.palette.background.paper,
      '--bui-fg-primary': theme.palette.text.primary,
      '--bui-fg-secondary': theme.palette.text.secondary,
      '--bui-border-1': theme.palette.divider,
    },
  },
}));

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
