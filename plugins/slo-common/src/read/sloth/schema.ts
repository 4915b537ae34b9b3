import { z } from 'zod';
import { shortNumber } from '../../rules/pyrra/numbers';

/**
 * The two forms of Sloth's documents. They say the same in other words, and become one form here. Fields that Sloth
 * does not know are passed over, as Sloth does.
 */

/** What is written under `page_alert` and `ticket_alert`. */
export interface WrittenAlert {
  disable: boolean;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export interface WrittenPlugins {
  overridePrevious: boolean;
  chain: { id: string }[];
}

export interface WrittenSlo {
  name: string;
  description: string;
  objective: number;
  labels: Record<string, string>;
  plugins: WrittenPlugins;
  sli: {
    events?: { errorQuery: string; totalQuery: string };
    raw?: { errorRatioQuery: string };
    plugin: boolean;
  };
  alerting: Omit<WrittenAlert, 'disable'> & {
    name: string;
    page: WrittenAlert;
    ticket: WrittenAlert;
  };
}

export interface WrittenSpec {
  service: string;
  labels: Record<string, string>;
  plugins: WrittenPlugins;
  slos: WrittenSlo[];
}

/** Makes mappings that pass over fields they do not know, or that refuse them. */
type MakeObject = <T extends z.core.$ZodLooseShape>(shape: T) => z.ZodObject<T>;

const NO_OBJECTIVE = 'expected a list of at least one objective';

/** Where numbers and truth values stand for text, as they do in files that only Sloth reads. */
const looseText = z
  .union([z.string(), z.number(), z.boolean()], {
    error: 'expected text',
  })
  .transform(value =>
    typeof value === 'number' && !Number.isInteger(value)
      ? `${value < 0 ? '-' : ''}${shortNumber(Math.abs(value))}`
      : String(value),
  );

/** What both forms have in common, for the text that each takes. */
function partsOf(object: MakeObject, text: z.ZodType<string>) {
  const optionalText = text.nullish().transform(value => value ?? '');
  const texts = z
    .record(z.string(), optionalText)
    .nullish()
    .transform(value => value ?? {});
  const alert = object({
    disable: z.boolean().nullish(),
    labels: texts,
    annotations: texts,
  })
    .nullish()
    .transform(
      (value): WrittenAlert => ({
        disable: value?.disable ?? false,
        labels: value?.labels ?? {},
        annotations: value?.annotations ?? {},
      }),
    );
  const plugins = object({
    overridePrevious: z.boolean().nullish(),
    chain: z
      .array(
        object({
          id: optionalText,
          config: z.unknown().optional(),
          priority: z.unknown().optional(),
        }),
      )
      .nullish(),
  })
    .nullish()
    .transform(
      (value): WrittenPlugins => ({
        overridePrevious: value?.overridePrevious ?? false,
        chain: value?.chain ?? [],
      }),
    );
  const slo = {
    name: text,
    description: optionalText,
    objective: z.number(),
    labels: texts,
    plugins,
  };
  const alerting = {
    name: optionalText,
    labels: texts,
    annotations: texts,
  };
  return { text, optionalText, texts, alert, plugins, slo, alerting };
}

const NO_ALERT: WrittenAlert = { disable: false, labels: {}, annotations: {} };

function alertingOf(
  written: WrittenSlo['alerting'] | null | undefined,
): WrittenSlo['alerting'] {
  const { name, labels, annotations, page, ticket } = written ?? {
    name: '',
    labels: {},
    annotations: {},
    page: NO_ALERT,
    ticket: NO_ALERT,
  };
  return { name, labels, annotations, page, ticket };
}

function fileForm(object: MakeObject) {
  const parts = partsOf(object, looseText);
  const slo = object({
    ...parts.slo,
    sli: object({
      events: object({
        error_query: parts.optionalText,
        total_query: parts.optionalText,
      }).nullish(),
      raw: object({ error_ratio_query: parts.optionalText }).nullish(),
      plugin: z.unknown().optional(),
    }),
    alerting: object({
      ...parts.alerting,
      page_alert: parts.alert,
      ticket_alert: parts.alert,
    }).nullish(),
  }).transform(({ sli, alerting, ...rest }): WrittenSlo => {
    const { events, raw, plugin } = sli;
    return {
      ...rest,
      sli: {
        ...(events && {
          events: {
            errorQuery: events.error_query,
            totalQuery: events.total_query,
          },
        }),
        ...(raw && { raw: { errorRatioQuery: raw.error_ratio_query } }),
        plugin: Boolean(plugin),
      },
      alerting: alertingOf(
        alerting && {
          ...alerting,
          page: alerting.page_alert,
          ticket: alerting.ticket_alert,
        },
      ),
    };
  });

  return object({
    version: z.literal('prometheus/v1'),
    service: parts.text,
    labels: parts.texts,
    slo_plugins: parts.plugins,
    slos: z.array(slo).min(1, { error: NO_OBJECTIVE }),
  });
}

function objectForm(object: MakeObject) {
  const parts = partsOf(object, z.string());
  const slo = object({
    ...parts.slo,
    sli: object({
      events: object({
        errorQuery: parts.optionalText,
        totalQuery: parts.optionalText,
      }).nullish(),
      raw: object({ errorRatioQuery: parts.optionalText }).nullish(),
      plugin: z.unknown().optional(),
    }),
    alerting: object({
      ...parts.alerting,
      pageAlert: parts.alert,
      ticketAlert: parts.alert,
    }).nullish(),
  }).transform(({ sli, alerting, ...rest }): WrittenSlo => {
    const { events, raw, plugin } = sli;
    return {
      ...rest,
      sli: {
        ...(events && { events }),
        ...(raw && { raw }),
        plugin: Boolean(plugin),
      },
      alerting: alertingOf(
        alerting && {
          ...alerting,
          page: alerting.pageAlert,
          ticket: alerting.ticketAlert,
        },
      ),
    };
  });

  return object({
    apiVersion: z.literal('sloth.slok.dev/v1'),
    kind: z.literal('PrometheusServiceLevel'),
    // Kubernetes knows more of it than concerns us.
    metadata: z
      .object({
        name: parts.optionalText,
        namespace: parts.optionalText,
        labels: parts.texts,
        annotations: parts.texts,
      })
      .nullish(),
    status: z.unknown().optional(),
    spec: object({
      service: parts.text,
      labels: parts.texts,
      sloPlugins: parts.plugins,
      slos: z.array(slo).min(1, { error: NO_OBJECTIVE }),
    }),
  });
}

/** A file of `version: prometheus/v1`. */
export const slothFile = {
  read: fileForm(z.object),
  strict: fileForm(z.strictObject),
};

/** A Kubernetes object of `sloth.slok.dev/v1`. */
export const slothObject = {
  read: objectForm(z.object),
  strict: objectForm(z.strictObject),
};
