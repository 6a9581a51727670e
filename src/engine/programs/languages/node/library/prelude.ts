/** Methods that call back, written in JavaScript: the interpreter runs them as it runs programs. */
export const PRELUDE = String.raw`
const method = (proto, functions) => {
  for (const name of Object.keys(functions)) native.hide(proto, name, functions[name]);
};
const list = (self) => (typeof self === 'string' ? [...self] : self);
const callable = native.callable;

method(Array.prototype, {
  forEach(f, self) { callable(f); const a = list(this); for (let i = 0; i < a.length; i++) f.call(self, a[i], i, this); },
  map(f, self) { callable(f); const a = list(this), made = []; for (let i = 0; i < a.length; i++) made[i] = f.call(self, a[i], i, this); return made; },
  filter(f, self) { callable(f); const a = list(this), made = []; for (let i = 0; i < a.length; i++) if (f.call(self, a[i], i, this)) made.push(a[i]); return made; },
  find(f, self) { callable(f); for (let i = 0; i < this.length; i++) if (f.call(self, this[i], i, this)) return this[i]; },
  findIndex(f, self) { callable(f); for (let i = 0; i < this.length; i++) if (f.call(self, this[i], i, this)) return i; return -1; },
  findLast(f, self) { callable(f); for (let i = this.length - 1; i >= 0; i--) if (f.call(self, this[i], i, this)) return this[i]; },
  findLastIndex(f, self) { callable(f); for (let i = this.length - 1; i >= 0; i--) if (f.call(self, this[i], i, this)) return i; return -1; },
  some(f, self) { callable(f); for (let i = 0; i < this.length; i++) if (f.call(self, this[i], i, this)) return true; return false; },
  every(f, self) { callable(f); for (let i = 0; i < this.length; i++) if (!f.call(self, this[i], i, this)) return false; return true; },
  reduce(f, ...start) {
    callable(f);
    let i = 0, total;
    if (start.length > 0) total = start[0];
    else {
      if (this.length === 0) throw new TypeError('Reduce of empty array with no initial value');
      total = this[i++];
    }
    for (; i < this.length; i++) total = f(total, this[i], i, this);
    return total;
  },
  reduceRight(f, ...start) {
    callable(f);
    let i = this.length - 1, total;
    if (start.length > 0) total = start[0];
    else {
      if (this.length === 0) throw new TypeError('Reduce of empty array with no initial value');
      total = this[i--];
    }
    for (; i >= 0; i--) total = f(total, this[i], i, this);
    return total;
  },
  flatMap(f, self) { return this.map(f, self).flat(); },
  sort(compare) {
    const sorted = native.split(this), isLess = compare ? (a, b) => compare(a, b) <= 0 : (a, b) => String(a) <= String(b);
    const merge = (part) => {
      if (part.length < 2) return part;
      const middle = part.length >> 1, left = merge(part.slice(0, middle)), right = merge(part.slice(middle)), made = [];
      let i = 0, j = 0;
      while (i < left.length && j < right.length) made.push(isLess(left[i], right[j]) ? left[i++] : right[j++]);
      while (i < left.length) made.push(left[i++]);
      while (j < right.length) made.push(right[j++]);
      return made;
    };
    const made = merge(sorted.values);
    for (let i = 0; i < made.length; i++) this[i] = made[i];
    for (let i = made.length; i < this.length; i++) this[i] = undefined;
    return this;
  },
  toSorted(compare) { return [...this].sort(compare); },
  toReversed() { return [...this].reverse(); },
  toSpliced(...args) { const made = [...this]; made.splice(...args); return made; },
  *entries() { for (let i = 0; i < this.length; i++) yield [i, this[i]]; },
  *keys() { for (let i = 0; i < this.length; i++) yield i; },
});
for (const name of ['forEach', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every', 'reduce', 'reduceRight']) native.hide(Uint8Array.prototype, name, Array.prototype[name]);
method(Uint8Array.prototype, {
  map(f, self) { callable(f); return Uint8Array.from(Array.prototype.map.call(this, f, self)); },
  filter(f, self) { callable(f); return Uint8Array.from(Array.prototype.filter.call(this, f, self)); },
  sort(compare) { this.set([...this].sort(compare ?? ((a, b) => a - b))); return this; },
});
native.hide(Array, 'from', (source, f) => {
  const made = source == null ? native.fail(source) : source[Symbol.iterator] ? [...source] : native.arrayLike(source);
  return f ? made.map((one, i) => f(one, i)) : made;
});

method(Map.prototype, { forEach(f, self) { for (const [key, value] of this) f.call(self, value, key, this); } });
method(Set.prototype, {
  forEach(f, self) { for (const value of this) f.call(self, value, value, this); },
  union(other) { return new Set([...this, ...other]); },
  intersection(other) { return new Set([...this].filter((one) => other.has(one))); },
  symmetricDifference(other) { return new Set([...this].filter((one) => !other.has(one)).concat([...other].filter((one) => !this.has(one)))); },
  isSubsetOf(other) { return [...this].every((one) => other.has(one)); },
  isSupersetOf(other) { return [...other.keys()].every((one) => this.has(one)); },
  isDisjointFrom(other) { return ![...this].some((one) => other.has(one)); },
  difference(other) { return new Set([...this].filter((one) => !other.has(one))); },
});
native.hide(Object, 'groupBy', (items, f) => {
  const made = Object.create(null);
  let i = 0;
  for (const one of items) (made[f(one, i++)] ??= []).push(one);
  return made;
});
native.hide(Map, 'groupBy', (items, f) => {
  const made = new Map();
  let i = 0;
  for (const one of items) {
    const key = f(one, i++);
    made.has(key) ? made.get(key).push(one) : made.set(key, [one]);
  }
  return made;
});

method(String.prototype, {
  replace(pattern, by) { return native.replace(this, pattern, by, false); },
  replaceAll(pattern, by) { return native.replace(this, pattern, by, true); },
});

method(Promise.prototype, {
  catch(f) { return this.then(undefined, f); },
  finally(f) {
    return this.then((value) => Promise.resolve(f()).then(() => value), (reason) => Promise.resolve(f()).then(() => { throw reason; }));
  },
});
native.hide(Promise, 'all', (items) => new Promise((resolve, reject) => {
  const all = [...items], made = [];
  let left = all.length;
  if (left === 0) resolve(made);
  all.forEach((one, i) => Promise.resolve(one).then((value) => { made[i] = value; if (--left === 0) resolve(made); }, reject));
}));
native.hide(Promise, 'allSettled', (items) => Promise.all([...items].map((one) => Promise.resolve(one).then((value) => ({ status: 'fulfilled', value }), (reason) => ({ status: 'rejected', reason })))));
native.hide(Promise, 'race', (items) => new Promise((resolve, reject) => { for (const one of items) Promise.resolve(one).then(resolve, reject); }));
native.hide(Promise, 'any', (items) => new Promise((resolve, reject) => {
  const all = [...items], errors = [];
  let left = all.length;
  all.forEach((one, i) => Promise.resolve(one).then(resolve, (reason) => {
    errors[i] = reason;
    if (--left === 0) { const error = new AggregateError(errors, 'All promises were rejected'); reject(error); }
  }));
}));
native.hide(Promise, 'withResolvers', () => { let resolve, reject; const promise = new Promise((a, b) => { resolve = a; reject = b; }); return { promise, resolve, reject }; });

const groupIndent = { text: '' };
const write = (isError, args) => native.print(isError, native.format(args), groupIndent.text);
const timers = new Map(), counts = new Map();
global.console = {
  log(...args) { write(false, args); },
  warn(...args) { write(true, args); },
  dir(value, options) { write(false, [native.inspect(value, options)]); },
  dirxml(...args) { write(false, args); },
  groupCollapsed(...args) { console.group(...args); },
  time(label = 'default') { timers.set(label, native.uptime()); },
  timeEnd(label = 'default') { if (!timers.has(label)) { process.emitWarning("No such label '" + label + "' for console.timeEnd()"); return; } write(false, [label + ': ' + native.duration(native.uptime() - timers.get(label))]); timers.delete(label); },
  timeLog(label = 'default', ...rest) { if (!timers.has(label)) { process.emitWarning("No such label '" + label + "' for console.timeLog()"); return; } write(false, [label + ': ' + native.duration(native.uptime() - timers.get(label)), ...rest]); },
  trace(...args) { const error = new Error(native.format(args)); error.name = 'Trace'; write(true, [error.stack]); },
  assert(value, ...args) { if (!value) write(true, typeof args[0] === 'string' ? ['Assertion failed: ' + args[0], ...args.slice(1)] : ['Assertion failed', ...args]); },
  clear() {},
  count(label = 'default') { counts.set(label, (counts.get(label) ?? 0) + 1); write(false, [label + ': ' + counts.get(label)]); },
  countReset(label = 'default') { counts.delete(label); },
  group(...args) { if (args.length > 0) write(false, args); groupIndent.text += '  '; },
  groupEnd() { groupIndent.text = groupIndent.text.slice(2); },
  table(data) {
    if (data === null || typeof data !== 'object') return write(false, [data]);
    const rows = Array.isArray(data) ? data.map((row, i) => [String(i), row]) : Object.entries(data);
    const columns = [];
    let hasValues = false;
    for (const [, row] of rows) {
      if (row === null || typeof row !== 'object') hasValues = true;
      else for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key);
    }
    const titles = ['(index)', ...columns, ...(hasValues ? ['Values'] : [])];
    const cells = rows.map(([name, row]) => [name, ...columns.map((key) => (row !== null && typeof row === 'object' && key in row ? native.inspect(row[key]) : '')), ...(hasValues ? [row !== null && typeof row === 'object' ? '' : native.inspect(row)] : [])]);
    const widths = titles.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i].length)) + 2);
    const line = (row) => '│' + row.map((cell, i) => ' ' + cell + ' '.repeat(widths[i] - cell.length - 1)).join('│') + '│';
    const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
    write(false, [[rule('┌', '┬', '┐'), line(titles), rule('├', '┼', '┤'), ...cells.map(line), rule('└', '┴', '┘')].join('\n')]);
  },
};
console.info = console.debug = console.log;
console.error = console.warn;
global.queueMicrotask = (f) => { Promise.resolve().then(f); };
global.structuredClone = (value) => {
  const known = new Map();
  const copy = (one) => {
    if (one === null || typeof one !== 'object') {
      if (typeof one === 'function') throw new Error(native.show(one) + ' could not be cloned.');
      return one;
    }
    if (known.has(one)) return known.get(one);
    let made;
    if (Array.isArray(one)) { known.set(one, (made = [])); one.forEach((item, i) => { made[i] = copy(item); }); }
    else if (one instanceof Date) made = new Date(one.getTime());
    else if (one instanceof Map) { known.set(one, (made = new Map())); one.forEach((item, key) => made.set(copy(key), copy(item))); }
    else if (one instanceof Set) { known.set(one, (made = new Set())); one.forEach((item) => made.add(copy(item))); }
    else { known.set(one, (made = {})); for (const key of Object.keys(one)) made[key] = copy(one[key]); }
    return made;
  };
  return copy(value);
};
`;
