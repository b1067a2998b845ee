import type { Organization } from './execution-context.ts';

const CLAIMS = 'http://schemas.microsoft.com/xrm/2011/Claims/';

/** The application properties by which a receiver can filter without reading the body. */
export function claims(organization: Organization, table: string, message: string): Record<string, string> {
  return {
    [`${CLAIMS}Organization`]: organization.url,
    [`${CLAIMS}User`]: organization.userId,
    [`${CLAIMS}InitiatingUser`]: organization.userId,
    [`${CLAIMS}EntityLogicalName`]: table,
    [`${CLAIMS}RequestName`]: message,
  };
}
