targetScope = 'resourceGroup'

@description('What every resource is named for: lower-case letters, digits and hyphens, such as spotler-dev.')
@minLength(3)
@maxLength(20)
param name string

@description('Where everything is. The region of the Dataverse environment keeps personal data in one place.')
param location string = resourceGroup().location

@description('Tags on every resource.')
param tags object = {}

@description('The image of the worker, with its digest: registry.azurecr.io/spotler-connector-worker@sha256:…')
param workerImage string

@description('Name of the container registry that the image is in; empty when nobody has to sign in to it.')
param registryName string = ''

@description('Resource group of that registry.')
param registryResourceGroup string = resourceGroup().name

@description('The Dataverse environment, such as https://contoso.crm4.dynamics.com.')
param dataverseUrl string

@description('The worker\'s choices, by the names of docs/configuration.md; every value is a text. What is not named keeps its default.')
param settings object = {}

@description('Text of a field mapping file; empty for the default mapping.')
param fieldMapping string = ''

@description('Text of a description of another Spotler Job table, as SPOTLER_JOB_FILE names one; empty for the table that is registered.')
param spotlerJobTable string = ''

@description('Consumer key of the Spotler API user. Empty leaves the one in the vault as it is.')
@secure()
param spotlerConsumerKey string = ''

@description('Consumer secret of the Spotler API user. Empty leaves the one in the vault as it is.')
@secure()
param spotlerConsumerSecret string = ''

@description('How long a message waits in the queue before it counts as expired: longer than a long weekend without anybody.')
param messageTimeToLive string = 'P14D'

@description('Whether connection strings are refused in the whole namespace. Dataverse sends with one, so true cuts it off: see docs/decisions/008-local-auth-stays-on.md.')
param disableLocalAuth bool = false

@description('Object id of the group of operators who look at dead letters and replay them; empty for nobody.')
param operatorsGroupId string = ''

@description('Replicas that always run. 0 saves money and costs the minute or so until the first message is handled.')
@minValue(0)
@maxValue(10)
param minReplicas int = 1

@description('Replicas that may run. Spotler is the bottleneck, so many of them hardly help.')
@minValue(1)
@maxValue(30)
param maxReplicas int = 3

@description('Seconds that work under way may take to finish when a replica is stopped.')
@minValue(1)
@maxValue(570)
param shutdownGraceSeconds int = 25

@description('Days that logs, metrics and traces are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 90

@description('Who is told of alerts: e-mail addresses.')
param alertEmails array

@description('More anonymizations than this within an hour raise an alert.')
@minValue(1)
param massAnonymizationThreshold int = 100

@description('More waiting messages than this, all the time for half an hour, raise an alert.')
@minValue(1)
param waitingMessagesThreshold int = 500

@description('A message that was longer in the queue than so many minutes raises an alert.')
@minValue(1)
param queueDelayMinutes int = 15

module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: {
    name: name
    location: location
    tags: tags
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  name: 'service-bus'
  params: {
    name: name
    location: location
    tags: tags
    messageTimeToLive: messageTimeToLive
    disableLocalAuth: disableLocalAuth
    workerPrincipalId: identities.outputs.workerPrincipalId
    scalerPrincipalId: identities.outputs.scalerPrincipalId
    operatorsGroupId: operatorsGroupId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    location: location
    tags: tags
    workerPrincipalId: identities.outputs.workerPrincipalId
    spotlerConsumerKey: spotlerConsumerKey
    spotlerConsumerSecret: spotlerConsumerSecret
  }
}

module registry 'modules/registry-access.bicep' = if (!empty(registryName)) {
  name: 'registry-access'
  scope: resourceGroup(registryResourceGroup)
  params: {
    registryName: registryName
    workerPrincipalId: identities.outputs.workerPrincipalId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    retentionDays: retentionDays
  }
}

module containerApps 'modules/environment.bicep' = {
  name: 'environment'
  params: {
    name: name
    location: location
    tags: tags
    workspaceName: monitoring.outputs.workspaceName
  }
}

module worker 'modules/worker.bicep' = {
  name: 'worker'
  // The registry's role has no output that the worker would need, and must be there first all the same.
  dependsOn: [registry]
  params: {
    name: name
    location: location
    tags: tags
    environmentId: containerApps.outputs.environmentId
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    image: workerImage
    registryServer: empty(registryName) ? '' : '${registryName}${environment().suffixes.acrLoginServer}'
    workerIdentityId: identities.outputs.workerId
    workerClientId: identities.outputs.workerClientId
    scalerIdentityId: identities.outputs.scalerId
    serviceBusNamespace: serviceBus.outputs.namespaceName
    serviceBusQueue: serviceBus.outputs.queueName
    consumerKeyUri: keyVault.outputs.consumerKeyUri
    consumerSecretUri: keyVault.outputs.consumerSecretUri
    dataverseUrl: dataverseUrl
    settings: settings
    fieldMapping: fieldMapping
    spotlerJobTable: spotlerJobTable
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    shutdownGraceSeconds: shutdownGraceSeconds
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    emails: alertEmails
    workspaceId: monitoring.outputs.workspaceId
    namespaceId: serviceBus.outputs.namespaceId
    queueName: serviceBus.outputs.queueName
    workerId: worker.outputs.workerId
    alwaysRuns: minReplicas > 0
    massAnonymizationThreshold: massAnonymizationThreshold
    waitingMessagesThreshold: waitingMessagesThreshold
    queueDelayMinutes: queueDelayMinutes
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    namespaceId: serviceBus.outputs.namespaceId
  }
}

@description('The namespace\'s host name, for SERVICE_BUS_NAMESPACE of the command line.')
output serviceBusHostName string = serviceBus.outputs.hostName

@description('The namespace, for the command that reads Dataverse\'s connection string.')
output serviceBusNamespaceName string = serviceBus.outputs.namespaceName

@description('The queue that Dataverse publishes to.')
output serviceBusQueueName string = serviceBus.outputs.queueName

@description('The rule whose key Dataverse sends with. The key itself is no output: outputs stay in the deployment\'s history.')
output dataverseRuleName string = serviceBus.outputs.dataverseRuleName

@description('The application that becomes an application user in Dataverse.')
output workerClientId string = identities.outputs.workerClientId

@description('The container app.')
output workerName string = worker.outputs.workerName

@description('The vault with Spotler\'s key and secret.')
output keyVaultName string = keyVault.outputs.vaultName

@description('Where log lines are.')
output workspaceName string = monitoring.outputs.workspaceName
