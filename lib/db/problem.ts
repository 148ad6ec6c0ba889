/** Why there is no database; `message` is a sentence for the operator that says what to do. */
export class DatabaseProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DatabaseProblem";
  }
}
