import type { Logger } from '@spotler-connector/observability';
import type { OurOrganization } from './health/learn-organization.ts';
import { isAbort } from './work/is-abort.ts';

/** Lets messages in once they can be compared with our organization. */
export async function resumeWhenKnown(
  { known }: OurOrganization,
  { intake, logger }: { readonly intake: { resume(): void }; readonly logger: Logger },
): Promise<void> {
  try {
    await known;
  } catch (error) {
    if (!isAbort(error)) logger.error('organization unknown', { error });
    return;
  }
  intake.resume();
}
