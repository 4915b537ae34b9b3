export interface Config {
  /** The golden path: contract, Git host and limits. */
  fairway?: {
    /**
     * Folder that the relative paths below start from; the working folder of the backend when left out.
     * @visibility backend
     */
    root?: string;
    contract?: {
      /**
       * Folder of the platform contract, with `contract.yaml` in it.
       * @visibility backend
       */
      path?: string;
    };
    templates?: {
      /**
       * Folder of the templates, each in a folder of its own; `templates` in or beside the folder of the contract when
       * left out.
       * @visibility backend
       */
      path?: string;
    };
    gitHost?: {
      /**
       * Where change requests live. `local` is a bare repository on disk; the others are hosts of their own, whose
       * credentials stand in `integrations`.
       * @visibility backend
       */
      type?: 'local' | 'github' | 'gitlab' | 'gitea';
      local?: {
        /**
         * The bare repository; made when it is missing. `.fairway/git/gitops.git` when left out.
         * @visibility backend
         */
        directory?: string;
      };
      /** A repository on GitHub or GitHub Enterprise Server. */
      github?: {
        /**
         * Page of the repository, e.g. `https://github.com/acme/gitops`; without credentials.
         * @visibility backend
         */
        url?: string;
        /**
         * Branch that holds the desired state, `main` when left out.
         * @visibility backend
         */
        branch?: string;
        /**
         * The mirror, which one process works in; made when it is missing. `.fairway/git/github-mirror.git` when left
         * out.
         * @visibility backend
         */
        directory?: string;
        /**
         * Accounts by entity ref: for users the login, for groups the team. They are asked for reviews there.
         * @visibility backend
         */
        accounts?: { [entityRef: string]: string };
        /**
         * Approvals that these people give on its pages count as theirs, without the permission policy being asked;
         * not when left out.
         * @visibility backend
         */
        approvals?: boolean;
      };
      /** A repository on GitLab. */
      gitlab?: {
        /**
         * Page of the repository, e.g. `https://gitlab.com/acme/gitops`; without credentials.
         * @visibility backend
         */
        url?: string;
        /**
         * Branch that holds the desired state, `main` when left out.
         * @visibility backend
         */
        branch?: string;
        /**
         * The mirror, which one process works in; made when it is missing. `.fairway/git/gitlab-mirror.git` when left
         * out.
         * @visibility backend
         */
        directory?: string;
        /**
         * Accounts by entity ref: for users the login, for groups the team. They are asked for reviews there.
         * @visibility backend
         */
        accounts?: { [entityRef: string]: string };
        /**
         * Approvals that these people give on its pages count as theirs, without the permission policy being asked;
         * not when left out.
         * @visibility backend
         */
        approvals?: boolean;
      };
      /** A repository on Gitea or Forgejo. */
      gitea?: {
        /**
         * Page of the repository, e.g. `https://git.example.com/acme/gitops`; without credentials.
         * @visibility backend
         */
        url?: string;
        /**
         * Branch that holds the desired state, `main` when left out.
         * @visibility backend
         */
        branch?: string;
        /**
         * The mirror, which one process works in; made when it is missing. `.fairway/git/gitea-mirror.git` when left
         * out.
         * @visibility backend
         */
        directory?: string;
        /**
         * Accounts by entity ref: for users the login, for groups the team. They are asked for reviews there.
         * @visibility backend
         */
        accounts?: { [entityRef: string]: string };
        /**
         * Approvals that these people give on its pages count as theirs, without the permission policy being asked;
         * not when left out.
         * @visibility backend
         */
        approvals?: boolean;
      };
    };
    drift?: {
      /**
       * Minutes between two regular looks for drift, 15 when left out; what moves is looked at when it does.
       * @visibility backend
       */
      everyMinutes?: number;
    };
    delivery?: {
      /**
       * Days that evidence of deliveries is kept, 730 when left out; the newest release of an environment and the one
       * before it are always kept.
       * @visibility backend
       */
      retentionDays?: number;
      /** Who may send evidence; each source with a secret or a token of its own, of 16 characters or more. */
      webhooks?: {
        ci?: {
          /**
           * Signs what it sends.
           * @visibility secret
           */
          secret?: string;
          /**
           * Sent as it is by senders that cannot sign.
           * @visibility secret
           */
          token?: string;
          /**
           * PEM; whose signatures of images and provenance are verified.
           * @visibility backend
           */
          publicKeys?: string[];
        };
        cosign?: {
          /**
           * Signs what it sends.
           * @visibility secret
           */
          secret?: string;
          /**
           * Sent as it is by senders that cannot sign.
           * @visibility secret
           */
          token?: string;
          /**
           * PEM; whose signatures of images and provenance are verified.
           * @visibility backend
           */
          publicKeys?: string[];
        };
        slsa?: {
          /**
           * Signs what it sends.
           * @visibility secret
           */
          secret?: string;
          /**
           * Sent as it is by senders that cannot sign.
           * @visibility secret
           */
          token?: string;
          /**
           * PEM; whose signatures of images and provenance are verified.
           * @visibility backend
           */
          publicKeys?: string[];
        };
        scanner?: {
          /**
           * Signs what it sends.
           * @visibility secret
           */
          secret?: string;
          /**
           * Sent as it is by senders that cannot sign.
           * @visibility secret
           */
          token?: string;
          /**
           * PEM; whose signatures of images and provenance are verified.
           * @visibility backend
           */
          publicKeys?: string[];
        };
        'argo-cd'?: {
          /**
           * Signs what it sends.
           * @visibility secret
           */
          secret?: string;
          /**
           * Sent as it is by senders that cannot sign.
           * @visibility secret
           */
          token?: string;
          /**
           * PEM; whose signatures of images and provenance are verified.
           * @visibility backend
           */
          publicKeys?: string[];
        };
        flux?: {
          /**
           * Signs what it sends.
           * @visibility secret
           */
          secret?: string;
          /**
           * Sent as it is by senders that cannot sign.
           * @visibility secret
           */
          token?: string;
          /**
           * PEM; whose signatures of images and provenance are verified.
           * @visibility backend
           */
          publicKeys?: string[];
        };
        'argo-rollouts'?: {
          /**
           * Signs what it sends.
           * @visibility secret
           */
          secret?: string;
          /**
           * Sent as it is by senders that cannot sign.
           * @visibility secret
           */
          token?: string;
          /**
           * PEM; whose signatures of images and provenance are verified.
           * @visibility backend
           */
          publicKeys?: string[];
        };
      };
      limits?: {
        /**
         * Largest body of a webhook in bytes, 1048576 when left out.
         * @visibility backend
         */
        bodyBytes?: number;
        /**
         * Calls of webhooks that are taken from one address in a minute, 600 when left out.
         * @visibility backend
         */
        perMinute?: number;
      };
      /** Argo CDs whose applications are read. */
      argoCd?: {
        /**
         * Seconds between two looks, 60 when left out.
         * @visibility backend
         */
        everySeconds?: number;
        instances: Array<{
          /**
           * What people call it.
           * @visibility backend
           */
          name: string;
          /**
           * Address of its server.
           * @visibility backend
           */
          url: string;
          /**
           * Token of an account that may get applications.
           * @visibility secret
           */
          token: string;
          /**
           * Clusters of the contract that it delivers to.
           * @visibility backend
           */
          clusters?: string[];
          /**
           * Only applications of this project.
           * @visibility backend
           */
          project?: string;
          /**
           * Longest wait for an answer, 20 s when left out.
           * @visibility backend
           */
          timeoutSeconds?: number;
        }>;
      };
    };
    limits?: {
      /**
       * Compiled services kept in memory for pages, 200 when left out.
       * @visibility backend
       */
      compiledServices?: number;
      /**
       * Largest request body in bytes, 262144 when left out.
       * @visibility backend
       */
      bodyBytes?: number;
      /**
       * Rows of a page when the caller does not say, 25 when left out; at most 100.
       * @visibility backend
       */
      pageSize?: number;
    };
  };
}
