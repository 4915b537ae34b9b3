import type { Command } from 'commander';
import { group } from './command';

/** `fairway slo …` */
export function sloGroup(program: Command): Command {
  return group({
    program,
    name: 'slo',
    description: 'objectives, their rules and error budgets',
    examples: [
      'slo validate slo.yaml',
      'slo generate slo.yaml > rules.yaml',
      'slo generate slo.yaml --format prometheus-rule --extra-label team=payments',
      'slo generate pyrra.yaml --format openslo --out slo.yaml',
    ],
  });
}
