import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { lazy, Suspense } from 'react';
import { CopyButton } from '../text';
import { uiTranslationRef } from '../translation';
import { PlainCode } from './PlainCode';

const DiffEditor = lazy(() => import('./DiffEditor'));

const useStyles = makeStyles(theme => ({
  root: {
    position: 'relative',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    background: theme.palette.background.paper,
    overflow: 'hidden',
  },
  copy: {
    position: 'absolute',
    top: 4,
    right: 16,
    zIndex: 2,
    borderRadius: 4,
    background: theme.palette.background.paper,
  },
}));

/** @public */
export interface DiffViewProps {
  /** Empty for a new text. */
  before: string;
  /** Empty for a removed text. */
  after: string;
  /** Name of the text, for screen readers. */
  label: string;
  /** Pixels. */
  maxHeight?: number;
}

/** One text before and after, line under line, unchanged parts collapsed. @public */
export function DiffView(props: DiffViewProps) {
  const { before, after, label, maxHeight = 640 } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  if (before === after) {
    return <p>{t('code.unchanged')}</p>;
  }
  return (
    <div className={classes.root}>
      <div className={classes.copy}>
        <CopyButton text={after || before} what={label} />
      </div>
      <Suspense
        fallback={<PlainCode text={after || before} maxHeight={maxHeight} />}
      >
        <DiffEditor
          before={before}
          after={after}
          label={label}
          maxHeight={maxHeight}
        />
      </Suspense>
    </div>
  );
}
