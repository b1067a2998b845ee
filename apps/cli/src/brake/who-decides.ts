import { userInfo } from 'node:os';
import { connectRecords } from '@spotler-connector/adapters';
import type { Configuration } from '@spotler-connector/configuration';
import { DataverseError } from '@spotler-connector/dataverse';

/**
 * Names the person who decides, as far as that is known: who is signed in to Dataverse, else the user of this
 * machine.
 */
export async function whoDecides(dataverse: Configuration['dataverse'] | undefined): Promise<string> {
  const signedIn = dataverse?.authentication.kind === 'developer' ? await signedInUser(dataverse) : undefined;
  return signedIn ?? `user ${userInfo().username} of this machine`;
}

async function signedInUser(dataverse: Configuration['dataverse']): Promise<string | undefined> {
  try {
    const { userId } = await connectRecords(dataverse).connection.whoAmI();
    return `Dataverse user ${userId}`;
  } catch (error) {
    if (error instanceof DataverseError) return undefined;
    throw error;
  }
}
