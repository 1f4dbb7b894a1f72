import { runProgram } from "plinth-service-kit/program.ts";
import { buildApi } from "./api.ts";
import { buildWorker } from "./bill.ts";
import { readConfig } from "./config.ts";

await runProgram("billing", readConfig, (config, given) =>
  config.work.role === "api"
    ? buildApi(config, config.work, given)
    : buildWorker(config, config.work, given),
);
