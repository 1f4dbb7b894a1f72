import { after, monotonicMs, pause } from "#plinth/host/clock.ts";
import { askHttp } from "#plinth/host/http-client.ts";
import { freePort, returnPort } from "#plinth/host/net/port.ts";
import { start } from "#plinth/host/processes/start.ts";
import { makeFolder } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import { type Door, openDoor } from "./door.ts";
import { type Moto, motoAt } from "./moto.ts";

/** An AWS account on loopback: moto behind our door. */
export interface StandIn {
  readonly moto: Moto;
  readonly door: Door;
  /** What a program needs in its environment to speak to it and to nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborts when moto ends before it was asked to. */
  readonly died: AbortSignal;
  /** What moto could not do, in its own words: the last of them. */
  complaints(): readonly string[];
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** It loads some hundred modules first. */
const readyWithinMs = 60_000;
/** Lines that are kept of what moto says. */
const linesMax = 500;
const stopWithinMs = 3_000;

/** Credentials that open nothing, and no way to find others: a rehearsal must not reach an account. */
const credentials = {
  AWS_ACCESS_KEY_ID: "rehearsal",
  AWS_SECRET_ACCESS_KEY: "rehearsal",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};

const isUp = async (url: string): Promise<boolean> => {
  try {
    return (await askHttp(`${url}/moto-api/`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** Starts the stand-in. @throws Refusal when it does not come up */
export const startStandIn = async (options: {
  /** Where moto is. */
  readonly program: string;
  readonly folder: string;
  readonly region: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stopping: AbortSignal;
  started(pid: number): void;
}): Promise<StandIn> => {
  const { program, folder, region, env, stopping } = options;
  makeFolder(folder);
  const port = await freePort("127.0.0.1");
  const url = `http://127.0.0.1:${port}`;
  const last: string[] = [];
  const dies = new AbortController();
  let isWanted = true;
  const child = start({
    command: [program, "-H", "127.0.0.1", "-p", String(port)],
    cwd: folder,
    env: { ...env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true", PYTHONDONTWRITEBYTECODE: "1" },
    onLine: (_, line) => {
      last.push(line);
      if (last.length > linesMax) last.shift();
    },
  });
  options.started(child.pid);
  const ended = child.ended.then(() => {
    returnPort(port);
    if (isWanted) dies.abort();
  });
  const stopMoto = async (): Promise<void> => {
    isWanted = false;
    child.signal("SIGTERM");
    const cancel = after(stopWithinMs, () => void child.signal("SIGKILL"));
    await ended;
    cancel();
  };
  const endMs = monotonicMs() + readyWithinMs;
  while (!(await isUp(url))) {
    if (dies.signal.aborted || monotonicMs() > endMs || stopping.aborted) {
      await stopMoto();
      if (stopping.aborted)
        throw new Refusal("interrupted", "stopped; nothing of the rehearsal is left");
      const says = `"${program}" did not come up as an AWS stand-in`;
      throw new Refusal("environment", `${says}; install it anew: pip install 'moto[server]'`, {
        details: last.slice(-5),
      });
    }
    await pause(100, stopping);
  }
  const moto = motoAt(url);
  const door = openDoor(moto, region);
  return {
    moto,
    door,
    died: dies.signal,
    env: {
      ...credentials,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ENDPOINT_URL: door.url,
      // State goes straight to moto: its bytes are nobody's concern.
      AWS_ENDPOINT_URL_S3: url,
    },
    complaints: () => last.filter((line) => /^\w*(Error|Exception)\b/.test(line)).slice(-3),
    stop: async () => {
      await Promise.all([door.stop(), stopMoto()]);
    },
  };
};
