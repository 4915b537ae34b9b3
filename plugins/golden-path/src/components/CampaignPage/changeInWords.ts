import {
  writeYaml,
  type CampaignSummary,
  type IntentEdit,
} from '@fairway/plugin-golden-path-common';
import type { Words } from '../../hooks/useWords';

/** `Contract 1.1.0 for all`, `2 values of the intents`. */
export function changeInWords(campaign: CampaignSummary, t: Words): string {
  const { change, contractVersion } = campaign;
  switch (change.type) {
    case 'contract':
      return t('campaignChange.contract', { version: contractVersion });
    case 'draft':
      return t('campaignChange.draft');
    default:
      return t('campaignChange.intent', { count: change.edits.length });
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : writeYaml(value).trim();
}

/** `/spec/scaling/min becomes 4 where it is 3`. */
export function editInWords({ at, from, to }: IntentEdit, t: Words): string {
  if (to === undefined) {
    return from === undefined || from === null
      ? t('edit.goes', { at })
      : t('edit.goesWhere', { at, from: shown(from) });
  }
  if (from === undefined) {
    return t('edit.everywhere', { at, to: shown(to) });
  }
  return from === null
    ? t('edit.missing', { at, to: shown(to) })
    : t('edit.where', { at, to: shown(to), from: shown(from) });
}
