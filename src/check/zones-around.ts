import type { Look } from "./look.ts";

/** How many zones the cloud around a thing uses; undefined outside of a cloud. */
export const zonesAround = (look: Look, id: string): number | undefined => {
  const cloud = look.around(id, "aws");
  if (!cloud) return undefined;
  const { zones = 2 } = cloud.props;
  return typeof zones === "number" ? zones : zones.length;
};
