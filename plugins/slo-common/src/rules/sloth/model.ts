/** An alert as Sloth knows it. @public */
export interface SlothAlert {
  disabled: boolean;
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** An objective as Sloth knows it, after its document was read. @public */
export interface SlothSlo {
  id: string;
  name: string;
  service: string;
  description?: string;
  /** Percent, as written: 99.9. */
  objective: number;
  windowSeconds: number;
  labels: Record<string, string>;
  /** Go templates with `{{.window}}`, as written. */
  sli:
    | { kind: 'events'; errorQuery: string; totalQuery: string }
    | { kind: 'raw'; errorRatioQuery: string };
  page: SlothAlert;
  ticket: SlothAlert;
}
