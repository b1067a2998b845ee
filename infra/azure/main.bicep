targetScope = 'resourceGroup'

import { StorageSku } from 'modules/storage.bicep'
import { Network, Settings, Tags } from 'types.bicep'

@description('What every resource is named for: lower-case letters, digits and hyphens, such as spotler-dev.')
@minLength(3)
@maxLength(20)
param name string

@description('Where everything is. The region of the Dataverse environment keeps personal data in one place.')
param location string = resourceGroup().location

@description('Tags on every resource.')
param tags Tags = {}

@description('The image of the worker, with its digest: registry.azurecr.io/spotler-connector-worker@sha256:…')
param workerImage string

@description('Name of the container registry that the image is in; empty when nobody has to sign in to it.')
param registryName string = ''

@description('Resource group of that registry.')
param registryResourceGroup string = resourceGroup().name

@description('The Dataverse environment, such as https://contoso.crm4.dynamics.com.')
param dataverseUrl string

@description('The worker\'s choices, by the names of docs/configuration.md; every value is a text. What is not named keeps its default.')
param settings Settings = {}

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

@description('Object id of the group of operators, who look at dead letters, replay them and release what the brake holds; the word nobody for no group.')
@minLength(6)
param operatorsGroupId string

@description('Object id of the group of privacy officers, who read the log and the evidence of erasures; the word nobody for no group.')
@minLength(6)
param privacyOfficersGroupId string

@description('Who may reach the vault and the storage account over the network; null for every network.')
param network Network?

@description('How the state and the evidence are copied: Standard_ZRS over three zones, Standard_LRS where the region has none.')
param storageSku StorageSku = 'Standard_ZRS'

@description('Days that evidence of an erasure can neither be changed nor deleted.')
@minValue(1)
@maxValue(146000)
param evidenceRetentionDays int = 1826

@description('Whether workspace, vault and storage account are protected from deletion. Making a lock takes the role Owner, or User Access Administrator.')
param deleteLocks bool = true

@description('Whether a vault that was deleted within the last 90 days is taken back. Set it for one deployment, after an installation was removed from this resource group.')
param recoverKeyVault bool = false

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

@description('When the sweep compares both systems, as a cron expression in UTC; empty for never.')
param sweepSchedule string = ''

@description('Whether the sweep has its findings mended, within its limit on erasures, instead of only showing them.')
param sweepMends bool = false

@description('Days that logs, metrics and traces are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 90

@description('Who is told of alerts: e-mail addresses.')
@minLength(1)
param alertEmails string[]

@description('More anonymizations than this within an hour raise an alert.')
@minValue(1)
param massAnonymizationThreshold int = 100

@description('More waiting messages than this, all the time for half an hour, raise an alert.')
@minValue(1)
param waitingMessagesThreshold int = 500

@description('A message that was longer in the queue than so many minutes raises an alert.')
@minValue(1)
param queueDelayMinutes int = 15

// Names are worked out here where a module would else wait for another one's answer: so a preview tells all.
var applicationInsightsName = 'appi-${name}'
var operators = operatorsGroupId == 'nobody' ? '' : operatorsGroupId
var privacyOfficers = privacyOfficersGroupId == 'nobody' ? '' : privacyOfficersGroupId

module identities 'modules/identities.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    applicationInsightsName: applicationInsightsName
    retentionDays: retentionDays
    operatorsGroupId: operators
    privacyOfficersGroupId: privacyOfficers
    deleteLocks: deleteLocks
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    messageTimeToLive: messageTimeToLive
    disableLocalAuth: disableLocalAuth
    workspaceId: monitoring.outputs.workspaceId
    workerPrincipalId: identities.outputs.workerPrincipalId
    scalerPrincipalId: identities.outputs.scalerPrincipalId
    operatorsGroupId: operators
  }
}

module keyVault 'modules/key-vault.bicep' = {
  params: {
    location: location
    tags: tags
    network: network
    recover: recoverKeyVault
    workspaceId: monitoring.outputs.workspaceId
    deleteLocks: deleteLocks
    workerPrincipalId: identities.outputs.workerPrincipalId
    spotlerConsumerKey: spotlerConsumerKey
    spotlerConsumerSecret: spotlerConsumerSecret
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    location: location
    tags: tags
    sku: storageSku
    evidenceRetentionDays: evidenceRetentionDays
    network: network
    workspaceId: monitoring.outputs.workspaceId
    workerPrincipalId: identities.outputs.workerPrincipalId
    operatorsGroupId: operators
    privacyOfficersGroupId: privacyOfficers
    deleteLocks: deleteLocks
  }
}

module registry 'modules/registry-access.bicep' = if (!empty(registryName)) {
  scope: resourceGroup(registryResourceGroup)
  params: {
    registryName: registryName
    installation: '${resourceGroup().id}/${name}'
    workerPrincipalId: identities.outputs.workerPrincipalId
  }
}

module containerApps 'modules/environment.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    network: network
  }
}

module worker 'modules/worker.bicep' = {
  // The registry's role has no output that the worker would need, and must be there first all the same.
  dependsOn: [registry]
  params: {
    name: name
    location: location
    tags: tags
    environmentId: containerApps.outputs.environmentId
    applicationInsightsName: applicationInsightsName
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
    stateAddress: storage.outputs.stateAddress
    settings: settings
    fieldMapping: fieldMapping
    spotlerJobTable: spotlerJobTable
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    shutdownGraceSeconds: shutdownGraceSeconds
    sweepSchedule: sweepSchedule
    sweepMends: sweepMends
  }
}

module alerts 'modules/alerts.bicep' = {
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

@description('Where workers keep what they share, for SPOTLER_STATE of the command line.')
output stateAddress string = storage.outputs.stateAddress

@description('The storage account, for the command that locks the evidence for good.')
output storageAccountName string = storage.outputs.accountName

@description('Where log lines are.')
output workspaceName string = monitoring.outputs.workspaceName
