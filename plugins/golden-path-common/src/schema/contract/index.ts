export {
  contractSchema,
  contractSections,
  type ContractDocument,
} from './contract';
export { REVIEW_TRIGGERS, type ReviewTrigger } from './approvals';
export { PROMOTION_EVIDENCE, type PromotionEvidence } from './delivery';
export { policyExceptionSchema, type PolicyException } from './exceptions';
export { type ContractLayer } from './layers';
export { PROVIDER_CHOICES } from './providers';
export { type QuotaAmounts } from './quotas';
export { type SecretGrant } from './secretGrants';
export { type ContractTier } from './tiers';
export { type ContractCluster, type ContractEnvironment } from './topology';
