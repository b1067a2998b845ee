import { checkFieldMapping, type FieldMapping } from '@spotler-connector/dataverse';
import { type Property, type SpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok } from './finding.ts';

/** Parts of Spotler that are looked at. */
export interface SpotlerUnderCheck {
  readonly client: Pick<SpotlerClient, 'properties'>;
  readonly mapping: FieldMapping;
  /** Whether contacts are created and updated at all. */
  readonly syncContacts: boolean;
}

const AREA = 'Spotler';

const REMEDIES: Record<SpotlerError['kind'], string> = {
  authentication:
    'Check SPOTLER_CONSUMER_KEY and SPOTLER_CONSUMER_SECRET, the rights of that integration in Spotler, and the clock of this machine.',
  unavailable: 'Check SPOTLER_BASE_URL and the way there; or try again later.',
  protocol:
    'Correct SPOTLER_BASE_URL, path included, such as https://restapi.mailplus.nl/integrationservice.',
  rejected: 'Check SPOTLER_BASE_URL.',
};

/** Finds out whether Spotler takes our signature, has permissions to turn off, and every mapped property. */
export async function checkSpotler({ client, mapping, syncContacts }: SpotlerUnderCheck): Promise<Finding[]> {
  let properties: readonly Property[];
  try {
    properties = await client.properties.list();
  } catch (error) {
    const remedy = REMEDIES[error instanceof SpotlerError ? error.kind : 'unavailable'];
    return [failed(AREA, failureMessage(error), remedy, error)];
  }
  return [
    ok(AREA, 'Spotler accepts our signature, and the base path is right.'),
    permissions(properties),
    ...(syncContacts ? mapped(properties, mapping) : []),
  ];
}

function permissions(properties: readonly Property[]): Finding {
  const count = properties.find(({ name }) => name === 'permissions')?.entries?.length ?? 0;
  if (count > 0) return ok(AREA, `The account has ${count} permissions that an opt-out turns off.`);
  return failed(
    AREA,
    'The account has no permissions, so nobody can be opted out.',
    'Create a permission in Spotler, or let the integration see the property permissions.',
  );
}

function mapped(properties: readonly Property[], mapping: FieldMapping): Finding[] {
  const mistakes = checkFieldMapping(mapping, properties);
  if (mistakes.length === 0) return [ok(AREA, 'Every mapped property exists and fits.')];
  return mistakes.map((mistake) =>
    failed(AREA, `${mistake}.`, 'Create the property in Spotler, or correct the field mapping.'),
  );
}
