import type { BlankView, ExerciseView, HintView, PracticeOutcome } from "#lib/progress/exercise-view.ts";
import type { FormAction } from "../form/form-state.ts";
import { Blocks } from "../lesson/blocks.tsx";
import { layerClass } from "../lesson/inlines.tsx";
import { InlineMath } from "../lesson/math.tsx";
import { NetworkDiagram, NetworkTable } from "../lesson/network.tsx";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { StepLines } from "../lesson/steps.tsx";
import { nameOf } from "./blank-name.ts";
import type { BlankWords } from "./blank-row.tsx";
import { ExerciseForm } from "./exercise-form.tsx";
import { PolicyNote } from "./policy-note.tsx";
import { WorkedSolutions } from "./worked-solutions.tsx";

interface ExerciseSheetProps {
  readonly exercise: ExerciseView;
  /** Path of the page it stands in. */
  readonly lesson: string;
  /** Of its heading; that of its worked solution is one more. */
  readonly level?: 2 | 3;
  readonly action: FormAction<PracticeOutcome>;
}

export function exerciseId(slug: string): string {
  return `exercise-${slug}`;
}

/** A sheet set into the text: the network, what is given, the question, then a line for each thing asked. */
export function ExerciseSheet({ exercise, lesson, level = 3, action }: ExerciseSheetProps) {
  const { title, question, network, given, solutions, hints: _, explained: __, ...practised } = exercise;
  const { slug } = exercise;
  const path = `/exercises/${slug}`;
  const Heading = `h${level}` as const;
  const id = exerciseId(slug);
  return (
    <section id={id} className="sheet" aria-labelledby={`${id}-title`}>
      <p className="eyebrow">
        {exercise.variant === 0 ? "Exercise" : `Exercise, variant ${exercise.variant}`}
        {lesson === path ? null : (
          <>
            {" · "}
            <a href={path}>practise it alone</a>
          </>
        )}
      </p>
      <Heading id={`${id}-title`} className="sheet-title" tabIndex={-1}>
        {title}
      </Heading>
      <NetworkDiagram view={network} />
      <NetworkInWords title={title} network={network} blanks={exercise.blanks} />
      <div className="sheet-question">
        <Blocks blocks={question} exercise={nested} />
      </div>
      {given.length === 0 ? null : (
        <ul className="given" aria-label="Given">
          {given.map(({ name, layer, formula }) => (
            <li key={name} className={layerClass(layer)}>
              <InlineMath formula={formula} />
            </li>
          ))}
        </ul>
      )}
      <PolicyNote policy={exercise.policy} lesson={lesson} />
      <ExerciseForm
        key={`${exercise.revision} ${exercise.variant}`}
        exercise={practised}
        words={Object.fromEntries(exercise.blanks.map((blank) => [blank.id, wordsOf(blank, exercise)]))}
        action={action}
        address={`${lesson}#${id}`}
      />
      {solutions === null ? null : (
        <WorkedSolutions id={id} level={level === 2 ? 3 : 4} blanks={exercise.blanks} solutions={solutions} />
      )}
    </section>
  );
}

function wordsOf({ id, prompt, options }: BlankView, { hints, explained }: ExerciseView): BlankWords {
  const drawn = options.map(({ id, blocks }) => [id, <Blocks key={id} blocks={blocks} exercise={nested} />]);
  return {
    prompt: <Blocks blocks={prompt} exercise={nested} />,
    options: Object.fromEntries(drawn),
    explained: Object.fromEntries(
      Object.entries(explained[id] ?? {}).map(([line, step]) => [line, <StepLines key={line} steps={[step]} />]),
    ),
    hints: (hints[id] ?? []).map((hint) => ({ layer: hint.layer, said: <Hint hint={hint} /> })),
  };
}

/** What the figure shows, and what lights up in it, for whoever does not see it. */
function NetworkInWords({ title, network, blanks }: Pick<ExerciseView, "title" | "network" | "blanks">) {
  const paths = blanks.filter(({ path }) => path.length > 0);
  return (
    <details className="network-in-words">
      <summary>The network as a table</summary>
      <ScrollRegion label={`${title}, as a table`}>
        <NetworkTable view={network} />
      </ScrollRegion>
      {paths.length === 0 ? null : (
        <ul aria-label="What each answer passes on its way">
          {paths.map((blank) => (
            <li key={blank.id}>
              {nameOf(blank, blanks)}: {blank.path.join(", ")}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function Hint({ hint: { text, formula } }: { readonly hint: HintView }) {
  return (
    <>
      <p>{text}</p>
      {formula === null ? null : (
        <ScrollRegion label="Formula">
          <InlineMath formula={formula} />
        </ScrollRegion>
      )}
    </>
  );
}

function nested(slug: string): never {
  throw new Error(`the question of an exercise holds the exercise ${slug}`);
}
