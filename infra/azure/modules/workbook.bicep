import { Tags } from '../types.bicep'

@description('What the workbook is named for.')
param name string

@description('Where it is.')
param location string

@description('Tags on every resource.')
param tags Tags

@description('Resource id of the workspace with log lines and metrics.')
param workspaceId string

@description('Resource id of the Service Bus namespace.')
param namespaceId string

var template = loadTextContent('../workbook.json')
var forWorkspace = replace(template, '{{workspaceId}}', workspaceId)
var serializedData = replace(forWorkspace, '{{namespaceId}}', namespaceId)

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, name)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: 'Spotler Connector (${name})'
    serializedData: serializedData
    sourceId: workspaceId
    version: 'Notebook/1.0'
  }
}
