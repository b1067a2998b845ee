import { Tags } from '../types.bicep'

@description('What the resources are named for.')
param name string

@description('Where they are.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('The name of Application Insights.')
param applicationInsightsName string

@description('Days that logs, metrics and traces are kept.')
param retentionDays int

@description('Object id of the operators\' group; empty for nobody.')
param operatorsGroupId string

@description('Object id of the privacy officers\' group; empty for nobody.')
param privacyOfficersGroupId string

@description('Whether the workspace is protected from deletion.')
param deleteLocks bool

// learn.microsoft.com/azure/role-based-access-control/built-in-roles/monitor
var monitoringReader = '43d0d8ad-25c7-4714-9337-8ba259a9fe05'
var logAnalyticsReader = '73c42c96-874c-492b-b04d-ab87d138a893'

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'other'
  properties: {
    Application_Type: 'other'
    WorkspaceResourceId: workspace.id
  }
}

// Alerts, charts, metrics and log lines of everything in this resource group.
resource operatorsWatch 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  name: guid(resourceGroup().id, operatorsGroupId, monitoringReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringReader)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

resource privacyOfficersReadLogs 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(privacyOfficersGroupId)) {
  scope: workspace
  name: guid(workspace.id, privacyOfficersGroupId, logAnalyticsReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', logAnalyticsReader)
    principalId: privacyOfficersGroupId
    principalType: 'Group'
  }
}

resource noDeletion 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLocks) {
  scope: workspace
  name: 'no-deletion'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the log of erasures. docs/deploy-azure.md says how to remove everything.'
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('The workspace\'s name.')
output workspaceName string = workspace.name
