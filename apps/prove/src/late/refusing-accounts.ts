import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { holdsInTime, inventedColumns, type Services, until } from '@spotler-connector/local-services';
import { CANARY_DOMAIN } from '../leak-detector.ts';

const ACCOUNTS = 5;
/** Whoever acts although they must not has begun by then. */
const MAX_IDLE_MS = 700;

/**
 * Creates accounts and waits for their contacts. One policy erases them once they refuse e-mail, one keeps
 * them.
 */
export async function createAccounts({ dataverse, spotler }: Services): Promise<readonly RecordRef[]> {
  const refs: RecordRef[] = [];
  for (let n = 0; n < ACCOUNTS; n++) {
    const id = await dataverse.create('account', inventedColumns('account', n, CANARY_DOMAIN));
    refs.push({ table: 'account', id });
  }
  await until(() => refs.every(({ id }) => spotler.contact(id) !== undefined));
  return refs;
}

/** Has them refuse e-mail, and gives whoever runs the time to act on it. */
export async function refuseEmail(
  { dataverse, serviceBus }: Services,
  refs: readonly RecordRef[],
  queue: string,
): Promise<void> {
  for (const { table, id } of refs) await dataverse.update(table, id, { donotemail: true });
  await dataverse.idle();
  const isHandled = () => serviceBus.counts(queue).activeMessageCount === 0;
  await holdsInTime(isHandled, { timeoutMs: MAX_IDLE_MS });
}
