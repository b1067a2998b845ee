import manifest from '../package.json' with { type: 'json' };

/** The version of the worker. */
export const VERSION: string = manifest.version;
