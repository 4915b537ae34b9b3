import { useApi } from '@backstage/core-plugin-api';
import type {
  IntentForm,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { messageOf } from '@fairway/ui';
import { useState } from 'react';
import { goldenPathApiRef } from '../../api';
import { useTemplate } from '../template';
import { asItStands } from './asItStands';
import { sidesOf } from './sidesOf';

/** Fills the form in from what an open request proposes. */
export function useProposed(options: {
  id: string;
  /** The service as Git has it. */
  standing: ServiceIntent | undefined;
  fill?: (form: IntentForm) => void;
}): { take(): void; busy: boolean; taken: boolean; problem?: string } {
  const { id, standing, fill } = options;
  const api = useApi(goldenPathApiRef);
  const { pages } = useTemplate();
  const [state, setState] = useState<'none' | 'busy' | 'taken'>('none');
  const [problem, setProblem] = useState<string>();

  async function load(): Promise<void> {
    setState('busy');
    setProblem(undefined);
    try {
      const request = await api.getChangeRequest(id);
      const form = asItStands({ intent: request.evidence.intent, pages });
      setState(form ? 'taken' : 'none');
      if (form) {
        fill?.({ ...form, ...sidesOf({ request, standing }) });
      } else {
        setProblem('The form cannot show what it proposes.');
      }
    } catch (failure) {
      setState('none');
      setProblem(messageOf(failure));
    }
  }

  return {
    take: () => void load(),
    busy: state === 'busy',
    taken: state === 'taken',
    problem,
  };
}
