import { inventedColumns, type Services } from '@spotler-connector/local-services';
import { CANARY_DOMAIN } from '../leak-detector.ts';

/** The queue of the proof. */
export const QUEUE = 'proof';

/** How the contacts of the people are now. */
export interface Census {
  readonly erased: number;
  /** Still there, without any permission. */
  readonly optedOut: number;
  /** Still there, with exactly the permissions that they had at first. */
  readonly asBefore: number;
  readonly deadLetters: number;
}

/** People who are in both systems; gives the permissions that each has at first, by id. */
export async function seedPeople(
  { dataverse, spotler }: Pick<Services, 'dataverse' | 'spotler'>,
  people: number,
): Promise<ReadonlyMap<string, string>> {
  const before = new Map<string, string>();
  for (let n = 0; n < people; n++) {
    const externalId = await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN));
    const permissions = permissionsOf(n);
    spotler.seed([{ externalId, properties: { email: `person-${n}@${CANARY_DOMAIN}`, permissions } }]);
    before.set(externalId, enabledBits(permissions));
  }
  return before;
}

/** Looks at every contact in Spotler. */
export function takeCensus(
  { spotler, serviceBus }: Pick<Services, 'spotler' | 'serviceBus'>,
  before: ReadonlyMap<string, string>,
): Census {
  const there = [...before].flatMap(([id, bits]) => {
    const contact = spotler.contact(id);
    return contact === undefined
      ? []
      : [{ before: bits, now: enabledBits(contact.properties['permissions']) }];
  });
  return {
    erased: before.size - there.length,
    optedOut: there.filter(({ now }) => now === '').length,
    asBefore: there.filter((each) => each.now === each.before).length,
    deadLetters: serviceBus.counts(QUEUE).deadLetterMessageCount,
  };
}

/** The permissions of the nth person: every combination but none. */
function permissionsOf(n: number): { readonly bit: number; readonly enabled: boolean }[] {
  const combination = (n % 7) + 1;
  return [1, 2, 4].map((bit) => ({ bit, enabled: Math.floor(combination / bit) % 2 === 1 }));
}

function enabledBits(permissions: unknown): string {
  if (!Array.isArray(permissions)) return '';
  return permissions.flatMap(({ bit, enabled }) => (enabled === true ? bit : [])).join(' ');
}
