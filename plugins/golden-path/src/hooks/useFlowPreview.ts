import { useApi } from '@backstage/core-plugin-api';
import type {
  ServiceFlow,
  ServiceFlowPreview,
} from '@fairway/plugin-golden-path-common';
import { useLoaded, useSettled } from '@fairway/ui';
import { useCallback, useMemo } from 'react';
import { day2ApiRef } from '../day2Client';

/** Time without a keystroke before a flow is worked out, milliseconds. */
const QUIET = 350;

/** What a flow would do, worked out anew while it is filled in. */
export interface FlowPreviewState {
  value?: ServiceFlowPreview;
  error?: unknown;
  /** Whether `value` is of an older flow, or still to come. */
  waits: boolean;
  reload(): void;
}

/** Asks what a flow would do; nothing while it is not whole. */
export function useFlowPreview(options: {
  service: string;
  /** Undefined while something of it is missing. */
  flow: ServiceFlow | undefined;
}): FlowPreviewState {
  const { service } = options;
  const api = useApi(day2ApiRef);
  const text = options.flow && JSON.stringify(options.flow);
  const [settled, isTyping] = useSettled(text, QUIET);
  const flow = useMemo<ServiceFlow | undefined>(
    () => (settled === undefined ? undefined : JSON.parse(settled)),
    [settled],
  );
  const load = useCallback(
    async (signal: AbortSignal) =>
      flow && {
        of: settled,
        preview: await api.previewFlow(service, flow, { signal }),
      },
    [api, service, flow, settled],
  );
  const { value, error, loading, reload } = useLoaded({ key: service, load });
  const isCurrent = value?.of === text;
  return {
    value: text === undefined ? undefined : value?.preview,
    error: isTyping || text === undefined ? undefined : error,
    waits: text !== undefined && (isTyping || loading || !isCurrent),
    reload,
  };
}
