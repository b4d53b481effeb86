# A small image: the built page and server, `pg`, and an unprivileged user.
#
#   docker buildx build --platform linux/amd64,linux/arm64 -t follow-up-console .
#
# To pin the base image: --build-arg NODE_IMAGE=node@sha256:…
ARG NODE_IMAGE=node:24.21.0-alpine

# What is built is JavaScript, so it is built once for all platforms.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
WORKDIR /console
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json vite.config.ts ./
COPY scripts scripts
COPY server server
COPY web web
# npm 10, of a Node 22, leaves the empty folders of scopes.
RUN node scripts/build.ts && rm -rf node_modules && npm ci --omit=dev --ignore-scripts \
  && (rmdir node_modules/@* 2>/dev/null || true)

FROM ${NODE_IMAGE}
WORKDIR /console
RUN mkdir -m 700 /data && chown node:node /data
COPY package.json LICENSE ./
COPY --from=build /console/THIRD_PARTY_NOTICES.md /console/sbom.json ./
COPY --from=build /console/node_modules node_modules
COPY --from=build /console/build build
COPY --from=build /console/dist dist

# Reachable from outside the container only with ALLOWED_HOSTS, which has no default: see SECURITY.md.
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data LOG=all
USER node
VOLUME /data
EXPOSE 4310 4311
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=15s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4310}${process.env.BASE_PATH || ''}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "build/follow-up-console.js"]
CMD ["start"]
