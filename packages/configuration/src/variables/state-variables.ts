import { stateAddress } from '../values/state-address.ts';
import { guid, secretText } from '../values/text-decoder.ts';
import { declare } from '../variable.ts';

/** The variables about what workers share and keep, in the order of the documentation. */
export const STATE_VARIABLES = {
  state: declare({
    name: 'SPOTLER_STATE',
    group: 'State',
    decoder: stateAddress,
    when: 'for a limit on erasures over all workers, for evidence, and for one policy at a time',
    description:
      'Where workers and the command line keep what they share. A folder serves the processes of one machine, a ' +
      'container all. Evidence of erasures goes beside it: into the folder `evidence` in it, or into the container ' +
      'of the same name with `-evidence`.',
  }),
  stateAccountKey: declare({
    name: 'SPOTLER_STATE_ACCOUNT_KEY',
    group: 'State',
    decoder: secretText('the key of a storage account'),
    secret: true,
    when: 'where SPOTLER_STATE is a container that is not entered with an identity, such as that of Azurite',
    description: 'The key of the storage account. Without one the worker enters with its identity.',
  }),
  stateClientId: declare({
    name: 'SPOTLER_STATE_CLIENT_ID',
    group: 'State',
    decoder: guid,
    when: 'where SPOTLER_STATE is a container, when the platform gives a user-assigned identity',
    description: 'The user-assigned identity to enter the storage account as.',
  }),
} as const;
