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
       * Where change requests live. `local` is a bare repository on disk.
       * @visibility backend
       */
      type?: 'local';
      local?: {
        /**
         * The bare repository; made when it is missing. `.fairway/git/gitops.git` when left out.
         * @visibility backend
         */
        directory?: string;
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
