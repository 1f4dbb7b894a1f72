import { sameText } from "#plinth/host/same-text.ts";

/**
 * Who may speak to a door of ours. A page in a browser can send requests to loopback, also under a
 * name that it makes resolve there, so the token alone is not asked for: the Host must be ours, and
 * an Origin may only be our own.
 */
export const refuse = (request: Request, port: number, token: string): Response | undefined => {
  const ours = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!ours.includes(request.headers.get("host") ?? "")) {
    return Response.json({ error: "this Host is not served here" }, { status: 421 });
  }
  const origin = request.headers.get("origin");
  if (origin !== null && !ours.some((host) => origin === `http://${host}`)) {
    return Response.json({ error: "requests from other pages are refused" }, { status: 403 });
  }
  if (!sameText(request.headers.get("authorization") ?? "", `Bearer ${token}`)) {
    const headers = { "www-authenticate": 'Bearer realm="plinth"' };
    return Response.json({ error: "the token is missing or wrong" }, { status: 401, headers });
  }
  return undefined;
};
