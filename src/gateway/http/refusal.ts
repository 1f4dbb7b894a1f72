import { ascii } from "./head-writer.ts";

/**
 * What a door answers by itself, in the words of an ALB. Source: AWS, "Troubleshoot your Application
 * Load Balancers"; 404 is the fixed response that Kubernetes' AWS controller puts behind the rules.
 */
const PHRASES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  404: "Not Found",
  405: "Not Allowed",
  408: "Request Time-out",
  414: "Request-URI Too Large",
  417: "Expectation Failed",
  463: "Too Many Addresses In X-Forwarded-For",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
  505: "HTTP Version Not Supported",
};

/** The caller went away before its answer: counted, never sent. Source: same page, HTTP 460. */
export const CALLER_LEFT = 460;

/**
 * A whole answer with a small page.
 *
 * @param date the whole Date line
 * @param isHead leaves the page out, as HEAD asks, but not its length
 */
export function refusal(
  status: number,
  options: { readonly date: Buffer; readonly closes: boolean; readonly isHead: boolean },
): Buffer {
  const title = `${status} ${PHRASES[status] ?? "Error"}`;
  const page = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<center><h1>${title}</h1></center>`,
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
  const head = [
    `HTTP/1.1 ${title}`,
    "Server: plinth",
    options.date.toString("latin1").trimEnd(),
    "Content-Type: text/html",
    `Content-Length: ${page.length}`,
    `Connection: ${options.closes ? "close" : "keep-alive"}`,
  ];
  return ascii(`${head.join("\r\n")}\r\n\r\n${options.isHead ? "" : page}`);
}
