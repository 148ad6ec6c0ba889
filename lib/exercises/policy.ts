/** What the author decides about an exercise's course and credit. */
export interface Policy {
  /** Required exercises count for the completion of a course. */
  readonly required: boolean;
  /** Credit, 0 to 1, for a number whose method is right but which was rounded on the way. */
  readonly roundedEarly: number;
}

/** What holds where the author says nothing. */
export const defaultPolicy: Policy = { required: true, roundedEarly: 0.8 };
