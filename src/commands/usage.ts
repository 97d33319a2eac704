/** A call that cannot be carried out as it was made: nothing was attempted. Exit code 3. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What to do. */
  readonly fix: string;

  /**
   * @param says - what is wrong and why
   * @param fix - what to do
   */
  constructor(says: string, fix: string) {
    super(says);
    this.fix = fix;
  }
}
