import { asProblem } from "../../lib/problem";
import { send } from "../../lib/service";
import { session } from "../../lib/session.svelte";

/** A form on its way. share: 0 to 1 of its bytes that have left. */
export interface Upload<T> {
  answer: Promise<NonNullable<T>>;
  /** Stops sending; the answer is then never settled. */
  abort: () => void;
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response?: Response;
}

function parsed(text: string): unknown {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return text;
  }
}

/** One attempt: XMLHttpRequest, because fetch does not tell how much has been sent. */
function post<T>(
  request: XMLHttpRequest,
  url: string,
  form: FormData,
  tell: (share: number) => void,
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    request.open("POST", url);
    request.setRequestHeader("X-CSRF-Token", session.csrf);
    request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
      lengthComputable && tell(loaded / total);
    request.upload.onload = () => tell(1);
    request.onerror = () => resolve({ error: asProblem(new TypeError("no answer")) });
    request.onload = () => {
      const { status, responseText } = request;
      const response = new Response(null, { status: status < 200 || status > 599 ? 502 : status });
      const content = parsed(responseText);
      resolve(response.ok ? { data: content as T, response } : { error: content, response });
    };
    request.send(form);
  });
}

/** Sends a form and tells how much of it has left. After an ended session it is sent again, as `send` does. */
export function uploadTelling<T>(url: string, form: FormData, tell: (share: number) => void): Upload<T> {
  let request = new XMLHttpRequest();
  const answer = send<T>(() => {
    request = new XMLHttpRequest();
    return post<T>(request, url, form, tell);
  });
  return { answer, abort: () => request.abort() };
}
