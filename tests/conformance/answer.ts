/** What a command answered, as it came. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}
