/** Where the operator's pods run, which ask brokers for the lengths of queues. */
export const queueReaderNamespace = "keda";
