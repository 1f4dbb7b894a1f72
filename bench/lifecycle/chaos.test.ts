import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { Bed } from "./chaos/bed.ts";
import { corruptStates, lostPorts, orphans } from "./chaos/checks.ts";
import { type Cycle, chaos } from "./chaos.ts";

/** A cycle takes half a second; a machine that is busy with other tests may need ten times as long. */
const withinMs = 120_000;

test(
  "a copy that is killed, ended and brought up in any order leaves nothing behind",
  async () => {
    const ran: Cycle[] = [];
    const counts = await chaos({ cycles: 10, seed: 7, onCycle: (cycle) => ran.push(cycle) });
    expect(ran.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(ran.length).toBe(10);
    expect(counts).toEqual({ orphan: 0, "lost port": 0, "corrupt state": 0, "failed verb": 0 });
  },
  withinMs,
);

test(
  "what is looked for after a cycle is found where it is: processes, a held port, a damaged file",
  async () => {
    using bed = new Bed();
    expect((await bed.up()).exitCode).toBe(0);
    // Supervisor, gateway, two replicas.
    expect(orphans(bed).length).toBe(4);
    expect(await lostPorts(bed.nodePort)).toMatchObject([{ kind: "lost port" }]);
    expect(corruptStates(bed, false)).toEqual([]);
    expect(corruptStates(bed, true).length).toBe(3);
    expect((await bed.verb("down")).exitCode).toBe(0);
    expect([...orphans(bed), ...(await lostPorts(bed.nodePort))]).toEqual([]);
    expect(corruptStates(bed, true)).toEqual([]);
    writeFileSync(`${bed.folder}/view.json`, `{ "half": `);
    expect(corruptStates(bed, false).length).toBe(1);
  },
  withinMs,
);
