/** The module timers/promises, written in JavaScript. */
export const TIMERS = String.raw`
const { setTimeout: start } = global;
const waited = (start, stop) => (options, value) => new Promise((resolve, reject) => {
  const signal = options?.signal;
  if (signal?.aborted) { reject(native.aborted(signal.reason)); return; }
  const onAbort = () => { stop(timer); reject(native.aborted(signal.reason)); };
  const timer = start(() => { signal?.removeEventListener('abort', onAbort); resolve(value); });
  if (options?.ref === false) timer.unref?.();
  signal?.addEventListener('abort', onAbort, { once: true });
});
const sleep = (ms, value, options) => waited((f) => start(f, ms), clearTimeout)(options, value);
module.exports = {
  setTimeout: sleep,
  setImmediate: (value, options) => waited(setImmediate, clearImmediate)(options, value),
  async *setInterval(ms, value, options) {
    const signal = options?.signal;
    if (signal?.aborted) throw native.aborted(signal.reason);
    let missed = 0, wake, stop;
    const timer = setInterval(() => { missed++; wake?.(); }, ms);
    if (options?.ref === false) timer.unref();
    signal?.addEventListener('abort', () => { clearInterval(timer); stop?.(native.aborted(signal.reason)); }, { once: true });
    try {
      for (;;) {
        if (missed === 0) await new Promise((resolve, reject) => { wake = resolve; stop = reject; });
        for (; missed > 0; missed--) yield value;
      }
    } finally { clearInterval(timer); }
  },
  scheduler: { wait: (ms, options) => sleep(ms, undefined, options), yield: () => module.exports.setImmediate() },
};
`;
