# --- README.md
# Images

One for each program, or for several of one source: compiled in a first stage, one file on a base
without a shell in the second.
Bases are named by digest; where none is known, whoever builds gives it, or the build fails.

| programs | base | digests | user | at most |
|---|---|---|---|---|
| `aws/vpc/main/time` | `gcr.io/distroless/base-nossl-debian13:nonroot` | unknown: give `OVEN_BUN_1_4_5_DIGEST`, `GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST` | 65532:65532 | 140 MiB |
# --- time/Dockerfile
# docker buildx build --file images/time/Dockerfile services/time

# No digest of these is known here, and without one the build fails. To read and to give it:
#   docker buildx imagetools inspect oven/bun:1.4.5 --format '{{.Manifest.Digest}}'
#   --build-arg OVEN_BUN_1_4_5_DIGEST=sha256:...
#   docker buildx imagetools inspect gcr.io/distroless/base-nossl-debian13:nonroot --format '{{.Manifest.Digest}}'
#   --build-arg GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST=sha256:...
ARG OVEN_BUN_1_4_5_DIGEST
ARG GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST

FROM oven/bun:1.4.5@${OVEN_BUN_1_4_5_DIGEST} AS build
WORKDIR /source
COPY . .
# What is in the working directory at run time is nobody's configuration.
RUN bun build --compile --minify \
      --no-compile-autoload-dotenv --no-compile-autoload-bunfig \
      --outfile=/compiled/program .

FROM gcr.io/distroless/base-nossl-debian13:nonroot@${GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST}
ARG GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST
ARG REVISION=unknown
LABEL org.opencontainers.image.title="time" \
      org.opencontainers.image.source="https://github.com/example/simple-time-service" \
      org.opencontainers.image.base.name="gcr.io/distroless/base-nossl-debian13:nonroot" \
      org.opencontainers.image.base.digest="${GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build --chmod=0555 /compiled/program /program
USER 65532:65532
WORKDIR /
ENV PORT=8080
EXPOSE 8080
# Kubernetes asks for health itself, and does not read what would stand here.
HEALTHCHECK NONE
ENTRYPOINT ["/program"]
# --- time/Dockerfile.dockerignore
# Beside the Dockerfile and by its name, so that BuildKit reads it for any source folder.
**/.git
**/.env*
**/*.pem
**/*.key
**/node_modules
**/coverage
**/*.test.ts
**/fixtures
**/golden
**/*.md
**/Dockerfile*
**/.dockerignore
