import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  image,
  link,
  moment,
  name,
  type Parser,
  type ParserContext,
  type ReceivedFact,
} from '../received';

const count = z.int().min(0).max(1_000_000);

const own = z.object({
  service: name.optional(),
  image,
  scanner: name,
  at: moment.optional(),
  counts: z.object({
    critical: count,
    high: count,
    medium: count.optional(),
    low: count.optional(),
  }),
  url: link,
  sbom: link,
});

const trivy = z.object({
  SchemaVersion: z.literal(2),
  CreatedAt: moment.optional(),
  ArtifactName: z.string(),
  Metadata: z.object({ RepoDigests: z.array(image).nullish() }).optional(),
  Results: z
    .array(
      z.object({
        Vulnerabilities: z.array(z.object({ Severity: z.string() })).nullish(),
      }),
    )
    .nullish(),
});

const grype = z.object({
  matches: z.array(
    z.object({ vulnerability: z.object({ severity: z.string() }) }),
  ),
  source: z.object({
    target: z.object({
      userInput: z.string().optional(),
      repoDigests: z.array(image).nullish(),
      manifestDigest: z.string().optional(),
    }),
  }),
  descriptor: z.object({ timestamp: moment.optional() }).optional(),
});

interface Scan {
  service?: string;
  images: string[];
  scanner: string;
  at?: string;
  critical: number;
  high: number;
  url?: string;
  sbom?: string;
}

/** A report of vulnerabilities: that of Trivy or Grype as they write it, or counts in our own format. */
export const scanner: Parser = {
  expects:
    'the JSON report of Trivy (schema 2) or Grype, or { image, scanner, counts } of docs/delivery.md',
  parse(body, context) {
    const record = z.record(z.string(), z.unknown()).parse(body);
    return [factOf(scanOf(record), context)];
  },
};

function scanOf(body: Record<string, unknown>): Scan {
  if ('SchemaVersion' in body) {
    const report = trivy.parse(body);
    const severities = (report.Results ?? []).flatMap(result =>
      (result.Vulnerabilities ?? []).map(({ Severity }) => Severity),
    );
    const digests = report.Metadata?.RepoDigests ?? [];
    return {
      images: digests.length > 0 ? digests : imagesIn([report.ArtifactName]),
      scanner: 'Trivy',
      at: report.CreatedAt,
      ...countsOf(severities),
    };
  }
  if ('matches' in body) {
    const report = grype.parse(body);
    const { repoDigests, manifestDigest, userInput } = report.source.target;
    return {
      images: imagesIn([...(repoDigests ?? []), manifestDigest, userInput]),
      scanner: 'Grype',
      at: report.descriptor?.timestamp,
      ...countsOf(
        report.matches.map(({ vulnerability }) => vulnerability.severity),
      ),
    };
  }
  const { image: scanned, counts, ...rest } = own.parse(body);
  return {
    ...rest,
    images: [scanned],
    critical: counts.critical,
    high: counts.high,
  };
}

/** Of texts those that may be an image: a scan may also be of a folder. */
function imagesIn(texts: (string | undefined)[]): string[] {
  const images = texts.flatMap(each => {
    const read = image.safeParse(each);
    return read.success ? [read.data] : [];
  });
  if (images.length === 0) {
    throw new InputError(
      'The report names no image; scan the image by its digest in the registry',
    );
  }
  return images;
}

function countsOf(severities: string[]): { critical: number; high: number } {
  const of = (severity: string) =>
    severities.filter(each => each.toLowerCase() === severity).length;
  return { critical: of('critical'), high: of('high') };
}

function factOf(scan: Scan, { contract }: ParserContext): ReceivedFact {
  const { critical, high } = scan;
  const limits = contract.delivery?.scan;
  const failed =
    critical > (limits?.critical ?? 0) ||
    high > (limits?.high ?? Number.POSITIVE_INFINITY);
  return {
    subject: { service: scan.service, images: scan.images },
    state: 'scanned',
    outcome: failed ? 'failed' : 'passed',
    at: scan.at,
    summary: `${scan.scanner} found ${critical} critical, ${high} high`,
    url: scan.url,
    facts: {
      scanner: scan.scanner,
      critical: String(critical),
      high: String(high),
      sbom: scan.sbom,
    },
  };
}
