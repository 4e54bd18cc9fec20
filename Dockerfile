# docker build -t koppla .
# Everything is made in the first stage; the second has neither tools of development nor tests.
FROM node:24-bookworm-slim AS made
WORKDIR /koppla
COPY . .
RUN npm ci && npm prune --omit=dev --omit=optional

FROM node:24-bookworm-slim
ENV NODE_ENV=production KOPPLA_HOST=0.0.0.0 KOPPLA_PORT=3000 KOPPLA_DATA=/data
WORKDIR /koppla
COPY --from=made /koppla/package.json /koppla/LICENSE ./
COPY --from=made /koppla/node_modules node_modules
COPY --from=made /koppla/prisma prisma
COPY --from=made /koppla/connectors connectors
COPY --from=made /koppla/src src
RUN mkdir /data && chown node:node /data
# What it writes goes to /data and nowhere else: the rest may be read-only.
VOLUME /data
USER node
EXPOSE 3000
# A process that only imports (KOPPLA_ROLE=worker) serves nothing that could be asked.
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.KOPPLA_PORT}/healthz`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/cli.ts", "start"]
