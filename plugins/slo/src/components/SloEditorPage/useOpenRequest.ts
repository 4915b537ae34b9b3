import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { send, withBody } from '@fairway/ui';
import { useState } from 'react';
import { z } from 'zod';

/** What is known of a request that was opened. */
const openedSchema = z.object({
  id: z.string(),
  title: z.string().optional(),
  /** Merged at once where nobody has to agree. */
  state: z.enum(['open', 'merged', 'closed']).optional(),
});

/** Asking the golden path for a change, and what became of it. */
export interface OpenRequest {
  isBusy: boolean;
  opened?: z.infer<typeof openedSchema>;
  error?: unknown;
  open(request: {
    service: string;
    text: string;
    /** What the author began with, so that only what differs from it is changed. */
    base?: string;
    message?: string;
  }): Promise<boolean>;
}

/** Opens a change request with documents of a service; true when it is open. */
export function useOpenRequest(): OpenRequest {
  const fetchApi = useApi(fetchApiRef);
  const [state, setState] = useState<Omit<OpenRequest, 'open'>>({
    isBusy: false,
  });
  return {
    ...state,
    open: async ({ service, text, base, message }) => {
      setState({ isBusy: true });
      try {
        const answer = await send<unknown>({
          fetchApi,
          plugin: 'golden-path',
          path: `services/${encodeURIComponent(service)}/objectives`,
          init: withBody('POST', {
            text,
            ...(base !== undefined && { base }),
            ...(message ? { message } : {}),
          }),
        });
        setState({
          isBusy: false,
          opened: openedSchema.parse(answer),
        });
        return true;
      } catch (error) {
        setState({ isBusy: false, error });
        return false;
      }
    },
  };
}
