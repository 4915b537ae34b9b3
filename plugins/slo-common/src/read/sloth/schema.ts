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
function partsOf(text: z.ZodType<string>) {
  const optionalText = text.nullish().transform(value => value ?? '');
  const texts = z
    .record(z.string(), optionalText)
    .nullish()
    .transform(value => value ?? {});
  const alert = z
    .object({
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
  const plugins = z
    .object({
      overridePrevious: z.boolean().nullish(),
      chain: z.array(z.object({ id: optionalText })).nullish(),
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

const ofFiles = partsOf(looseText);

const sloOfFile = z
  .object({
    ...ofFiles.slo,
    sli: z.object({
      events: z
        .object({
          error_query: ofFiles.optionalText,
          total_query: ofFiles.optionalText,
        })
        .nullish(),
      raw: z.object({ error_ratio_query: ofFiles.optionalText }).nullish(),
      plugin: z.unknown().optional(),
    }),
    alerting: z
      .object({
        ...ofFiles.alerting,
        page_alert: ofFiles.alert,
        ticket_alert: ofFiles.alert,
      })
      .nullish(),
  })
  .transform(({ sli, alerting, ...slo }): WrittenSlo => {
    const { events, raw, plugin } = sli;
    return {
      ...slo,
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

const NO_OBJECTIVE = 'expected a list of at least one objective';

/** A file of `version: prometheus/v1`. */
export const slothFile = z.object({
  version: z.literal('prometheus/v1'),
  service: ofFiles.text,
  labels: ofFiles.texts,
  slo_plugins: ofFiles.plugins,
  slos: z.array(sloOfFile).min(1, { error: NO_OBJECTIVE }),
});

const ofObjects = partsOf(z.string());

const sloOfObject = z
  .object({
    ...ofObjects.slo,
    sli: z.object({
      events: z
        .object({
          errorQuery: ofObjects.optionalText,
          totalQuery: ofObjects.optionalText,
        })
        .nullish(),
      raw: z.object({ errorRatioQuery: ofObjects.optionalText }).nullish(),
      plugin: z.unknown().optional(),
    }),
    alerting: z
      .object({
        ...ofObjects.alerting,
        pageAlert: ofObjects.alert,
        ticketAlert: ofObjects.alert,
      })
      .nullish(),
  })
  .transform(({ sli, alerting, ...slo }): WrittenSlo => {
    const { events, raw, plugin } = sli;
    return {
      ...slo,
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

/** A Kubernetes object of `sloth.slok.dev/v1`. */
export const slothObject = z.object({
  apiVersion: z.literal('sloth.slok.dev/v1'),
  kind: z.literal('PrometheusServiceLevel'),
  metadata: z
    .object({
      name: ofObjects.optionalText,
      namespace: ofObjects.optionalText,
      labels: ofObjects.texts,
      annotations: ofObjects.texts,
    })
    .nullish(),
  spec: z.object({
    service: ofObjects.text,
    labels: ofObjects.texts,
    sloPlugins: ofObjects.plugins,
    slos: z.array(sloOfObject).min(1, { error: NO_OBJECTIVE }),
  }),
});
