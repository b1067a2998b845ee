export { connectRecords, type DataverseRecords } from './connect-records.ts';
export { connectSpotler } from './connect-spotler.ts';
export { dataverseSource } from './dataverse-source.ts';
export { dryRunTarget } from './dry-run-target.ts';
export { policyAsConfigured } from './policy-as-configured.ts';
export { readFieldMapping } from './read-field-mapping.ts';
export { type MessageReceiver, receiveMessages } from './receive-messages.ts';
export { serviceBusCode } from './service-bus-code.ts';
export { spotlerTarget } from './spotler-target.ts';
