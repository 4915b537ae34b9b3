import {
  FormDecoratorBlueprint,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { draftDecorator } from './draft/decorator';

/** What runs when a golden-path template is sent off. */
export const formDecorators = [
  FormDecoratorBlueprint.make({
    name: 'draft',
    params: { decorator: draftDecorator },
  }),
];

/** The fields that golden-path templates are made of; each is loaded when a form needs it. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'step',
    params: { field: () => import('./formFields').then(m => m.stepField) },
  }),
  FormFieldBlueprint.make({
    name: 'env',
    params: { field: () => import('./formFields').then(m => m.envField) },
  }),
  FormFieldBlueprint.make({
    name: 'services',
    params: { field: () => import('./formFields').then(m => m.servicesField) },
  }),
  FormFieldBlueprint.make({
    name: 'dependencies',
    params: {
      field: () => import('./formFields').then(m => m.dependenciesField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'accept-on',
    params: { field: () => import('./formFields').then(m => m.acceptOnField) },
  }),
  FormFieldBlueprint.make({
    name: 'release-on',
    params: { field: () => import('./formFields').then(m => m.releaseOnField) },
  }),
  FormFieldBlueprint.make({
    name: 'secrets',
    params: { field: () => import('./formFields').then(m => m.secretsField) },
  }),
  FormFieldBlueprint.make({
    name: 'proposal',
    params: { field: () => import('./formFields').then(m => m.proposalField) },
  }),
  FormFieldBlueprint.make({
    name: 'group',
    params: { field: () => import('./formFields').then(m => m.groupField) },
  }),
  FormFieldBlueprint.make({
    name: 'texts',
    params: { field: () => import('./formFields').then(m => m.textsField) },
  }),
  FormFieldBlueprint.make({
    name: 'steps',
    params: { field: () => import('./formFields').then(m => m.stepsField) },
  }),
  FormFieldBlueprint.make({
    name: 'environments',
    params: {
      field: () => import('./formFields').then(m => m.environmentsField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'topic',
    params: { field: () => import('./formFields').then(m => m.topicField) },
  }),
  FormFieldBlueprint.make({
    name: 'known-name',
    params: { field: () => import('./formFields').then(m => m.knownNameField) },
  }),
  FormFieldBlueprint.make({
    name: 'numbers',
    params: { field: () => import('./formFields').then(m => m.numbersField) },
  }),
  FormFieldBlueprint.make({
    name: 'tolerations',
    params: {
      field: () => import('./formFields').then(m => m.tolerationsField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'cron',
    params: { field: () => import('./formFields').then(m => m.cronField) },
  }),
  FormFieldBlueprint.make({
    name: 'kept',
    params: { field: () => import('./formFields').then(m => m.keptField) },
  }),
];
