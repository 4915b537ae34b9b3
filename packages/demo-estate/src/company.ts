/** The company as data: business units, domains, and in each domain its systems and teams. */

export interface BusinessUnitSpec {
  name: string;
  title: string;
  costCentre: string;
}

export interface DomainSpec {
  name: string;
  title: string;
  businessUnit: string;
  /** 1 is where an outage costs money at once; tier-1 services come from there first. */
  criticality: 1 | 2 | 3;
  /** Team number n builds system number n modulo their count. */
  systems: readonly string[];
  /** The most important first: a smaller estate has fewer. */
  teams: readonly string[];
}

export const businessUnits: readonly BusinessUnitSpec[] = [
  { name: 'commerce', title: 'Commerce', costCentre: 'CC-1100' },
  {
    name: 'financial-services',
    title: 'Financial Services',
    costCentre: 'CC-1200',
  },
  { name: 'marketplace', title: 'Marketplace', costCentre: 'CC-1300' },
  { name: 'logistics', title: 'Logistics', costCentre: 'CC-1400' },
  {
    name: 'customer-experience',
    title: 'Customer Experience',
    costCentre: 'CC-1500',
  },
  { name: 'technology', title: 'Technology', costCentre: 'CC-1600' },
  { name: 'corporate', title: 'Corporate', costCentre: 'CC-1700' },
];

/** Words separated by spaces, for tables that are read as a table. */
function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

