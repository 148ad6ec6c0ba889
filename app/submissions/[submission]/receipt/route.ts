import { readEnv } from "#lib/env.ts";
import { makeReceipt, type ReceiptRefusal } from "#lib/progress/make-receipt.ts";
import { submissionId } from "#lib/progress/schemas.ts";
import { now } from "../../../_server/clock.ts";
import { currentViewer } from "../../../_server/viewer.ts";

interface ReceiptParams {
  readonly params: Promise<{ readonly submission: string }>;
}

/** The receipt of a submission as a file, for its owner. */
export async function GET(_request: Request, { params }: ReceiptParams): Promise<Response> {
  const id = submissionId.safeParse((await params).submission);
  if (!id.success) return refuse("unknown-submission");
  const made = await makeReceipt(await currentViewer(), id.data, readEnv().origin, now());
  if (!made.ok) return refuse(made.refusal.code);
  const receipt = made.value;
  const file = `receipt-${receipt.exercise.slug}-${receipt.submission.slice(0, 8)}.json`;
  return new Response(`${JSON.stringify(receipt, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "private, no-store",
    },
  });
}

const refusals = {
  "unknown-submission": { status: 404, sentence: "There is no such submission." },
  "not-shown-yet": { status: 403, sentence: "There will be a receipt once the verdict is shown." },
  "needs-level": { status: 403, sentence: "A receipt holds the exercise, which is closed to you now." },
} satisfies Record<ReceiptRefusal["code"], object>;

function refuse(code: ReceiptRefusal["code"]): Response {
  const { status, sentence } = refusals[code];
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" };
  return new Response(`${sentence}\n`, { status, headers });
}
