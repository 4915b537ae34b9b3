import Alert from '@material-ui/lab/Alert';
import type { Problem } from '@fairway/plugin-golden-path-common';
import type { StandIn } from '@fairway/plugin-slo-common';
import { formatLocalTime } from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';

/** The first thing that is wrong, with its line, and how many more there are. */
function wrongInWords(problems: readonly Problem[], t: Words): string {
  const [first] = problems;
  if (!first) {
    return '';
  }
  const { line, message } = first;
  const more = problems.length - 1;
  const said =
    line === undefined
      ? message
      : `${t('unreadable.line', { line: String(line) })}, ${message}`;
  return ` (${said}${
    more > 0 ? `; ${t('standsIn.more', { count: more })}` : ''
  })`;
}

/** That an earlier version of a document is judged: since when, why, and for how long yet. */
export function StandInNotice(props: {
  standsIn: StandIn;
  /** Of the newest version. */
  problems: readonly Problem[];
}) {
  const { standsIn, problems } = props;
  const t = useWords();
  return (
    <Alert severity="warning">
      {t('standsIn.said', {
        since: formatLocalTime(standsIn.since),
        wrong: wrongInWords(problems, t),
        readAt: formatLocalTime(standsIn.readAt),
        until: formatLocalTime(standsIn.until),
      })}
    </Alert>
  );
}
