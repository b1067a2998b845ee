import { Tags } from '../types.bicep'

@description('What the namespace is named for. Namespaces share one name space worldwide, so a suffix is added.')
param name string

@description('Where it is.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('How long a message waits in the queue before it counts as expired.')
param messageTimeToLive string

@description('Whether connection strings are refused in the whole namespace.')
param disableLocalAuth bool

@description('Resource id of the workspace that is told who changes the namespace.')
param workspaceId string

@description('Object id of the worker\'s identity, which receives.')
param workerPrincipalId string

@description('Object id of the identity that counts waiting messages.')
param scalerPrincipalId string

@description('Object id of the operators\' group; empty for nobody.')
param operatorsGroupId string

// learn.microsoft.com/azure/role-based-access-control/built-in-roles/integration
var dataOwner = '090c5cfd-751d-490a-894a-3ce6f1109419'
var dataReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
var dataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: 'sb-${name}-${uniqueString(resourceGroup().id)}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    minimumTlsVersion: '1.2'
    disableLocalAuth: disableLocalAuth
  }
}

// The same settings as in infra/service-bus/config.json; a test compares them.
resource queue 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' = {
  parent: namespace
  name: 'dataverse-changes'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    defaultMessageTimeToLive: messageTimeToLive
    deadLetteringOnMessageExpiration: true
    requiresSession: false
    requiresDuplicateDetection: false
  }
}

// The only rule that is made here. It can put messages into this queue and nothing else.
resource dataverseRule 'Microsoft.ServiceBus/namespaces/queues/authorizationRules@2026-01-01' = if (!disableLocalAuth) {
  parent: queue
  name: 'dataverse-send'
  properties: {
    rights: ['Send']
  }
}

resource workerReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: queue
  name: guid(queue.id, 'worker', dataReceiver)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataReceiver)
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// It puts second looks into the queue.
resource workerSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: queue
  name: guid(queue.id, 'worker', dataSender)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataSender)
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource scalerCounts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: queue
  name: guid(queue.id, 'scaler', dataOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataOwner)
    principalId: scalerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Looking at dead letters takes receiving; replaying them takes sending too.
resource operatorsReceive 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: queue
  name: guid(queue.id, operatorsGroupId, dataReceiver)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataReceiver)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

resource operatorsSend 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: queue
  name: guid(queue.id, operatorsGroupId, dataSender)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataSender)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

// The newest stable version, of 2016, knows no groups of categories.
#disable-next-line use-recent-api-versions
resource whoChangesIt 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the namespace.')
output namespaceId string = namespace.id

@description('The namespace\'s name.')
output namespaceName string = namespace.name

@description('The name that clients connect to.')
output hostName string = '${namespace.name}.servicebus.windows.net'

@description('The queue\'s name.')
output queueName string = queue.name

@description('The name of Dataverse\'s rule; empty when there is none.')
output dataverseRuleName string = disableLocalAuth ? '' : dataverseRule.name
