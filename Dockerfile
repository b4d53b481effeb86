# A small image: the built page and server, their packages, and an unprivileged user.
FROM node:24-alpine AS build
WORKDIR /console
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json vite.config.ts ./
COPY scripts scripts
COPY server server
COPY web web
RUN node scripts/build.ts && npm prune --omit=dev --ignore-scripts

FROM node:24-alpine
WORKDIR /console
RUN mkdir -m 700 /data && chown node:node /data
COPY package.json LICENSE ./
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
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4310}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "build/follow-up-console.js"]
