# The images of docker-compose.yml, a stage for each: worker, dataverse-simulator, spotler-simulator, scenario.
# docs/docker.md says how to pin the base image by its digest.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS tools
ARG PNPM_VERSION=12.21.0
ARG TURBO_VERSION=2.11.11
ENV CI=true TURBO_TELEMETRY_DISABLED=1
RUN npm install --global pnpm@${PNPM_VERSION} turbo@${TURBO_VERSION}
WORKDIR /repository

# Only the packages that are in the images go into the build.
FROM tools AS pruned
COPY . .
RUN turbo prune --docker @spotler-connector/worker @spotler-connector/cli @spotler-connector/local-stack \
    @spotler-connector/dataverse-simulator @spotler-connector/spotler-simulator

# What is installed depends on manifests and the lockfile alone, so a change of source installs nothing.
FROM tools AS built
COPY --from=pruned /repository/out/json/ ./
RUN pnpm install --frozen-lockfile --prefer-offline
COPY --from=pruned /repository/out/full/ ./
COPY tsconfig.json LICENSE ./
COPY infra/ ./infra/
ARG COMMIT=unknown
RUN echo "$COMMIT" > .commit
RUN pnpm exec turbo run build

FROM ${NODE_IMAGE} AS base
# Without SIGUSR1 nobody opens Node's inspector, not even while a process starts.
ENV NODE_ENV=production NODE_OPTIONS="--enable-source-maps --disable-sigusr1"
ARG COMMIT=unknown
LABEL org.opencontainers.image.licenses=MIT org.opencontainers.image.version=0.1.0 \
      org.opencontainers.image.revision=${COMMIT}
WORKDIR /app
STOPSIGNAL SIGTERM
USER 1000:1000

FROM base AS worker
LABEL org.opencontainers.image.title="Spotler Connector worker" \
      org.opencontainers.image.description="Keeps Spotler Mail+ in step with Dataverse; with the operator's command line"
COPY --from=built /repository/apps/worker/dist/ ./worker/
COPY --from=built /repository/apps/cli/dist/ ./cli/
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT || 8080}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Keeps the heap small while many messages are worked on; docs/performance.md has the figures.
ENTRYPOINT ["node", "--max-semi-space-size=8", "--heap-growing-percent=20", "worker/main.mjs"]

FROM base AS dataverse-simulator
LABEL org.opencontainers.image.title="Spotler Connector Dataverse simulator" \
      org.opencontainers.image.description="Dataverse's Web API over rows in memory, for development and tests"
COPY --from=built /repository/packages/dataverse-simulator/dist/ ./dataverse-simulator/
EXPOSE 8081
HEALTHCHECK --interval=5s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081/api/data/v9.2/WhoAmI').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dataverse-simulator/main.mjs", "--host", "0.0.0.0"]

FROM base AS spotler-simulator
LABEL org.opencontainers.image.title="Spotler Connector Spotler simulator" \
      org.opencontainers.image.description="The Spotler Mail+ endpoints over memory, for development and tests"
COPY --from=built /repository/packages/spotler-simulator/dist/ ./spotler-simulator/
EXPOSE 8082
HEALTHCHECK --interval=5s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8082/_simulator/faults').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "spotler-simulator/main.mjs", "--host", "0.0.0.0"]

FROM base AS scenario
LABEL org.opencontainers.image.title="Spotler Connector scenario" \
      org.opencontainers.image.description="Lets every rule of the policy decide, against services that run elsewhere"
COPY --from=built /repository/apps/local-stack/dist/ ./scenario/
COPY --from=built /repository/apps/worker/dist/ ./worker/
HEALTHCHECK NONE
ENTRYPOINT ["node", "scenario/main.mjs", "--worker", "worker/main.mjs"]
