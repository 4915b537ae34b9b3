import { useApi } from '@backstage/core-plugin-api';
import {
  checkTemplate,
  templateEdits,
  workloadTypeOf,
  type AuthoringApi,
  type AuthoringDraft,
  type AuthoringDraftSummary,
  type FleetService,
  type IntentEdit,
  type PlatformContract,
  type WorkloadType,
} from '@fairway/plugin-golden-path-common';
import { statusOf, useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { goldenPathApiRef } from '../api';
import { authoringApiRef } from '../authoringClient';
import { loadFacts } from './useGoldenPathFacts';

/** New defaults of a template, as values of the intents that still have the old ones. */
export interface TemplateDefaults {
  template: string;
  workloadType: WorkloadType;
  edits: IntentEdit[];
}

/** What a campaign is planned with. */
export interface CampaignMaterial {
  contract: PlatformContract;
  services: FleetService[];
  /** Drafts that change the contract; missing for who may not author. */
  drafts?: AuthoringDraftSummary[];
  /** The draft that led here. */
  draft?: AuthoringDraft;
  /** What that draft gives templates as new defaults. */
  defaults?: TemplateDefaults;
}

const TEMPLATE = /^templates\/([^/]+)\/template\.yaml$/;

/** Whether a draft changes the contract, and not templates alone. */
export function changesContract(draft: { paths: string[] }): boolean {
  return draft.paths.some(path => path.startsWith('contract/'));
}

/** Who may plan a campaign need not be who may author. */
function noneIfForbidden(error: unknown): undefined {
  if (statusOf(error) === 403) {
    return undefined;
  }
  throw error;
}

async function defaultsOf(options: {
  draft: AuthoringDraft;
  api: AuthoringApi;
  contract: PlatformContract;
  signal: AbortSignal;
}): Promise<TemplateDefaults | undefined> {
  const { draft, api, contract, signal } = options;
  for (const [path, text] of Object.entries(draft.changes)) {
    const [, template] = TEMPLATE.exec(path) ?? [];
    if (template !== undefined && text !== null) {
      const { files } = await api.getAuthoringTemplate(template, { signal });
      const [before, after] = [files[path] ?? '', text].map(each =>
        checkTemplate({ file: path, text: each, contract }),
      );
      if (before.ok && after.ok) {
        const edits = templateEdits({
          before: before.value,
          after: after.value,
        });
        if (edits.length > 0) {
          return { template, workloadType: workloadTypeOf(after.value), edits };
        }
      }
    }
  }
  return undefined;
}

/** Contract, services and drafts, and what the draft that led here would change in intents. */
export function useCampaignMaterial(
  draftId: string | undefined,
): Loaded<CampaignMaterial> {
  const api = useApi(goldenPathApiRef);
  const authoring = useApi(authoringApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<CampaignMaterial> => {
      const [{ contract, fleet }, answer, draft] = await Promise.all([
        loadFacts(api),
        authoring.getAuthoring({ signal }).catch(noneIfForbidden),
        draftId === undefined
          ? undefined
          : authoring
              .getAuthoringDraft(draftId, { signal })
              .catch(noneIfForbidden),
      ]);
      return {
        contract,
        services: Object.values(fleet.services),
        drafts: answer?.drafts.filter(changesContract),
        draft,
        defaults:
          draft &&
          (await defaultsOf({ draft, api: authoring, contract, signal })),
      };
    },
    [api, authoring, draftId],
  );
  return useLoaded({ key: `campaign material ${draftId}`, load });
}
