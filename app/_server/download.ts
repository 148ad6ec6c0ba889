import "server-only";

/**
 * A file that is sent while it is written: the whole of it is never in memory, and nothing is read ahead of what the browser takes.
 * If writing fails in the middle, the connection breaks, so that half a file does not pass for a whole one.
 */
export function download(chunks: AsyncGenerator<string>, file: string, contentType: string): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": `${contentType}; charset=utf-8`,
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "private, no-store",
    },
  });
}
