#!/usr/bin/env sh
# Before `azd provision`: makes resource group and registry, builds the image in it, and tells azd its digest.
set -eu
: "${AZURE_LOCATION:?run: azd env set AZURE_LOCATION westeurope}"
: "${AZURE_RESOURCE_GROUP:?run: azd env set AZURE_RESOURCE_GROUP rg-spotler-prod}"
: "${REGISTRY_NAME:?run: azd env set REGISTRY_NAME with a name that is unique in the world}"
: "${DATAVERSE_URL:?run: azd env set DATAVERSE_URL https://contoso.crm4.dynamics.com}"
: "${ALERT_EMAILS:?run: azd env set ALERT_EMAILS operators@contoso.example}"
: "${OPERATORS_GROUP_ID:?run: azd env set OPERATORS_GROUP_ID with the id of a group, or nobody}"
: "${PRIVACY_OFFICERS_GROUP_ID:?run: azd env set PRIVACY_OFFICERS_GROUP_ID with the id of a group, or nobody}"

for provider in App ContainerRegistry Insights KeyVault ManagedIdentity OperationalInsights ServiceBus Storage; do
  az provider register --namespace "Microsoft.$provider" --wait
done
az group create --name "$AZURE_RESOURCE_GROUP" --location "$AZURE_LOCATION" --output none
az acr create --resource-group "$AZURE_RESOURCE_GROUP" --name "$REGISTRY_NAME" --sku Basic --output none

commit=$(git rev-parse HEAD)
az acr build --registry "$REGISTRY_NAME" --target worker --platform linux/amd64 --build-arg "COMMIT=$commit" \
  --image "spotler-connector-worker:$commit" .
digest=$(az acr repository show --name "$REGISTRY_NAME" --image "spotler-connector-worker:$commit" \
  --query digest --output tsv)
azd env set WORKER_IMAGE "$REGISTRY_NAME.azurecr.io/spotler-connector-worker@$digest"
