import { ROUTES } from 'virtual:routes';
import { addressOf, randomKey } from './call.js';
import { failureOf, noAnswer, unreadable } from './failure.js';
import type { Answer } from './types.js';

interface Upload {
  params?: Record<string, string>;
  file: File;
  /** Text fields sent before the file. */
  fields?: Record<string, string>;
  /** Fraction of the bytes sent, 0 to 1. */
  onProgress: (fraction: number) => void;
  /** Every byte is sent: what follows is the server's work. */
  onSent?: () => void;
  /** Takes back what is being sent. */
  signal?: AbortSignal;
}

/** Sends a file as multipart. XMLHttpRequest, because fetch tells nothing of the progress of what it sends. */
export function upload<N extends 'importProblem' | 'putPackage' | 'addAuthoredFile' | 'addAuthoredTests' | 'createAuthoredFromPackage'>(name: N, { params, file, fields, onProgress, onSent, signal }: Upload): Promise<Answer<N>> {
  const route = ROUTES[name];
  const form = new FormData();
  for (const [key, value] of Object.entries(fields ?? {})) if (value !== '') form.set(key, value);
  form.set(route.upload ?? 'file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(route.method, addressOf(name, params));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Idempotency-Key', randomKey());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.upload.onload = () => onSent?.();
    // The browser does not tell apart that nothing could be sent, and that there was nothing to send.
    request.onerror = () => void file.slice(0, 1).arrayBuffer().then(noAnswer, () => unreadable(file.name)).then(reject);
    request.onabort = () => reject(new DOMException('Taken back', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.onload = () => {
      const { status, responseText } = request;
      try {
        if (status >= 200 && status <= 299) return resolve(JSON.parse(responseText) as Answer<N>);
      } catch {
        // An answer of something between us and the server.
      }
      void failureOf(status, responseText).then(reject);
    };
    request.send(form);
  });
}
