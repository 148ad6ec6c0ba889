/** npm goes to the top of the project before it runs anything; a path is meant from where npm was started. */
export function startedIn(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return script === "chainrule" && folder ? folder : process.cwd();
}
