/** Changes whenever some record would be decided otherwise, so that an old log line stays explicable. */
export const POLICY_VERSION = '2';
