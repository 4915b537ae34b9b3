/** A secret of a service: where it goes, as text with the placeholder in it. */
export interface GrantedSecret {
  secret: string;
  key: string;
  variable: string;
  value: string;
}

function databaseUrl(secret: string): GrantedSecret {
  return {
    secret,
    key: 'dsn',
    variable: 'DATABASE_URL',
    value: `\${secrets.${secret}.dsn}`,
  };
}

/**
 * Secrets by service. The contract that ships grants them to the teams that the demo is about, and a contract for 80
 * teams would be all grants; the other services use none.
 */
export const grantedSecrets: Readonly<
  Record<string, readonly GrantedSecret[]>
> = {
  'billing-service': [databaseUrl('payments-db')],
  'fraud-service': [databaseUrl('risk-db')],
  'checkout-api': [
    databaseUrl('checkout-db'),
    {
      secret: 'address-lookup',
      key: 'api-key',
      variable: 'ADDRESS_LOOKUP_URL',
      value: 'https://addresses.example/?key=${secrets.address-lookup.api-key}',
    },
  ],
  'identity-api': [databaseUrl('identity-db')],
  'token-service': [
    {
      secret: 'token-signing',
      key: 'private-key',
      variable: 'SIGNING_KEY',
      value: '${secrets.token-signing.private-key}',
    },
  ],
  'orders-api': [databaseUrl('orders-db')],
  'ledger-api': [databaseUrl('ledger-db')],
};
