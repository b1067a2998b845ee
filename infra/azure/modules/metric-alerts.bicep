import { Tags } from '../types.bicep'

@description('What the alerts are named for.')
param name string

@description('Tags on every resource.')
param tags Tags

@description('Resource id of the group of those who are told.')
param actionGroupId string

@description('Resource id of the Service Bus namespace.')
param namespaceId string

@description('The queue.')
param queueName string

@description('Resource id of the container app.')
param workerId string

@description('More waiting messages than this, all the time for half an hour, raise an alert.')
param waitingMessagesThreshold int

var metricAlerts = [
  {
    name: 'dead-letters'
    description: 'Messages are in the dead-letter queue. Look at them with: spotler-connector dead-letter list --by reason'
    severity: 2
    scope: namespaceId
    metricNamespace: 'Microsoft.ServiceBus/namespaces'
    metricName: 'DeadletteredMessages'
    timeAggregation: 'Maximum'
    threshold: 0
    window: 'PT5M'
    dimensions: [{ name: 'EntityName', operator: 'Include', values: [queueName] }]
  }
  {
    name: 'messages-waiting'
    description: 'The queue was never short for half an hour. Is a system down, or are there more changes than Spotler takes?'
    severity: 2
    scope: namespaceId
    metricNamespace: 'Microsoft.ServiceBus/namespaces'
    metricName: 'ActiveMessages'
    timeAggregation: 'Minimum'
    threshold: waitingMessagesThreshold
    window: 'PT30M'
    dimensions: [{ name: 'EntityName', operator: 'Include', values: [queueName] }]
  }
  {
    name: 'worker-restarts'
    description: 'The worker restarts again and again. Its last lines in the log say why.'
    severity: 1
    scope: workerId
    metricNamespace: 'Microsoft.App/containerApps'
    metricName: 'RestartCount'
    timeAggregation: 'Maximum'
    threshold: 2
    window: 'PT15M'
    dimensions: []
  }
]

resource metricAlert 'Microsoft.Insights/metricAlerts@2026-01-01' = [for alert in metricAlerts: {
  name: '${name}-${alert.name}'
  location: 'global'
  tags: tags
  properties: {
    description: alert.description
    severity: alert.severity
    enabled: true
    scopes: [alert.scope]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: alert.name
          metricNamespace: alert.metricNamespace
          metricName: alert.metricName
          timeAggregation: alert.timeAggregation
          operator: 'GreaterThan'
          threshold: alert.threshold
          dimensions: alert.dimensions
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}]
