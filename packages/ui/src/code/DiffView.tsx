import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { lazy } from 'react';
import { uiTranslationRef } from '../translation';
import { CodeFrame } from './CodeFrame';

const DiffEditor = lazy(() => import('./DiffEditor'));

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
  const { t } = useTranslationRef(uiTranslationRef);
  if (before === after) {
    return <p>{t('code.unchanged')}</p>;
  }
  return (
    <CodeFrame text={after || before} label={label} maxHeight={maxHeight}>
      <DiffEditor
        before={before}
        after={after}
        label={label}
        maxHeight={maxHeight}
      />
    </CodeFrame>
  );
}
