import type { ExerciseProgress, LessonProgress } from "#lib/progress/progress-view.ts";
import type { HistoryView } from "#lib/progress/select-history.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { counted } from "./count-words.ts";

/** How often each exercise was handed in; one that stands in two lessons once. */
export function AttemptsFigure({ lessons }: { readonly lessons: readonly LessonProgress[] }) {
  const all = new Map(lessons.flatMap(({ exercises }) => exercises).map((exercise) => [exercise.slug, exercise]));
  const tried = [...all.values()].filter(({ attemptsUsed }) => attemptsUsed > 0);
  const most = tried.toSorted((a, b) => b.attemptsUsed - a.attemptsUsed)[0];
  if (most === undefined) return null;
  const finding = attemptsFinding(tried, most);
  return (
    <section className="progress-part" aria-labelledby="attempts">
      <h2 id="attempts">Attempts</h2>
      <ChartFigure
        finding={finding}
        subject="Times that an exercise was handed in and could be read, over all sets of numbers"
        chart={{
          kind: "bars",
          summary: finding,
          bars: tried.map(({ title, attemptsUsed }) => ({ name: title, value: attemptsUsed })),
        }}
        table={<CountTable what="Exercise" count="Attempts" rows={tried.map((own) => [own.title, own.attemptsUsed])} />}
      />
    </section>
  );
}

function attemptsFinding(tried: readonly ExerciseProgress[], most: ExerciseProgress): string {
  const sum = tried.reduce((total, { attemptsUsed }) => total + attemptsUsed, 0);
  if (tried.length === 1) return `You have handed in one exercise, ${counted(sum, "time")}: ${most.title}.`;
  return `You have handed in ${tried.length} exercises, ${counted(sum, "time")} in all; ${most.title} took the most.`;
}

/** Mistakes that are drawn and listed: the most frequent ones. */
const mostMistakes = 6;

/** What went wrong in first tries, each with the rule to look at. */
export function MistakesFigure({ history: { mistakes, tries, rightTries } }: { readonly history: HistoryView }) {
  const wrong = tries - rightTries;
  const shown = mistakes.slice(0, mostMistakes);
  const [first] = shown;
  if (first === undefined) return null;
  const finding = `Of ${counted(wrong, "first try", "first tries")} that went wrong, ${first.count} had this reason: ${lowerFirst(first.sentence)}`;
  return (
    <section className="progress-part" aria-labelledby="mistakes">
      <h2 id="mistakes">Typical mistakes</h2>
      <ChartFigure
        finding={finding}
        subject="First tries in which a mistake was recognised, by the mistake"
        chart={{
          kind: "bars",
          summary: finding,
          bars: shown.map(({ slug, count }) => ({ name: slug.replaceAll("-", " "), value: count })),
        }}
        table={<CountTable what="Mistake" count="First tries" rows={shown.map((own) => [own.sentence, own.count])} />}
      />
      <dl className="mistake-rules">
        {shown.map(({ slug, sentence, hint }) => (
          <div key={slug}>
            <dt>{sentence}</dt>
            <dd>{hint}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

interface CountTableProps {
  readonly what: string;
  readonly count: string;
  readonly rows: readonly (readonly [name: string, count: number])[];
}

function CountTable({ what, count, rows }: CountTableProps) {
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col" className="text-right">
            {count}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row" className="font-normal">
              {name}
            </th>
            <td className="text-right">{value}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
