import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { lazy } from 'react';
import { uiTranslationRef } from '../translation';
import { CodeFrame } from './CodeFrame';

const DiffEditor = lazy(() => import('./DiffEditor'));
const SideBySideEditor = lazy(() => import('./SideBySideEditor'));

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
  /** Line under line in one column, unless there is room for two. */
  layout?: 'one-column' | 'side-by-side';
}

/** One text before and after, line under line or side by side, unchanged parts collapsed. @public */
export function DiffView(props: DiffViewProps) {
  const { before, after, label, maxHeight = 640, layout } = props;
  const { t } = useTranslationRef(uiTranslationRef);
  if (before === after) {
    return <p>{t('code.unchanged')}</p>;
  }
  return (
    <CodeFrame text={after || before} label={label} maxHeight={maxHeight}>
      {layout === 'side-by-side' ? (
        <SideBySideEditor
          before={before}
          after={after}
          labels={{
            before: t('code.before', { label }),
            after: t('code.after', { label }),
          }}
          maxHeight={maxHeight}
        />
      ) : (
        <DiffEditor
          before={before}
          after={after}
          label={label}
          maxHeight={maxHeight}
        />
      )}
    </CodeFrame>
  );
}
