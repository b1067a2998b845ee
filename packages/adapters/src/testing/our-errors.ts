import * as dataverse from '@spotler-connector/dataverse';
import * as objectStore from '@spotler-connector/object-store';
import * as reconciler from '@spotler-connector/reconciler';
import * as spotlerSdk from '@spotler-connector/spotler-sdk';
import * as sweep from '@spotler-connector/sweep';

/** An example of each error class that a package of ours exports, and what its user reads about it. */
export const OUR_ERRORS: Readonly<Record<string, readonly [error: Error, message: string]>> = {
  ConfigurationFileError: [
    new dataverse.ConfigurationFileError('The field mapping', ['contact: expected a list']),
    'The field mapping has a mistake:\n- contact: expected a list.',
  ],
  DataverseError: [
    new dataverse.DataverseError({ kind: 'protocol', message: 'Dataverse answers oddly', status: 404 }),
    'Dataverse answers oddly (404).',
  ],
  ObjectStoreError: [
    new objectStore.ObjectStoreError({ kind: 'authentication', status: 403, code: 'AuthorizationFailure' }),
    'The store of SPOTLER_STATE refuses us: check the address and the rights on it (403, AuthorizationFailure).',
  ],
  PortError: [
    new reconciler.PortError({ side: 'target', kind: 'unavailable', code: 'ETIMEDOUT' }),
    'Spotler is away or busy; try again later (ETIMEDOUT).',
  ],
  SpotlerError: [
    new spotlerSdk.SpotlerError({
      kind: 'authentication',
      endpoint: 'GET /contact/properties/list',
      status: 401,
    }),
    'Spotler refuses the credentials: GET /contact/properties/list (status 401).',
  ],
  StartOverError: [
    new sweep.StartOverError(),
    'What an earlier sweep left is no use any more, so everything has to be read.',
  ],
  SweepOvertakenError: [
    new sweep.SweepOvertakenError(),
    'Another sweep was begun meanwhile, so this one ends.',
  ],
};

/** The packages of ours that a manifest names as dependencies. */
export function ourDependencies(manifest: {
  readonly dependencies: Readonly<Record<string, string>>;
}): string[] {
  return Object.keys(manifest.dependencies).filter((name) => name.startsWith('@spotler-connector/'));
}

/** The names of the error classes that a module exports. */
export function errorClassesOf(module: object): string[] {
  return Object.entries(module).flatMap(([name, value]) =>
    typeof value === 'function' && value.prototype instanceof Error ? [name] : [],
  );
}
