import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const compileExamples: TemplateExample[] = [
  {
    description: 'Compile what a template form holds',
    example: stringify({
      steps: [
        {
          id: 'compile',
          name: 'Compile',
          action: 'fairway:compile',
          input: { workloadType: 'http-api', form: '${{ parameters }}' },
        },
      ],
    }),
  },
];

export const changeRequestExamples: TemplateExample[] = [
  {
    description: 'Open the change request of a compiled intent',
    example: stringify({
      steps: [
        {
          id: 'request',
          name: 'Open the change request',
          action: 'fairway:change-request',
          input: {
            intent: '${{ steps.compile.output.intent }}',
            message: '${{ parameters.message }}',
          },
        },
      ],
    }),
  },
];
