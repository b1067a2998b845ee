/** Owner of a message: our environment, another one, or not told. */
export type MessageOwner = 'ours' | 'foreign' | 'unknown';

/**
 * Compares the organization of a message with that of the environment that we read, both in lower case.
 * Copies of an environment keep its service endpoint, and then send to its queue (learn: copy an
 * environment). Small senders of one's own name no organization.
 */
export function ownerOfMessage(
  { organizationId }: { readonly organizationId: string | null },
  ourOrganizationId: string,
): MessageOwner {
  if (organizationId === null) return 'unknown';
  return organizationId === ourOrganizationId ? 'ours' : 'foreign';
}
