import type { ExerciseView, WorkView } from "#lib/progress/queries.ts";
import type { FormAction } from "../form/form-state.ts";
import { Blocks } from "./blocks.tsx";
import { ExerciseForm } from "./exercise-form.tsx";
import { layerClass } from "./inlines.tsx";
import { InlineMath } from "./math.tsx";
import { NetworkDiagram } from "./network.tsx";

interface ExerciseSheetProps {
  readonly exercise: ExerciseView;
  /** Path of the lesson it stands in. */
  readonly lesson: string;
  readonly action: FormAction<WorkView>;
}

export function exerciseId(slug: string): string {
  return `exercise-${slug}`;
}

/** A sheet set into the text: the network, what is given, the question, then a line for each thing asked. */
export function ExerciseSheet({ exercise, lesson, action }: ExerciseSheetProps) {
  const { slug, title, network, given, question } = exercise;
  const id = exerciseId(slug);
  return (
    <section id={id} className="sheet" aria-labelledby={`${id}-title`}>
      <p className="eyebrow">Exercise</p>
      <h3 id={`${id}-title`} className="sheet-title">
        {title}
      </h3>
      <NetworkDiagram view={network} />
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
      <ExerciseForm
        slug={slug}
        revision={exercise.revision}
        variant={exercise.variant}
        blanks={exercise.blanks}
        work={exercise.work}
        action={action}
        address={`${lesson}#${id}`}
      />
    </section>
  );
}

function nested(slug: string): never {
  throw new Error(`the question of an exercise holds the exercise ${slug}`);
}
