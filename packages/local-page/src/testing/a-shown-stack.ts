import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Services, startServices, workerEnvironment } from '@spotler-connector/local-services';
import { type Page, startPage } from '../page/start-page.ts';

/** A stack with its page and one worker, without a tour. */
export interface ShownStack {
  readonly page: Page;
  readonly services: Services;
  close(): Promise<void>;
}

/** Options of {@link aShownStack}. */
export interface ShownStackOptions {
  /** The file of the worker. Default: its source. */
  readonly entry?: string | undefined;
  /** Erasures an hour. Default 50. */
  readonly limit?: number | undefined;
  /** Whether changes reach the queue. Default: they do. */
  readonly registered?: boolean | undefined;
}

/** Starts it. Contacts are erased when they are deactivated, so that every rule can decide. */
export async function aShownStack(options: ShownStackOptions = {}): Promise<ShownStack> {
  const { entry, limit = 50, registered = true } = options;
  const page = await startPage();
  const services = await startServices({
    dataverse: { onChange: page.onChange },
    onContact: page.onContact,
    registered,
  });
  const stateFolder = await mkdtemp(join(tmpdir(), 'shown-state-'));
  const addresses = await page.connect(services, { stateFolder, limit });
  const settings = { anonymizeContactWhenInactive: true, anonymizeAccountOnDoNotEmail: false };
  const environment = {
    ...workerEnvironment(addresses, settings),
    SPOTLER_STATE: `file:${stateFolder}`,
    ANONYMIZATION_LIMIT: String(limit),
  };
  await page.startWorker({ environment, entry });
  page.open();
  return {
    page,
    services,
    async close() {
      await page.close();
      await services.close();
      await rm(stateFolder, { recursive: true, force: true });
    },
  };
}
