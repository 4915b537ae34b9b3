import {
  CAMPAIGN_DEFAULTS,
  isEditPointer,
  readYaml,
  writeYaml,
  type CampaignScope,
  type CampaignSettings,
  type CreateCampaign,
  type FleetService,
  type IntentEdit,
} from '@fairway/plugin-golden-path-common';

/** A value of the intents, as it is being filled in. */
export interface EditRow {
  /** Tells rows apart. */
  key: number;
  at: string;
  from: 'any' | 'none' | 'this';
  fromText: string;
  to: 'this' | 'gone';
  toText: string;
}

/** The page that plans a campaign, as it is being filled in. */
export interface CampaignForm {
  type: 'contract' | 'draft' | 'intent';
  draft?: string;
  template?: string;
  edits: EditRow[];
  scope: Required<CampaignScope>;
  by: CampaignSettings['waves']['by'];
  size: string;
  next: CampaignSettings['waves']['next'];
  concurrency: string;
  merge: CampaignSettings['merge'];
  title: string;
  description: string;
}

/** What is wrong with a row. */
export interface EditTrouble {
  at?: 'atWrong';
  from?: 'valueEmpty' | 'valueWrong';
  to?: 'valueEmpty' | 'valueWrong' | 'same';
}

/** What has to be mended before the campaign can be planned. */
export interface FormTrouble {
  draft?: boolean;
  edits: EditTrouble[];
  size?: boolean;
  concurrency?: boolean;
  title?: boolean;
}

/** A row that is yet to be filled in. */
export function newEdit(key: number): EditRow {
  return { key, at: '', from: 'any', fromText: '', to: 'this', toText: '' };
}

/** An edit as a row. */
export function rowOf({ at, from, to }: IntentEdit, key: number): EditRow {
  const stated = from === undefined ? 'any' : 'this';
  return {
    key,
    at,
    from: from === null ? 'none' : stated,
    fromText: from === undefined || from === null ? '' : textOf(from),
    to: to === undefined ? 'gone' : 'this',
    toText: to === undefined ? '' : textOf(to),
  };
}

function textOf(value: unknown): string {
  return writeYaml(value).trim();
}

/** As sensible as it can be before anyone says anything. */
export function newCampaignForm(): CampaignForm {
  const { waves, concurrency, merge } = CAMPAIGN_DEFAULTS;
  return {
    type: 'contract',
    edits: [newEdit(0)],
    scope: {
      tiers: [],
      teams: [],
      workloadTypes: [],
      environments: [],
      services: [],
    },
    by: waves.by,
    size: waves.size ? String(waves.size) : '',
    next: waves.next,
    concurrency: String(concurrency),
    merge,
    title: '',
    description: '',
  };
}

/** A value in YAML; nothing where it is none. */
function valueOf(text: string): { value: unknown } | undefined {
  try {
    return { value: readYaml(text) };
  } catch {
    return undefined;
  }
}

function troubleOfValue(text: string): 'valueEmpty' | 'valueWrong' | undefined {
  if (text.trim() === '') {
    return 'valueEmpty';
  }
  return valueOf(text) ? undefined : 'valueWrong';
}

function troubleOfEdit(row: EditRow): EditTrouble {
  const from = row.from === 'this' ? troubleOfValue(row.fromText) : undefined;
  const to = row.to === 'this' ? troubleOfValue(row.toText) : undefined;
  const isSame =
    (row.from === 'none' && row.to === 'gone') ||
    (row.from === 'this' &&
      row.to === 'this' &&
      !from &&
      !to &&
      JSON.stringify(valueOf(row.fromText)) ===
        JSON.stringify(valueOf(row.toText)));
  return {
    ...(isEditPointer(row.at.trim()) ? {} : { at: 'atWrong' }),
    ...(from ? { from } : {}),
    ...(to || isSame ? { to: to ?? 'same' } : {}),
  };
}

function isWhole(text: string, most: number): boolean {
  return /^[1-9]\d{0,5}$/.test(text) && Number(text) <= most;
}

/** What is wrong; nothing when the campaign can be planned. */
export function troubleOf(form: CampaignForm): FormTrouble | undefined {
  const edits = form.type === 'intent' ? form.edits.map(troubleOfEdit) : [];
  const trouble: FormTrouble = {
    edits,
    draft: form.type === 'draft' && !form.draft,
    size: form.size.trim() !== '' && !isWhole(form.size.trim(), 100_000),
    concurrency: !isWhole(form.concurrency.trim(), 100),
    title: form.title.trim() === '',
  };
  const isFine =
    !trouble.draft &&
    !trouble.size &&
    !trouble.concurrency &&
    !trouble.title &&
    edits.every(edit => Object.keys(edit).length === 0);
  return isFine ? undefined : trouble;
}

function editOf(row: EditRow): IntentEdit {
  return {
    at: row.at.trim(),
    ...(row.from === 'none' ? { from: null } : {}),
    ...(row.from === 'this' ? { from: valueOf(row.fromText)?.value } : {}),
    ...(row.to === 'this' ? { to: valueOf(row.toText)?.value } : {}),
  };
}

function changeOf(form: CampaignForm): CreateCampaign['change'] {
  switch (form.type) {
    case 'contract':
      return { type: 'contract' };
    case 'draft':
      return { type: 'draft', draft: form.draft ?? '' };
    default:
      return {
        type: 'intent',
        edits: form.edits.map(editOf),
        ...(form.template ? { template: form.template } : {}),
      };
  }
}

/** What is sent to plan it; only of a form in which nothing is wrong. */
export function requestOf(form: CampaignForm): CreateCampaign {
  const scope: CampaignScope = Object.fromEntries(
    Object.entries(form.scope).filter(([, values]) => values.length > 0),
  );
  return {
    title: form.title.trim(),
    ...(form.description.trim()
      ? { description: form.description.trim() }
      : {}),
    change: changeOf(form),
    ...(Object.keys(scope).length > 0 ? { scope } : {}),
    settings: {
      waves: {
        by: form.by,
        next: form.next,
        ...(form.size.trim() ? { size: Number(form.size) } : {}),
      },
      concurrency: Number(form.concurrency),
      merge: form.merge,
    },
  };
}

/** Services that the scope leaves, as the backend will have them. */
export function servicesInScope(
  services: readonly FleetService[],
  scope: Required<CampaignScope>,
): FleetService[] {
  const fits = (wanted: readonly string[], has: readonly string[]) =>
    wanted.length === 0 || has.some(value => wanted.includes(value));
  return services.filter(
    service =>
      fits(scope.tiers, [service.tier]) &&
      fits(scope.teams, [service.team]) &&
      fits(scope.workloadTypes, [service.workloadType]) &&
      fits(scope.environments, service.environments) &&
      fits(scope.services, [service.name]),
  );
}
