import {
  createUnifiedTheme,
  defaultTypography,
  palettes,
  type PageTheme,
  type UnifiedTheme,
} from '@backstage/theme';
import { accentColors, fairwayColors } from './palette';

/** The face of all text; what the machine has, nothing is fetched. */
export const FONT =
  'Inter, "Segoe UI", "Helvetica Neue", Helvetica, Roboto, Arial, sans-serif';

/** Phones, and windows beside another. */
const NARROW = '@media (max-width: 600px)';

/** Headers without pictures: the page says what it is, the colour stays out of the way. */
function plainPages(options: {
  background: string;
  fontColor: string;
}): Record<string, PageTheme> {
  const plain: PageTheme = {
    colors: [options.background, options.background],
    shape: 'none',
    backgroundImage: `linear-gradient(${options.background}, ${options.background})`,
    fontColor: options.fontColor,
  };
  return Object.fromEntries(
    [
      'home',
      'documentation',
      'tool',
      'service',
      'website',
      'library',
      'other',
      'app',
      'apis',
      'card',
    ].map(id => [id, plain]),
  );
}

const typography = {
  ...defaultTypography,
  fontFamily: FONT,
  h1: { ...defaultTypography.h1, fontSize: 28, fontWeight: 600 },
  h2: { ...defaultTypography.h2, fontSize: 22, fontWeight: 600 },
  h3: { ...defaultTypography.h3, fontSize: 19, fontWeight: 600 },
  h4: { ...defaultTypography.h4, fontSize: 17, fontWeight: 600 },
  h5: { ...defaultTypography.h5, fontSize: 16, fontWeight: 600 },
  h6: { ...defaultTypography.h6, fontSize: 15, fontWeight: 600 },
};

function components(options: {
  border: string;
  /** Edges of inputs. */
  edge: string;
  placeholder: string;
}) {
  return {
    BackstageHeader: {
      styleOverrides: {
        header: {
          padding: '16px 24px',
          boxShadow: 'none',
          borderBottom: `1px solid ${options.border}`,
          minHeight: 72,
        },
        title: { fontSize: 24, fontWeight: 600, lineHeight: 1.3 },
        subtitle: { opacity: 1 },
        breadcrumb: {
          fontSize: 14,
          marginBottom: 4,
          // The title itself stands right below: the trail only leads back.
          '& li:not(:first-child)': { display: 'none' },
        },
      },
    },
    // The titles of the menu are not cut as long as there is room for them.
    BackstageSidebarItem: {
      styleOverrides: { label: { flex: '1 0 auto', width: 'auto' } },
    },
    // As Backstage has it, but names are not torn apart and lines have air.
    MuiTableCell: {
      styleOverrides: {
        root: {
          wordBreak: 'normal' as const,
          overflowWrap: 'break-word' as const,
          overflow: 'hidden',
          verticalAlign: 'middle',
          lineHeight: 1.3,
          margin: 0,
          padding: '24px 16px 24px 20px',
          borderBottom: 0,
        },
        sizeSmall: { padding: '10px 14px 10px 18px' },
        head: { overflow: 'hidden', lineHeight: 1.3 },
      },
    },
    // As Backstage has it, but its lines are those of the theme: light ones glare on a dark page.
    BackstageTableHeader: {
      styleOverrides: {
        header: {
          borderTop: `1px solid ${options.border}`,
          borderBottom: `1px solid ${options.border}`,
        },
      },
    },
    BackstageSelectInputBase: {
      styleOverrides: { input: { border: `1px solid ${options.edge}` } },
    },
    MuiInputBase: {
      styleOverrides: {
        input: {
          '&::placeholder': { color: options.placeholder, opacity: 1 },
        },
      },
    },
    // The filters beside a table are narrow, and their words are more than their margins.
    CatalogReactUserListPicker: {
      styleOverrides: {
        root: { backgroundColor: 'transparent', border: 0 },
        groupWrapper: { margin: '8px 0 16px' },
        title: { marginLeft: 0 },
      },
    },
    // As Backstage has it, but long tags stay inside their card.
    MuiChip: {
      styleOverrides: {
        root: { maxWidth: '100%', margin: '0 8px 8px 0' },
        label: { lineHeight: '20px', fontWeight: 500, fontSize: 14 },
        labelSmall: { fontSize: 12 },
      },
    },
    // Steps of a form stand in several lines where there is no room for one; their names are never cut.
    MuiStepper: {
      styleOverrides: {
        root: {
          [NARROW]: { flexWrap: 'wrap' as const, padding: 12, rowGap: 12 },
        },
      },
    },
    MuiStep: {
      styleOverrides: {
        alternativeLabel: { [NARROW]: { flex: '1 0 96px' } },
      },
    },
    // It would lead from the end of a line to nowhere.
    MuiStepConnector: {
      styleOverrides: { alternativeLabel: { [NARROW]: { display: 'none' } } },
    },
    MuiButton: {
      styleOverrides: { root: { textTransform: 'none' as const } },
    },
    MuiTab: {
      styleOverrides: { root: { textTransform: 'none' as const } },
    },
    MuiPaper: {
      styleOverrides: {
        elevation1: {
          boxShadow: 'none',
          border: `1px solid ${options.border}`,
        },
        rounded: { borderRadius: 6 },
      },
    },
  };
}

