import { generateKeyPairSync, sign } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type { PlatformContract } from '@fairway/plugin-golden-path-common';
import { systemClock } from '@fairway/backend-kit';
import { SHIPPED_CONTRACT } from '../../../__testUtils__/portal';
import { ContractService } from '../../../services/ContractService';
import { cosign } from './cosign';
import { slsa } from './slsa';

const HEX = 'c'.repeat(64);
const SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';
const PROVENANCE = 'https://slsa.dev/provenance/v1';
const SBOM = 'https://cyclonedx.org/bom';

const signer = generateKeyPairSync('ed25519');

function statement(predicateType: string, predicate: object = {}) {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'registry.example.com/payments-api', digest: { sha256: HEX } },
    ],
    predicateType,
    predicate,
  };
}

function envelope(body: object) {
  const type = 'application/vnd.in-toto+json';
  const payload = Buffer.from(JSON.stringify(body));
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `),
    payload,
  ]);
  const sig = sign(null, signed, signer.privateKey).toString('base64');
  return {
    payloadType: type,
    payload: payload.toString('base64'),
    signatures: [{ sig }],
  };
}

/** What `cosign verify` prints. */
function verifiedClaim(optional: object) {
  return {
    critical: {
      identity: { 'docker-reference': 'registry.example.com/payments-api' },
      image: { 'docker-manifest-digest': `sha256:${HEX}` },
      type: 'cosign container image signature',
    },
    optional,
  };
}

describe('Signatures of images', () => {
  let contract: PlatformContract;

  beforeAll(async () => {
    ({ contract } = await ContractService.create({
      directory: SHIPPED_CONTRACT,
      logger: mockServices.logger.mock(),
      clock: systemClock,
    }).current());
  });

  const withKeys = () => ({
    contract,
    config: { publicKeys: [signer.publicKey] },
  });
  const withoutKeys = () => ({ contract, config: { publicKeys: [] } });

  it('count when one of the configured keys made them, and are refused when there is none', () => {
    expect(
      cosign.parse(envelope(statement(SIGNATURE)), withKeys()),
    ).toMatchObject([{ outcome: 'passed', facts: { verified: 'yes' } }]);

    const [{ subject, issuer }] = contract.supplyChain.signers;
    const builder = { runDetails: { builder: { id: subject } } };
    for (const parse of [
      () => cosign.parse(statement(SIGNATURE), withKeys()),
      () =>
        cosign.parse(
          verifiedClaim({ Subject: subject, Issuer: issuer }),
          withKeys(),
        ),
      () => slsa.parse(statement(PROVENANCE, builder), withKeys()),
    ]) {
      expect(parse).toThrow('signatures: there is none');
    }
  });

  it('of several keys count when one is configured, in whatever order they come', () => {
    const downloaded = (by: typeof signer) => {
      const payload = Buffer.from(JSON.stringify(verifiedClaim({})));
      return {
        Base64Signature: sign(null, payload, by.privateKey).toString('base64'),
        Payload: payload.toString('base64'),
      };
    };
    const right = downloaded(signer);
    const wrong = downloaded(generateKeyPairSync('ed25519'));
    for (const signatures of [
      [wrong, right],
      [right, wrong, wrong],
    ]) {
      expect(cosign.parse(signatures, withKeys())).toMatchObject([
        { outcome: 'passed', facts: { verified: 'yes' } },
      ]);
    }
    expect(cosign.parse([wrong, wrong], withKeys())).toMatchObject([
      { outcome: 'failed' },
    ]);
  });

  it('are no other attestation, whoever signed it', () => {
    expect(() => cosign.parse(envelope(statement(SBOM)), withKeys())).toThrow(
      `found ${SBOM}`,
    );
    expect(
      cosign.parse(envelope(statement(PROVENANCE)), withKeys()),
    ).toMatchObject([{ state: 'signed', outcome: 'passed' }]);
  });

  it('that are not verified here count for signers of the contract only', () => {
    const [{ name, subject, issuer }] = contract.supplyChain.signers;
    const outcomeOf = (optional: object) =>
      cosign.parse(verifiedClaim(optional), withoutKeys())[0];
    expect(outcomeOf({ Subject: subject, Issuer: issuer })).toMatchObject({
      outcome: 'passed',
      facts: { signer: name, verified: 'no' },
    });
    for (const optional of [
      {},
      { Subject: subject },
      { Issuer: issuer },
      { Subject: subject, Issuer: 'https://elsewhere.example.com' },
    ]) {
      expect(outcomeOf(optional)).toMatchObject({
        outcome: 'failed',
        summary: expect.stringContaining('no identity whose signatures count'),
      });
    }
  });
});
