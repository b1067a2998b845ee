using 'main.bicep'

param name = 'spotler-prod'
param tags = {
  application: 'spotler-connector'
  environment: 'prod'
}
param workerImage = readEnvironmentVariable('WORKER_IMAGE')
param registryName = readEnvironmentVariable('REGISTRY_NAME', '')
param dataverseUrl = readEnvironmentVariable('DATAVERSE_URL')
param spotlerConsumerKey = readEnvironmentVariable('SPOTLER_CONSUMER_KEY', '')
param spotlerConsumerSecret = readEnvironmentVariable('SPOTLER_CONSUMER_SECRET', '')
param operatorsGroupId = readEnvironmentVariable('OPERATORS_GROUP_ID')
param privacyOfficersGroupId = readEnvironmentVariable('PRIVACY_OFFICERS_GROUP_ID')
param alertEmails = split(readEnvironmentVariable('ALERT_EMAILS'), ',')

// The defaults, written out because nothing that is erased comes back.
param settings = {
  ANONYMIZE_CONTACT_WHEN_INACTIVE: 'false'
  ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL: 'false'
  SYNC_CONTACTS: 'true'
}
// Shows what does not agree, each night at two: what changed, and everything once a week. docs/sweep.md says when to have it mended: param sweepMends = true.
param sweepSchedule = '0 2 * * *'
param minReplicas = 1
param maxReplicas = 3
param retentionDays = 90
param massAnonymizationThreshold = 100
param waitingMessagesThreshold = 500
