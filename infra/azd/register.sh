#!/usr/bin/env sh
# After `azd provision`: registers in Dataverse, as whoever is signed in with `az login`. Outputs of the deployment
# are in the environment, by their names.
set -eu
# The deployment's outputs, as azd hands them over.
: "${serviceBusNamespaceName:?}" "${serviceBusHostName:?}" "${serviceBusQueueName:?}" "${dataverseRuleName:?}"
: "${workerClientId:?}"

SERVICE_BUS_NAMESPACE=$serviceBusHostName
SERVICE_BUS_QUEUE=$serviceBusQueueName
DATAVERSE_AUTH=developer
DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING=$(az servicebus queue authorization-rule keys list \
  --resource-group "$AZURE_RESOURCE_GROUP" --namespace-name "$serviceBusNamespaceName" \
  --queue-name "$serviceBusQueueName" --name "$dataverseRuleName" --query primaryConnectionString --output tsv)
export SERVICE_BUS_NAMESPACE SERVICE_BUS_QUEUE DATAVERSE_AUTH DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING
npx --yes pnpm@12 cli dataverse register --application-user "$workerClientId"
