/** Where everything listens: replicas, doors and our own APIs. */
export const loopback = "127.0.0.1";
