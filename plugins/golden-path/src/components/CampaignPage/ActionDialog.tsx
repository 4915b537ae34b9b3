import { makeStyles } from '@material-ui/core/styles';
import type {
  Campaign,
  CampaignAction,
} from '@fairway/plugin-golden-path-common';
import { useWords, type Words } from '../../hooks/useWords';
import { AskDialog } from '../shared/AskDialog';
import { countOf } from '../shared/campaignStates';

const useStyles = makeStyles(theme => ({
  lines: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    lineHeight: '24px',
  },
}));

const ASKED = ['start', 'stop', 'advance', 'delete'] as const;

/** What cannot be taken back by a click, or reaches many. */
export type AskedAction = (typeof ASKED)[number];

/** Whether somebody is asked first. */
export function isAsked(action: CampaignAction): action is AskedAction {
  return ASKED.some(each => each === action);
}

/** Says what an action will do, before it does it. */
export function ActionDialog(props: {
  campaign: Campaign;
  action: AskedAction;
  onConfirm(): void;
  onCancel(): void;
}) {
  const { campaign, action, onConfirm, onCancel } = props;
  const t = useWords();
  const classes = useStyles();
  const [text, ...more] = linesOf(action, campaign, t);
  return (
    <AskDialog
      title={t(`act.ask.${action}.title`, { title: campaign.title })}
      text={text}
      confirm={
        action === 'advance'
          ? t('act.ask.advance.confirm', {
              wave: String((campaign.wave ?? 0) + 1),
            })
          : t(`act.ask.${action}.confirm`)
      }
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      {more.length > 0 && (
        <ul className={classes.lines}>
          {more.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </AskDialog>
  );
}

function linesOf(action: AskedAction, campaign: Campaign, t: Words): string[] {
  switch (action) {
    case 'start':
      return startLines(campaign, t);
    case 'stop':
      return stopLines(campaign, t);
    case 'advance':
      return advanceLines(campaign, t);
    default:
      return [t('act.deleteText')];
  }
}

function startLines({ counts, waves, waveList, settings }: Campaign, t: Words) {
  const [first] = waveList;
  return [
    t('act.startServices', {
      count: counts.planned,
      waves: t('campaigns.waves', { count: waves }),
    }),
    ...(first
      ? [
          t('act.startWave', {
            wave: first.title,
            services: t('hit.services', { count: first.counts.services }),
          }),
        ]
      : []),
    t('act.startConcurrency', { count: settings.concurrency }),
    ...(counts.denied > 0
      ? [t('act.startDenied', { count: counts.denied })]
      : []),
    t(`act.startMerge.${settings.merge}`),
    t('act.startUndo'),
  ];
}

function stopLines({ counts }: Campaign, t: Words) {
  const waits = countOf(counts, ['planned', 'failed']);
  const open = countOf(counts, ['open', 'opening', 'covered']);
  return [
    t('act.stopNoWay'),
    ...(waits > 0 ? [t('act.stopRest', { count: waits })] : []),
    ...(open > 0 ? [t('act.stopOpen', { count: open })] : []),
  ];
}

function advanceLines({ wave = 0, waveList }: Campaign, t: Words) {
  const under = waveList.find(({ number }) => number === wave);
  const left = under
    ? countOf(under.counts, ['planned', 'opening', 'open', 'covered', 'failed'])
    : 0;
  return [
    t('act.advanceWhy'),
    ...(left > 0 ? [t('act.advanceOpen', { count: left })] : []),
  ];
}
