import { useApi } from '@backstage/core-plugin-api';
import type {
  NewDocument,
  SloDocumentSummary,
} from '@fairway/plugin-slo-common';
import { useState } from 'react';
import { sloApiRef } from '../../api';

/** Bringing a document in, and what became of it. */
export interface Upload {
  isBusy: boolean;
  taken?: SloDocumentSummary;
  error?: unknown;
  /** True when it was taken in. */
  send(document: NewDocument): Promise<boolean>;
}

/** Uploads one document at a time. */
export function useUpload(): Upload {
  const api = useApi(sloApiRef);
  const [state, setState] = useState<Omit<Upload, 'send'>>({ isBusy: false });
  return {
    ...state,
    send: async document => {
      setState({ isBusy: true });
      try {
        const taken = await api.upload(document);
        setState({ isBusy: false, taken });
        return true;
      } catch (error) {
        setState({ isBusy: false, error });
        return false;
      }
    },
  };
}
