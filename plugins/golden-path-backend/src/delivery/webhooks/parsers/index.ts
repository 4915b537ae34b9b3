import type { DeliverySource } from '@fairway/plugin-golden-path-common';
import type { Parser } from '../received';
import { argoCd } from './argoCd';
import { argoRollouts } from './argoRollouts';
import { ci } from './ci';
import { cosign } from './cosign';
import { flux } from './flux';
import { scanner } from './scanner';
import { slsa } from './slsa';

/** One for each source. */
export const parsers: Record<DeliverySource, Parser> = {
  ci,
  cosign,
  slsa,
  scanner,
  'argo-cd': argoCd,
  flux,
  'argo-rollouts': argoRollouts,
};
