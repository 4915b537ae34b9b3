import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { lazy, useState } from 'react';
import { uiTranslationRef } from '../translation';
import { CodeFrame } from './CodeFrame';
import type { LineReason } from './lineReason';

const YamlEditor = lazy(() => import('./YamlEditor'));

const useStyles = makeStyles(theme => ({
  why: {
    minHeight: 58,
    padding: theme.spacing(1, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.default,
    fontSize: 13,
    lineHeight: '20px',
  },
  whyHead: { color: theme.palette.text.secondary },
  from: { fontFamily: 'ui-monospace, Menlo, Consolas, monospace' },
}));

/** @public */
export interface YamlViewProps {
  value: string;
  /** Name of the text, for screen readers. */
  label: string;
  /** Shown in the gutter, on hover, and below for the line of the cursor. */
  reasons?: LineReason[];
  /** Pixels. */
  maxHeight?: number;
}

/** YAML to read: every line can be asked why it is there, with mouse or arrow keys. @public */
export function YamlView(props: YamlViewProps) {
  const { value, label, reasons, maxHeight = 480 } = props;
  const { t } = useTranslationRef(uiTranslationRef);
  return (
    <CodeFrame text={value} label={label} maxHeight={maxHeight}>
      {reasons ? (
        <WithReasons {...props} reasons={reasons} />
      ) : (
        <YamlEditor
          value={value}
          label={label}
          maxHeight={maxHeight}
          reasonLabel={t('code.pick')}
        />
      )}
    </CodeFrame>
  );
}

function WithReasons(props: YamlViewProps & { reasons: LineReason[] }) {
  const { value, label, reasons, maxHeight = 480 } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  const [line, setLine] = useState<number>();
  const here = reasons.filter(reason => reason.line === line);
  return (
    <>
      <YamlEditor
        value={value}
        label={label}
        reasons={reasons}
        maxHeight={maxHeight}
        reasonLabel={t('code.pick')}
        onLine={setLine}
      />
      <div className={classes.why} role="status">
        {line === undefined ? (
          <span className={classes.whyHead}>{t('code.pick')}</span>
        ) : (
          <>
            <div className={classes.whyHead}>
              {t('code.why', { line: String(line) })}
            </div>
            {here.length === 0 && t('code.none')}
            {here.map(reason => (
              <div key={`${reason.from} ${reason.why}`}>
                {reason.why} <span className={classes.from}>{reason.from}</span>
              </div>
            ))}
          </>
        )}
      </div>
    </>
  );
}
