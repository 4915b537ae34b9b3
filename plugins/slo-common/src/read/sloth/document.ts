import { checkValue, type Problem } from '@fairway/plugin-golden-path-common';
import type { z } from 'zod';
import type { SloFormat } from '../../model';
import type { KubernetesObject, SlothSlo } from '../../rules/sloth/model';
import { textOf } from '../fields';
import type { YamlDocument } from '../types';
import { slothFile, slothObject, type WrittenSpec } from './schema';

/** Fields by the names that a form gives them, to say where something is wrong. */
interface Words {
  errorQuery: string;
  totalQuery: string;
  errorRatioQuery: string;
  page: string;
  ticket: string;
}

/** A document of either form, told in one. */
export interface SlothDocument {
  format: SloFormat;
  /** JSON pointer of the specification: empty, or `/spec`. */
  at: string;
  /** JSON pointer of the plugins of all objectives. */
  pluginsAt: string;
  words: Words;
  spec: WrittenSpec;
  source: NonNullable<SlothSlo['source']>;
  object?: KubernetesObject;
  /** Fields that Sloth passes over, as most misspelt ones are. */
  unknown: Problem[];
}

/** Whether it is the form that Kubernetes knows. */
export function isSlothObject({ value }: YamlDocument): boolean {
  return (
    textOf(value, 'apiVersion') === 'sloth.slok.dev/v1' &&
    textOf(value, 'kind') === 'PrometheusServiceLevel'
  );
}

/** Whether it is the form of files. */
export function isSlothFile({ value }: YamlDocument): boolean {
  return (
    textOf(value, 'apiVersion') === undefined &&
    textOf(value, 'version') === 'prometheus/v1'
  );
}

/** What a form says of a document, with the fields that only its strict version minds; or why it is none. */
function readForm<T>(
  form: { read: z.ZodType<T>; strict: z.ZodType<T> },
  { file, value }: YamlDocument,
): { value: T; unknown: Problem[] } | { problems: Problem[] } {
  const strict = checkValue({ schema: form.strict, value, file });
  if (strict.ok) {
    return { value: strict.value, unknown: [] };
  }
  const read = checkValue({ schema: form.read, value, file });
  if (!read.ok) {
    return read;
  }
  const unknown = strict.problems
    .filter(({ message }) => message.startsWith('unknown field'))
    .map(({ at, message }) => ({
      at,
      message: `${message}, which Sloth passes over`,
      remedy: 'Correct its name, or remove it',
    }));
  return { value: read.value, unknown };
}

function fileOf(document: YamlDocument) {
  const checked = readForm(slothFile, document);
  if ('problems' in checked) {
    return checked.problems;
  }
  const { slo_plugins: plugins, ...spec } = checked.value;
  return {
    format: 'sloth',
    at: '',
    pluginsAt: '/slo_plugins',
    words: {
      errorQuery: 'error_query',
      totalQuery: 'total_query',
      errorRatioQuery: 'error_ratio_query',
      page: 'page_alert',
      ticket: 'ticket_alert',
    },
    spec: { ...spec, plugins },
    source: { mode: 'cli-gen-prom', spec: 'prometheus/v1' },
    unknown: checked.unknown,
  } satisfies SlothDocument;
}

function objectOf(document: YamlDocument) {
  const checked = readForm(slothObject, document);
  if ('problems' in checked) {
    return checked.problems;
  }
  const { metadata, spec } = checked.value;
  const { sloPlugins: plugins, ...rest } = spec;
  return {
    format: 'sloth-kubernetes',
    at: '/spec',
    pluginsAt: '/spec/sloPlugins',
    words: {
      errorQuery: 'errorQuery',
      totalQuery: 'totalQuery',
      errorRatioQuery: 'errorRatioQuery',
      page: 'pageAlert',
      ticket: 'ticketAlert',
    },
    spec: { ...rest, plugins },
    source: { mode: 'cli-gen-k8s', spec: 'sloth.slok.dev/v1' },
    unknown: checked.unknown,
    object: {
      name: metadata?.name ?? '',
      ...(metadata?.namespace && { namespace: metadata.namespace }),
      labels: metadata?.labels ?? {},
      annotations: metadata?.annotations ?? {},
    },
  } satisfies SlothDocument;
}

/** The document, or what keeps it from being read; lines are added by who knows them. */
export function slothDocumentOf(
  document: YamlDocument,
): SlothDocument | Problem[] {
  return isSlothObject(document) ? objectOf(document) : fileOf(document);
}
