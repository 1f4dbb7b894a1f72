/** The words that start the obedient service, as TypeScript. */
export const actor = JSON.stringify([
  process.execPath,
  Bun.fileURLToPath(new URL("./services/actor.ts", import.meta.url)),
]);

/** Probes that find out within a second or two, as TypeScript. */
export const quickProbes = `{
    startup: { http: "/startup", every: "1s", failures: 30 },
    readiness: { http: "/ready", every: "1s", failures: 1 },
    liveness: { http: "/health", every: "1s", failures: 2 },
  }`;

/** A system file called `shop` with this in its description; `main` is its cluster. */
export const shop = (description: string): string => `import { system } from "plinth";

export default system("shop", { profiles: ["default"] }, (s) => {
  const main = s.kubernetes("main");
  ${description}
});
`;
