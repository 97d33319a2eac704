/** A call of the sandbox without a socket. */

/** What `fetch` takes beside the address: the SDK's own fields and an abort signal. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Record<string, string> | Headers;
  readonly body?: string | FormData | Uint8Array | null;
  readonly signal?: AbortSignal | null;
}

/** A call without a socket, which fails as the global `fetch` would. */
export async function inProcess(
  answer: (request: Request) => Promise<Response | null>,
  input: string | URL | Request,
  init: FetchInit | undefined,
): Promise<Response> {
  const { method, headers, body, signal } = init ?? {};
  const request = new Request(input, {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
  request.signal.throwIfAborted();
  // A caller who goes away does not stop the server, so the answer is raced, not cancelled.
  const response = await Promise.race([answer(request), gone(request.signal)]);
  if (response === null) {
    throw new TypeError("fetch failed", {
      cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
    });
  }
  return response;
}

function gone(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
    }
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
