import { defaultFieldMapping } from '../../field-mapping/default-field-mapping.ts';
import { defaultJobTable } from '../../spotler-job/parse-job-table.ts';
import type { DesiredState } from '../desired/desired.ts';
import { desiredState } from '../desired/desired-state.ts';
import { defaultRegistration } from '../desired/parse-registration.ts';
import type { RegistrationChoices } from '../desired/registration-choices.ts';

/** Test support: what should be registered by default, with what a test changes about the choices. */
export function aDesiredState(changes: Partial<RegistrationChoices> = {}): DesiredState {
  return desiredState(defaultRegistration(), {
    target: {
      address: 'sb://contoso.servicebus.windows.net/',
      entity: { kind: 'queue', name: 'dataverse-changes' },
      keyName: 'send',
    },
    mapping: defaultFieldMapping(),
    externalIdColumn: undefined,
    jobTable: defaultJobTable(),
    ...changes,
  });
}
