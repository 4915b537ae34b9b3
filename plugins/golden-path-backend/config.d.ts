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
      };
    };
    drift?: {
      /**
       * Minutes between two regular looks for drift, 15 when left out; what moves is looked at when it does.
       * @visibility backend
       */
      everyMinutes?: number;
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
