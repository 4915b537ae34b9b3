import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FairwayStep } from './FairwayStep';
import { AcceptOnField } from './fields/AcceptOnField';
import { DependenciesField } from './fields/DependenciesField';
import { EnvField } from './fields/EnvField';
import { ProposalField, validateProposal } from './fields/ProposalField';
import { SecretsField } from './fields/SecretsField';
import { ServicesField } from './fields/ServicesField';

export const stepField = createFormField({
  name: 'FairwayStep',
  component: FairwayStep,
});
export const envField = createFormField({
  name: 'FairwayEnv',
  component: EnvField,
});
export const servicesField = createFormField({
  name: 'FairwayServices',
  component: ServicesField,
});
export const dependenciesField = createFormField({
  name: 'FairwayDependencies',
  component: DependenciesField,
});
export const acceptOnField = createFormField({
  name: 'FairwayAcceptOn',
  component: AcceptOnField,
});
export const secretsField = createFormField({
  name: 'FairwaySecrets',
  component: SecretsField,
});
export const proposalField = createFormField({
  name: 'FairwayProposal',
  component: ProposalField,
  validation: validateProposal,
});
