import { Network, Tags } from '../types.bicep'

@description('What the environment is named for.')
param name string

@description('Where it is.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('Resource id of the workspace that log lines and metrics go to.')
param workspaceId string

@description('The subnet to run in; null for a network of the platform\'s own.')
param network Network?

resource containerAppsEnvironment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${name}'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
    publicNetworkAccess: 'Disabled'
    vnetConfiguration: network == null ? null : {
      infrastructureSubnetId: network!.subnetId
      internal: true
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

// Log lines go to the tables ContainerAppConsoleLogs and ContainerAppSystemLogs, without a key of the workspace.
// The newest stable version, of 2016, knows no groups of categories.
#disable-next-line use-recent-api-versions
resource logsAndMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: containerAppsEnvironment
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the environment.')
output environmentId string = containerAppsEnvironment.id
