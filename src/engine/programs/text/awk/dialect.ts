import type { Build } from '../../shared/program';

/** In which way one awk differs from another. */
export interface AwkDialect {
  /** mawk, or else BusyBox's. */
  readonly gnu: boolean;
  /** The C library that compiles BusyBox' patterns. */
  readonly library: Build['getopt'];
  /** Whether powers and the functions of angles and logarithms were built in (FEATURE_AWK_LIBM). */
  readonly hasMath: boolean;
}

/** A program's error while it runs; the message has awk's name in front when shown. */
export class AwkError extends Error {
  /** `place`: mawk's second line, which record of which file it was at. */
  constructor(
    message: string,
    readonly place: string | undefined = undefined,
  ) {
    super(message);
  }
}

/** What went wrong with a file, where BusyBox names no place in the program. */
export class AwkFileError extends Error {}

/** What a build without FEATURE_AWK_LIBM says of every use of it. */
export const NO_MATH = 'Math support is not compiled in';
