import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FairwayStep } from './FairwayStep';
import { GroupField } from './FieldGroup';
import { AcceptOnField } from './fields/AcceptOnField';
import { CronField } from './fields/CronField';
import { DependenciesField } from './fields/DependenciesField';
import { EnvField } from './fields/EnvField';
import { EnvironmentsField } from './fields/EnvironmentsField';
import { KeptField } from './fields/KeptField';
import { KnownNameField } from './fields/KnownNameField';
import { NumbersField } from './fields/NumbersField';
import { ProposalField } from './fields/ProposalField';
import { ReleaseOnField } from './fields/ReleaseOnField';
import { SecretsField } from './fields/SecretsField';
import { ServicesField } from './fields/ServicesField';
import { StepsField } from './fields/StepsField';
import { TextsField } from './fields/TextsField';
import { TolerationsField } from './fields/TolerationsField';
import { TopicField } from './fields/TopicField';
import { validatePart, validateProposal } from './validation';

export const stepField = createFormField({
  name: 'FairwayStep',
  component: FairwayStep,
});
export const envField = createFormField({
  name: 'FairwayEnv',
  component: EnvField,
  validation: validatePart,
});
export const servicesField = createFormField({
  name: 'FairwayServices',
  component: ServicesField,
  validation: validatePart,
});
export const dependenciesField = createFormField({
  name: 'FairwayDependencies',
  component: DependenciesField,
  validation: validatePart,
});
export const acceptOnField = createFormField({
  name: 'FairwayAcceptOn',
  component: AcceptOnField,
});
export const releaseOnField = createFormField({
  name: 'FairwayReleaseOn',
  component: ReleaseOnField,
});
export const secretsField = createFormField({
  name: 'FairwaySecrets',
  component: SecretsField,
  validation: validatePart,
});
export const proposalField = createFormField({
  name: 'FairwayProposal',
  component: ProposalField,
  validation: validateProposal,
});
export const groupField = createFormField({
  name: 'FairwayGroup',
  component: GroupField,
  validation: validatePart,
});
export const textsField = createFormField({
  name: 'FairwayTexts',
  component: TextsField,
  validation: validatePart,
});
export const stepsField = createFormField({
  name: 'FairwaySteps',
  component: StepsField,
});
export const environmentsField = createFormField({
  name: 'FairwayEnvironments',
  component: EnvironmentsField,
  validation: validatePart,
});
export const keptField = createFormField({
  name: 'FairwayKept',
  component: KeptField,
});
export const topicField = createFormField({
  name: 'FairwayTopic',
  component: TopicField,
});
export const knownNameField = createFormField({
  name: 'FairwayKnownName',
  component: KnownNameField,
});
export const numbersField = createFormField({
  name: 'FairwayNumbers',
  component: NumbersField,
});
export const tolerationsField = createFormField({
  name: 'FairwayTolerations',
  component: TolerationsField,
});
export const cronField = createFormField({
  name: 'FairwayCron',
  component: CronField,
});
