import { type Cpu, type Size, toMib } from "#plinth/model/quantity.ts";

interface Resources {
  readonly resources?: {
    readonly cpu?: { readonly request?: Cpu };
    readonly memory?: { readonly limit?: Size };
  };
}

/**
 * What one member asks for. Memory is asked for in full: a broker that is killed for want of it takes
 * its share of every queue along, and its own alarm goes off at a part of what it may have.
 */
export const brokerResources = ({
  resources = {},
}: Resources): { readonly cpu: Cpu; readonly memoryMib: number } => ({
  cpu: resources.cpu?.request ?? "200m",
  memoryMib: toMib(resources.memory?.limit ?? "512MiB"),
});
