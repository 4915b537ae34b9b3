import { getContrastRatio } from '@material-ui/core/styles';
import { accentColors, fairwayColors, STATES } from './palette';

const PAGES = {
  light: ['#ffffff', '#f5f7f8'],
  dark: ['#1a222a', '#12181e'],
} as const;

describe.each(['light', 'dark'] as const)('colours of the %s theme', type => {
  it.each(STATES)('%s can be read on its chip and on the page', state => {
    const colors = fairwayColors(type).states[state];
    expect(
      getContrastRatio(colors.text, colors.background),
    ).toBeGreaterThanOrEqual(4.5);
    for (const page of PAGES[type]) {
      expect(getContrastRatio(colors.text, page)).toBeGreaterThanOrEqual(4.5);
      expect(getContrastRatio(colors.solid, page)).toBeGreaterThanOrEqual(3);
    }
  });

  it('buttons and edges of inputs can be made out', () => {
    const { on, edge, ...accent } = accentColors(type);
    for (const background of [accent.main, accent.hover, accent.pressed]) {
      expect(getContrastRatio(on, background)).toBeGreaterThanOrEqual(4.5);
    }
    for (const page of PAGES[type]) {
      expect(getContrastRatio(edge, page)).toBeGreaterThanOrEqual(3);
      expect(getContrastRatio(accent.main, page)).toBeGreaterThanOrEqual(3);
    }
  });
});
