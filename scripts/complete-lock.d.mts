/** The part of package-lock.json (version 3) that is read here. */
export interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

export interface MissingEntry {
  readonly name: string;
  readonly range: string;
  /** The path of the entry that asks for it. */
  readonly by: string;
}

export function missingEntries(lock: Lock): readonly MissingEntry[];
export function completed(lock: Lock): Lock;
