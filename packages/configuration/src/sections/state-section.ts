import type { Configuration } from '../configuration.ts';
import { all, type EnvironmentReader, just, type Reading } from '../environment-reader.ts';
import { VARIABLES } from '../variables/variables.ts';

/** Reads where state is kept. A key or an identity without a place is not asked for, and so unwanted. */
export function readState(reader: EnvironmentReader): Reading<Configuration['state']> {
  if (!reader.isSet(VARIABLES.state)) return just(undefined);
  const address = reader.read(VARIABLES.state);
  const isContainer = address._tag === 'Right' && address.right.kind === 'container';
  return all({
    address,
    accountKey: isContainer ? reader.readIfSet(VARIABLES.stateAccountKey) : just(undefined),
    clientId: isContainer ? reader.readIfSet(VARIABLES.stateClientId) : just(undefined),
  });
}
