export { connectRecords, type DataverseRecords } from './connect-records.ts';
export { connectSpotler } from './connect-spotler.ts';
export { type DataverseSourceOptions, dataverseSource } from './dataverse-source.ts';
export { dryRunTarget } from './dry-run-target.ts';
export { policyAsConfigured } from './policy-as-configured.ts';
export { readFieldMapping } from './read-field-mapping.ts';
export { readJobTable } from './read-job-table.ts';
export { type MessageReceiver, receiveMessages } from './receive-messages.ts';
export { spotlerTarget } from './spotler-target.ts';
