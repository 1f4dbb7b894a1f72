import { type BaseImage, type Image, withoutDigest } from "./image.ts";

/** What FROM takes: always by digest, given here or when it is built. */
const pinned = ({ name, digest, digestName }: BaseImage): string =>
  `${name}@${digest ?? `\${${digestName}}`}`;

const asked = (image: Image): string[] => {
  const unknown = withoutDigest(image);
  if (unknown.length === 0) return [];
  return [
    "# No digest of these is known here, and without one the build fails. To read and to give it:",
    ...unknown.flatMap(({ name, digestName }) => [
      `#   docker buildx imagetools inspect ${name} --format '{{.Manifest.Digest}}'`,
      `#   --build-arg ${digestName}=sha256:...`,
    ]),
    ...unknown.map(({ digestName }) => `ARG ${digestName}`),
    "",
  ];
};

/** The annotations of the OCI image specification, v1.1, annotations.md. */
const labels = (image: Image): string => {
  const all = [
    ["title", image.program.name],
    ...(image.sourceUrl === undefined ? [] : [["source", image.sourceUrl]]),
    ["base.name", image.base.name],
    ["base.digest", image.base.digest ?? `\${${image.base.digestName}}`],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Docker puts the argument in.
    ["revision", "${REVISION}"],
  ];
  return all
    .map(([key, value]) => `org.opencontainers.image.${key}="${value}"`)
    .join(" \\\n      ");
};

/** Flags of an installation: what the lock file says and nothing else, and no script of a package. */
const asLocked = "--frozen-lockfile --production --ignore-scripts";

/** What is installed, nothing for a program without packages. */
const install = ({ code }: Image): readonly string[] => {
  if (code?.is === "workspace") return [`bun install ${asLocked} --filter ./${code.folders[0]}`];
  const imports = code === undefined || (code.is === "package" && code.imports);
  return imports ? [`bun install ${asLocked}`] : [];
};

const compile = ({ code }: Image): string =>
  [
    "bun build --compile --minify",
    "      --no-compile-autoload-dotenv --no-compile-autoload-bunfig",
    `      --outfile=/compiled/program ${code?.is === "workspace" ? `./${code.folders[0]}` : "."}`,
  ].join(" \\\n");

/**
 * Compiles the program into one file and puts it on a base without a shell. What it needs at run
 * time is in that file and the base's C library; nothing is written to.
 */
export const dockerfile = (image: Image): string =>
  [
    `# docker buildx build --file images/${image.folder}/Dockerfile ${image.context}`,
    "",
    ...asked(image),
    `FROM ${pinned(image.builder)} AS build`,
    "WORKDIR /source",
    "COPY . .",
    "# What is in the working directory at run time is nobody's configuration.",
    `RUN ${[...install(image), compile(image)].join(" \\\n && ")}`,
    "",
    `FROM ${pinned(image.base)}`,
    ...(image.base.digest === undefined ? [`ARG ${image.base.digestName}`] : []),
    "ARG REVISION=unknown",
    `LABEL ${labels(image)}`,
    "COPY --from=build --chmod=0555 /compiled/program /program",
    `USER ${image.user}`,
    "WORKDIR /",
    ...(image.port === undefined ? [] : [`ENV PORT=${image.port}`, `EXPOSE ${image.port}`]),
    "# Kubernetes asks for health itself, and does not read what would stand here.",
    "HEALTHCHECK NONE",
    'ENTRYPOINT ["/program"]',
    "",
  ].join("\n");

/** Tests, words, what is installed anew, and what may hold a secret. */
const outOfAll = [
  ...["**/.git", "**/.env*", "**/*.pem", "**/*.key", "**/node_modules", "**/coverage"],
  ...["**/*.test.ts", "**/fixtures", "**/golden", "**/*.md", "**/Dockerfile*", "**/.dockerignore"],
];

/** Of workspaces only what this program needs: the others may change without a build of it. */
const ofWorkspaces = ({ code }: Image): readonly string[] =>
  code?.is === "workspace"
    ? ["*", ...[...code.settings, code.lock ?? [], code.folders].flat().map((path) => `!${path}`)]
    : [];

/** What stays out of the build. */
export const dockerignore = (image: Image): string =>
  [
    "# Beside the Dockerfile and by its name, so that BuildKit reads it for any source folder.",
    ...ofWorkspaces(image),
    ...outOfAll,
    "",
  ].join("\n");
