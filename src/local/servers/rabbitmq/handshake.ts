import { exchange } from "#plinth/host/net/exchange.ts";
import { loopback } from "../../plan/loopback.ts";

/** "AMQP", then 0-9-1: what a client says first. AMQP 0-9-1 specification, §4.2.2. */
const hello = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1);

/** A method frame of channel 0 with Connection.Start (class 10, method 10), ibid. §4.2.3. */
const isStart = (answer: Uint8Array): boolean =>
  answer[0] === 1 && answer[8] === 10 && answer[10] === 10;

/** The bytes of a frame's head and its method's numbers. */
const enough = 11;

/** Whether a broker begins a conversation there. Never throws. */
export const shakesHands = async (
  port: number,
  timeoutMs: number,
  host = loopback,
): Promise<boolean> => {
  const answer = await exchange({ host, port, says: hello, enough, timeoutMs });
  return answer !== undefined && isStart(answer);
};
