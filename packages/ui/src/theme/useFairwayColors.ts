import { useTheme } from '@material-ui/core/styles';
import { fairwayColors, type FairwayColors } from './palette';

/** Colours that fit the theme the page is shown in, whichever theme that is. @public */
export function useFairwayColors(): FairwayColors {
  return fairwayColors(useTheme().palette.type);
}