const lightColors = fairwayColors('light').states;
const darkColors = fairwayColors('dark').states;

/** Calm and dense, with the teal of the channel as the one accent. @public */
export const fairwayLightTheme: UnifiedTheme = createUnifiedTheme({
  palette: {
    ...palettes.light,
    primary: { main: '#0b6e66' },
    secondary: { main: '#33475b' },
    // What is wrong with an answer stands below it in small letters.
    error: { main: lightColors.critical.text },
    background: { default: '#f5f7f8', paper: '#ffffff' },
    text: { primary: '#17212b', secondary: '#4d5966' },
    status: {
      ...palettes.light.status,
      ok: lightColors.good.solid,
      warning: lightColors.attention.solid,
      error: lightColors.critical.solid,
    },
    border: '#dde2e7',
    textSubtle: '#5b6672',
    link: '#0b6e66',
    linkHover: '#084f49',
    navigation: {
      background: '#10202c',
      indicator: '#5ec8b8',
      color: '#c3ced8',
      selectedColor: '#ffffff',
      navItem: { hoverBackground: '#1d3342' },
      submenu: { background: '#1d3342' },
    },
    tabbar: { indicator: '#0b6e66' },
  },
  fontFamily: FONT,
  typography,
  defaultPageTheme: 'home',
  pageTheme: plainPages({ background: '#ffffff', fontColor: '#17212b' }),
  components: components({
    border: '#dde2e7',
    edge: accentColors('light').edge,
    placeholder: '#5b6672',
  }),
});

/** @public */
export const fairwayDarkTheme: UnifiedTheme = createUnifiedTheme({
  palette: {
    ...palettes.dark,
    primary: { main: '#5ec8b8' },
    secondary: { main: '#9fb3c6' },
    error: { main: darkColors.critical.text },
    background: { default: '#12181e', paper: '#1a222a' },
    text: { primary: '#e7ecf1', secondary: '#a9b5c1' },
    status: {
      ...palettes.dark.status,
      ok: darkColors.good.solid,
      warning: darkColors.attention.solid,
      error: darkColors.critical.solid,
    },
    border: '#313b45',
    textSubtle: '#9ba8b5',
    link: '#6fd4c4',
    linkHover: '#9be5d9',
    navigation: {
      background: '#0c1217',
      indicator: '#5ec8b8',
      color: '#b8c3ce',
      selectedColor: '#ffffff',
      navItem: { hoverBackground: '#1c2730' },
      submenu: { background: '#1c2730' },
    },
    tabbar: { indicator: '#5ec8b8' },
  },
  fontFamily: FONT,
  typography,
  defaultPageTheme: 'home',
  pageTheme: plainPages({ background: '#1a222a', fontColor: '#e7ecf1' }),
  components: components({
    border: '#313b45',
    edge: accentColors('dark').edge,
    placeholder: '#9ba8b5',
  }),
});
