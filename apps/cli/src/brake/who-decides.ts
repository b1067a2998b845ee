import { userInfo } from 'node:os';
import { connectRecords } from '@spotler-connector/adapters';
import type { Configuration } from '@spotler-connector/configuration';
import { DataverseError } from '@spotler-connector/dataverse';

/** A person who decides, as far as they are known. */
export interface Person {
  /** Words for people: `Dataverse user <id>`, or the user of this machine. */
  readonly name: string;
  /** The id for evidence, which keeps a GUID as it is and anything else as a hash. */
  readonly id: string;
}

/** Finds out who decides: who is signed in to Dataverse, else the user of this machine. */
export async function whoDecides(dataverse: Configuration['dataverse'] | undefined): Promise<Person> {
  const signedIn = dataverse?.authentication.kind === 'developer' ? await signedInUser(dataverse) : undefined;
  if (signedIn !== undefined) return { name: `Dataverse user ${signedIn}`, id: signedIn };
  const name = `user ${userInfo().username} of this machine`;
  return { name, id: name };
}

async function signedInUser(dataverse: Configuration['dataverse']): Promise<string | undefined> {
  try {
    const { userId } = await connectRecords(dataverse).connection.whoAmI();
    return userId;
  } catch (error) {
    if (error instanceof DataverseError) return undefined;
    throw error;
  }
}
