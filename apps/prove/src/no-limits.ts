/** Dataverse's own 6000 requests in five minutes would turn every proof into one about limits. */
export const NO_LIMITS = { requests: Number.MAX_SAFE_INTEGER, concurrent: Number.MAX_SAFE_INTEGER };