export const domains: readonly DomainSpec[] = [
  {
    name: 'payments-and-risk',
    title: 'Payments and Risk',
    businessUnit: 'financial-services',
    criticality: 1,
    systems: words('billing fraud money-movement accounting'),
    teams: words(`payments risk payouts ledger refunds chargebacks settlement
      cross-border-payments payment-methods merchant-acquiring`),
  },
  {
    name: 'shopping',
    title: 'Shopping',
    businessUnit: 'commerce',
    criticality: 1,
    systems: words('checkout-flow baskets price-book offers'),
    teams: words(`checkout cart pricing promotions tax gift-cards subscriptions
      loyalty vouchers order-capture`),
  },
  {
    name: 'identity-and-access',
    title: 'Identity and Access',
    businessUnit: 'technology',
    criticality: 1,
    systems: words('sign-in tokens entitlements privacy'),
    teams: words(`identity sessions access consent credentials device-trust
      single-sign-on account-recovery customer-verification delegation`),
  },
  {
    name: 'channels',
    title: 'Channels',
    businessUnit: 'customer-experience',
    criticality: 1,
    systems: words('mobile-app storefront point-of-sale partner-hub'),
    teams: words(`mobile web-storefront in-store partner-portal kiosks
      voice-assistant live-chat accessibility design-system edge-rendering`),
  },
  {
    name: 'product-catalogue',
    title: 'Product Catalogue',
    businessUnit: 'commerce',
    criticality: 1,
    systems: words('catalog discovery personalization stock'),
    teams:
      words(`product-catalog search recommendations inventory media taxonomy
      product-content availability assortment reviews`),
  },
  {
    name: 'orders',
    title: 'Orders',
    businessUnit: 'commerce',
    criticality: 1,
    systems: words(
      'order-management fulfilment-center reverse-logistics warehouses',
    ),
    teams: words(`orders fulfilment returns warehouse picking packing labels
      backorders order-history allocation`),
  },
  {
    name: 'platform-engineering',
    title: 'Platform Engineering',
    businessUnit: 'technology',
    criticality: 2,
    systems: words('platform-control reliability trust developer-portal'),
    teams: words(`platform sre security developer-experience networking
      observability databases event-streaming edge compute`),
  },
  {
    name: 'delivery',
    title: 'Delivery',
    businessUnit: 'logistics',
    criticality: 2,
    systems: words('shipments parcel-tracking dispatch carrier-network'),
    teams: words(`shipping tracking last-mile carriers route-planning customs
      freight lockers delivery-slots vehicle-telematics`),
  },
  {
    name: 'customer-data',
    title: 'Customer Data',
    businessUnit: 'customer-experience',
    criticality: 2,
    systems: words('profiles notifications contact-center feedback'),
    teams: words(`customer-profile messaging contact-routing customer-feedback
      email push-notifications surveys complaints address-book households`),
  },
  {
    name: 'finance-and-treasury',
    title: 'Finance and Treasury',
    businessUnit: 'corporate',
    criticality: 2,
    systems: words('general-ledger spend cash-management statutory'),
    teams: words(`finance procurement treasury financial-reporting invoicing
      expenses budgeting fixed-assets tax-filing intercompany`),
  },
  {
    name: 'marketplace-sellers',
    title: 'Marketplace Sellers',
    businessUnit: 'marketplace',
    criticality: 2,
    systems: words('seller-center listings-hub seller-finance quality'),
    teams: words(`sellers listings commissions seller-onboarding storefronts
      seller-ads brand-protection seller-insights bulk-import seller-support`),
  },
  {
    name: 'lending',
    title: 'Lending',
    businessUnit: 'financial-services',
    criticality: 2,
    systems: words('credit loan-servicing debt installment-plans'),
    teams: words(`credit-scoring loans collections installments mortgages
      credit-bureau overdrafts collateral repayment loan-origination`),
  },
  {
    name: 'compliance',
    title: 'Compliance',
    businessUnit: 'financial-services',
    criticality: 2,
    systems: words('screening audit-trail regulatory retention'),
    teams: words(`sanctions audit regulatory-reporting records anti-laundering
      case-management transaction-monitoring policy-attestation disclosures
      data-protection`),
  },
  {
    name: 'data-and-ai',
    title: 'Data and AI',
    businessUnit: 'technology',
    criticality: 3,
    systems: words('lakehouse insights experiments models'),
    teams: words(`data-platform analytics experimentation machine-learning
      feature-store data-quality metrics-layer streaming-analytics
      reference-data data-catalog`),
  },
  {
    name: 'marketing',
    title: 'Marketing',
    businessUnit: 'customer-experience',
    criticality: 3,
    systems: words('campaign-manager segments ad-serving partner-tracking'),
    teams: words(`campaigns audiences advertising affiliates attribution
      newsletters landing-pages referrals content-studio social`),
  },
  {
    name: 'supply-chain',
    title: 'Supply Chain',
    businessUnit: 'logistics',
    criticality: 3,
    systems: words('supplier-network forecasting stock-planning buying'),
    teams: words(`suppliers demand-forecast replenishment purchasing
      vendor-scorecards inbound quality-control import-duties consignment
      packaging`),
  },
  {
    name: 'insurance',
    title: 'Insurance',
    businessUnit: 'financial-services',
    criticality: 3,
    systems: words('cover claims-handling actuarial warranties'),
    teams: words(`insurance-quotes claims underwriting warranty policy-admin
      reinsurance broker-portal loss-adjustment premiums device-cover`),
  },
  {
    name: 'business-customers',
    title: 'Business Customers',
    businessUnit: 'marketplace',
    criticality: 3,
    systems: words('wholesale-trade quoting contract-terms accounts'),
    teams: words(`wholesale quotes contracts account-management tenders
      price-agreements punchout approvals corporate-cards bulk-orders`),
  },
  {
    name: 'people',
    title: 'People',
    businessUnit: 'corporate',
    criticality: 3,
    systems: words('hr-records pay hiring skills'),
    teams: words(`hr-core payroll recruiting learning time-tracking benefits
      onboarding workforce-planning travel facilities`),
  },
  {
    name: 'support',
    title: 'Support',
    businessUnit: 'customer-experience',
    criticality: 3,
    systems: words('self-service ticketing knowledge service-desk'),
    teams: words(`help-center tickets knowledge-base it-service-desk
      agent-workspace call-recording translations chatbots quality-assurance
      escalations`),
  },
];

/** Teams that come first: the stories of the demo are about them. */
export const storyTeams: readonly string[] = words(
  'payments risk checkout mobile platform sre security finance',
);

/** Teams that the contract that ships names as owners, reviewers or consumers; they come next. */
export const contractTeams: readonly string[] = words(
  `databases event-streaming networking observability edge compute identity
  sessions access credentials ledger payouts settlement orders search shipping
  procurement invoicing email`,
);

export function titleOf(name: string): string {
  const short: Record<string, string> = {
    api: 'API',
    bff: 'BFF',
    hr: 'HR',
    it: 'IT',
    sre: 'SRE',
  };
  return name
    .split('-')
    .map(part => short[part] ?? part[0].toUpperCase() + part.slice(1))
    .join(' ');
}
