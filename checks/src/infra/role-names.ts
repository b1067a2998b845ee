/**
 * The names of Azure's built-in roles, by the variable of a Bicep file that holds their id.
 * learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const ROLES: Readonly<Record<string, readonly [name: string, id: string]>> = {
  dataOwner: ['Azure Service Bus Data Owner', '090c5cfd-751d-490a-894a-3ce6f1109419'],
  dataReceiver: ['Azure Service Bus Data Receiver', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'],
  dataSender: ['Azure Service Bus Data Sender', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'],
  secretsUser: ['Key Vault Secrets User', '4633458b-17de-408a-b874-0445c86b69e6'],
  acrPull: ['AcrPull', '7f951dda-4ed3-4680-a7ca-43fe172d538d'],
  blobContributor: ['Storage Blob Data Contributor', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'],
  blobReader: ['Storage Blob Data Reader', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'],
  monitoringReader: ['Monitoring Reader', '43d0d8ad-25c7-4714-9337-8ba259a9fe05'],
  logAnalyticsReader: ['Log Analytics Reader', '73c42c96-874c-492b-b04d-ab87d138a893'],
};

/** The name of a built-in role by its id; the id itself where the table does not have it. */
export function roleName(id: string): string {
  return Object.values(ROLES).find(([, known]) => known === id)?.[0] ?? id;
}
