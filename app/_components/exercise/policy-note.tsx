import type { PolicyView } from "#lib/progress/exercise-view.ts";

/** What holds for this exercise beyond its rules of grading, before anything is answered. Nothing where all is as usual. */
export function PolicyNote({ policy, lesson }: { readonly policy: PolicyView; readonly lesson: string }) {
  const { attemptsLeft, feedbackFrom, credit, hintCost, window, opens, closes, needsAccount } = policy;
  const said = [
    attemptsLeft === null
      ? ""
      : `You have ${attemptsLeft === 1 ? "1 attempt" : `${attemptsLeft} attempts`} left. What cannot be read costs none.`,
    credit === "last" ? "The last submission counts." : "",
    feedbackFrom === "after-last" ? "What was right is shown after the last attempt." : "",
    hintCost === 0 ? "" : `Each hint costs ${Math.round(hintCost * 100)} % of the score.`,
  ].filter(Boolean);
  const isPlain = said.length === 0 && !needsAccount && opens === null && closes === null;
  if (isPlain) return null;
  return (
    <div className="policy-note">
      {said.length === 0 ? null : <p>{said.join(" ")}</p>}
      {feedbackFrom === null || feedbackFrom === "after-last" ? null : (
        <p>
          What was right is shown from <Moment at={feedbackFrom} />.
        </p>
      )}
      {window === "not-yet" && opens !== null ? (
        <p>
          It opens on <Moment at={opens} />.
        </p>
      ) : null}
      {closes === null ? null : (
        <p>
          {window === "closed" ? "It closed on " : "It closes on "}
          <Moment at={closes} />.
        </p>
      )}
      {needsAccount ? (
        <p>
          It is done with an account: <a href={`/signin?to=${encodeURIComponent(lesson)}`}>sign in</a>, or{" "}
          <a href={`/signup?to=${encodeURIComponent(lesson)}`}>make one</a>.
        </p>
      ) : null}
    </div>
  );
}

/** In UTC, which is what the server goes by: a page kept for everybody cannot know where its reader is. */
function Moment({ at }: { readonly at: string }) {
  const text = new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return <time dateTime={at}>{text} UTC</time>;
}
