/** `26 November`, with the year where it is another. */
export function dayOf(savedMs: number, nowMs: number): string {
  const [day, now] = [new Date(savedMs), new Date(nowMs)];
  const isThisYear = day.getFullYear() === now.getFullYear();
  return day.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
