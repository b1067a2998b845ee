using 'main.bicep'

param name = 'spotler-dev'
param tags = {
  application: 'spotler-connector'
  environment: 'dev'
}
param workerImage = readEnvironmentVariable('WORKER_IMAGE')
param registryName = readEnvironmentVariable('REGISTRY_NAME', '')
param dataverseUrl = readEnvironmentVariable('DATAVERSE_URL')
param spotlerConsumerKey = readEnvironmentVariable('SPOTLER_CONSUMER_KEY', '')
param spotlerConsumerSecret = readEnvironmentVariable('SPOTLER_CONSUMER_SECRET', '')
param operatorsGroupId = readEnvironmentVariable('OPERATORS_GROUP_ID')
param privacyOfficersGroupId = readEnvironmentVariable('PRIVACY_OFFICERS_GROUP_ID')
param alertEmails = split(readEnvironmentVariable('ALERT_EMAILS'), ',')

// Looks and logs, and writes nothing to Spotler. A dry run settles nothing, so waiting messages would keep a worker
// running for good: it runs always or never.
param settings = {
  DRY_RUN: 'true'
  LOG_LEVEL: 'debug'
}
param minReplicas = 1
param maxReplicas = 1
param retentionDays = 30
param massAnonymizationThreshold = 10
param waitingMessagesThreshold = 100000
param storageSku = 'Standard_LRS'
param evidenceRetentionDays = 1
param deleteLocks = false
