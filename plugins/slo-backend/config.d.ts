export interface Config {
  fairway?: {
    /** Service level objectives: where they are written, and where indicators are read from. */
    slo?: {
      /** Prometheus-compatible stores; the first that takes an objective is asked for it. */
      sources?: Array<{
        /**
         * Short name of it, lower case letters, digits and `-`.
         * @visibility backend
         */
        id: string;
        /**
         * For people; `Prometheus at <address>` when left out.
         * @visibility backend
         */
        title?: string;
        /**
         * The address before `/api/v1`: of Prometheus or Thanos Query itself, of Mimir with `/prometheus`, of
         * VictoriaMetrics with `/select/0/prometheus` (cluster).
         * @visibility backend
         */
        url: string;
        /**
         * Sent with every request.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /**
         * `X-Scope-OrgID` of Mimir, Cortex and Thanos Receive.
         * @visibility backend
         */
        tenant?: string;
        auth?:
          | {
              /** @visibility backend */
              type: 'basic';
              /** @visibility backend */
              username: string;
              /** @visibility secret */
              password: string;
            }
          | {
              /** @visibility backend */
              type: 'bearer';
              /** @visibility secret */
              token: string;
            }
          | {
              /** @visibility backend */
              type: 'bearerFile';
              /**
               * Read again for every request, as tokens of service accounts change.
               * @visibility backend
               */
              tokenFile: string;
            };
        tls?: {
          /**
           * PEM of the authority of its certificate.
           * @visibility backend
           */
          caFile?: string;
          /**
           * PEM of our own certificate.
           * @visibility backend
           */
          certFile?: string;
          /**
           * PEM of the key of our own certificate.
           * @visibility backend
           */
          keyFile?: string;
          /**
           * The name in its certificate, when it is not that of the address.
           * @visibility backend
           */
          serverName?: string;
          /**
           * Takes any certificate: whoever stands in between can change the numbers. For tries only.
           * @visibility backend
           */
          insecure?: boolean;
        };
        /**
         * For one query with everything that is tried again, 30 when left out.
         * @visibility backend
         */
        timeoutSeconds?: number;
        /**
         * Queries at the same time, 4 when left out.
         * @visibility backend
         */
        concurrency?: number;
        /**
         * Labels that every series has to have, such as `{ cluster: prod-eu-1 }`.
         */
        labels?: { [label: string]: string };
        /**
         * Only objectives of these services; all when left out.
         * @visibility backend
         */
        services?: string[];
        /**
         * Only objectives with a label `environment` of these; all when left out.
         * @visibility backend
         */
        environments?: string[];
      }>;
      /**
       * Seconds between two looks at the sources, 60 when left out.
       * @visibility backend
       */
      refreshSeconds?: number;
      /** Files, folders and patterns in Git with objectives. */
      git?: Array<{
        /**
         * Of a host that `integrations` or `backend.reading.allow` name.
         * @visibility backend
         */
        url: string;
      }>;
      documents?: {
        /**
         * Seconds between two looks at the catalog and at Git, 300 when left out; a merge of the golden path is seen at
         * once.
         * @visibility backend
         */
        refreshSeconds?: number;
      };
      history?: {
        /**
         * Days that history is kept in steps of minutes, 7 when left out.
         * @visibility backend
         */
        fineDays?: number;
        /**
         * Days that history is kept, 400 when left out.
         * @visibility backend
         */
        days?: number;
      };
      limits?: {
        /**
         * Largest request body in bytes, 1048576 when left out.
         * @visibility backend
         */
        bodyBytes?: number;
        /**
         * Largest document in bytes, 1048576 when left out.
         * @visibility backend
         */
        documentBytes?: number;
        /**
         * Most files that are read from one URL, 500 when left out.
         * @visibility backend
         */
        filesPerUrl?: number;
        /**
         * Rows of a page when the caller does not say, 100 when left out; at most 1000.
         * @visibility backend
         */
        pageSize?: number;
      };
    };
  };
}
