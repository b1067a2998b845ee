/** A base path of the API and the dialect spoken there. */
export interface BasePath {
  /** Such as `/integrationservice`; no trailing slash. */
  readonly path: string;
  /**
   * `paged`: lists are `{ paging, contacts }` and dates are ISO texts. `bare`: updates and bounces are plain
   * arrays and dates are numbers, in milliseconds.
   */
  readonly dialect: 'paged' | 'bare';
}

/**
 * The two base paths that Spotler has. Which differences they show is inferred from clients in production.
 */
export const DEFAULT_BASE_PATHS: readonly BasePath[] = [
  { path: '/integrationservice', dialect: 'paged' },
  { path: '/integrationservice-1.1.0', dialect: 'bare' },
];
