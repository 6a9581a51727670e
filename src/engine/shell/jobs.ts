import { SIGNAL_NUMBERS, type ExitStatus, type SignalName } from '../kernel';

/** A pipeline that was started and that the shell may be asked about. */
export interface Job {
  readonly id: number;
  /** The processes of its pipeline. */
  readonly members: JobMember[];
  readonly text: string;
  readonly processGroup: number;
  isBackground: boolean;
  /** Its end was told (or asked for): it leaves the table. */
  isReported: boolean;
  /** That it was stopped is still to be told. */
  hasStopNews?: boolean;
}

export interface JobMember {
  readonly pid: number;
  /** It has ended. */
  status?: ExitStatus;
  /** It is no child of this shell, but of the one that this is a subshell of. */
  readonly isForeign?: boolean;
  /** It was stopped by this signal, and has not gone on. */
  stopped?: SignalName | undefined;
}

export function statusNumber(status: ExitStatus): number {
  return 'code' in status ? status.code : 128 + SIGNAL_NUMBERS[status.signal];
}

/** The jobs of one shell, oldest first. */
export class JobTable {
  readonly #jobs: Job[] = [];
  /** Ids from the most recently used one: `%+` and `%-`. */
  #recent: number[] = [];
  /** Statuses of ended background processes that nobody has waited for yet. */
  readonly #ended = new Map<number, number>();

  get all(): readonly Job[] {
    return this.#jobs;
  }

  /** `reuses`: ended jobs that were waited for give up their places (the Almquist shells without job control). */
  add(
    pids: readonly number[],
    text: string,
    processGroup: number,
    isBackground: boolean,
    reuses = false,
  ): Job {
    if (reuses) for (const job of [...this.#jobs]) if (job.isReported && isDone(job)) this.remove(job);
    const taken = new Set(this.#jobs.map((job) => job.id));
    let id = Math.max(0, ...taken) + 1;
    for (let free = id; reuses && free > 0; free--) if (!taken.has(free)) id = free;
    const job: Job = {
      id,
      members: pids.map((pid) => ({ pid })),
      text,
      processGroup,
      isBackground,
      isReported: false,
    };
    this.#jobs.push(job);
    if (isBackground) this.touch(job);
    return job;
  }

  touch(job: Job): void {
    this.#recent = [job.id, ...this.#recent.filter((id) => id !== job.id)];
  }

  remove(job: Job): void {
    const at = this.#jobs.indexOf(job);
    if (at >= 0) this.#jobs.splice(at, 1);
    this.#recent = this.#recent.filter((id) => id !== job.id);
    if (job.isBackground)
      for (const member of job.members)
        if (member.status) this.#ended.set(member.pid, statusNumber(member.status));
  }

  /** Notes that a process has ended; the job that it belongs to, if any. */
  note(pid: number, status: ExitStatus): Job | undefined {
    for (const job of this.#jobs) {
      const member = job.members.find((one) => one.pid === pid && !one.status);
      if (!member) continue;
      member.status = status;
      return job;
    }
    return undefined;
  }

  /** Notes that a process was stopped. */
  noteStop(pid: number, signal: SignalName): void {
    const job = this.byPid(pid);
    const member = job?.members.find((one) => one.pid === pid);
    if (job === undefined || member === undefined) return;
    member.stopped = signal;
    job.hasStopNews = true;
  }

  /** The status of a background process that has ended and left the table. `forgets`: it is asked for once. */
  statusOfEnded(pid: number, forgets: boolean): number | undefined {
    const status = this.#ended.get(pid);
    if (forgets) this.#ended.delete(pid);
    return status;
  }

  forgetEnded(): void {
    this.#ended.clear();
  }

  byPid(pid: number): Job | undefined {
    return this.#jobs.find((job) => job.members.some((member) => member.pid === pid));
  }

  get current(): Job | undefined {
    return this.#jobs.find((job) => job.id === this.#recent[0]);
  }

  get previous(): Job | undefined {
    return this.#jobs.find((job) => job.id === (this.#recent[1] ?? this.#recent[0]));
  }

  /** `+` for the current job, `-` for the one before, else a blank. */
  mark(job: Job): '+' | '-' | ' ' {
    if (job.id === this.#recent[0]) return '+';
    return job.id === this.#recent[1] ? '-' : ' ';
  }

  /** A job by `%1`, `%%`, `%+`, `%-`, `%name`, `%?text`. */
  find(spec: string): Job | 'ambiguous' | undefined {
    const name = spec.startsWith('%') ? spec.slice(1) : spec;
    if (name === '' || name === '%' || name === '+') return this.current;
    if (name === '-') return this.previous;
    if (/^\d+$/.test(name)) return this.#jobs.find((job) => job.id === Number(name));
    const fits = (job: Job): boolean =>
      name.startsWith('?') ? job.text.includes(name.slice(1)) : job.text.startsWith(name);
    const found = this.#jobs.filter(fits);
    return found.length > 1 ? 'ambiguous' : found[0];
  }

  /** The table that a subshell gets whose only command is to list the jobs: they are not its children. */
  forListing(): JobTable {
    const copy = new JobTable();
    for (const job of this.#jobs)
      copy.#jobs.push({ ...job, members: job.members.map((one) => ({ ...one, isForeign: true })) });
    copy.#recent = [...this.#recent];
    return copy;
  }
}

export function isDone(job: Job): boolean {
  return job.members.every((member) => member.status);
}

/** The status of its last process; undefined while it runs. */
export function jobStatus(job: Job): ExitStatus | undefined {
  return isDone(job) ? job.members.at(-1)?.status : undefined;
}

/** The signal that stopped it; undefined where a process of it still runs, or none is left. */
export function stopSignal({ members }: Job): SignalName | undefined {
  const left = members.filter(({ status }) => status === undefined);
  return left.every(({ stopped }) => stopped !== undefined) ? left.at(-1)?.stopped : undefined;
}

/** It goes on, or will. */
export function markRunning(job: Job): void {
  for (const member of job.members) member.stopped = undefined;
  job.hasStopNews = false;
}
