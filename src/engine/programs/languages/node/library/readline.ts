/** The modules readline and readline/promises, written in JavaScript over `native`. */
export const READLINE = String.raw`
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
function Interface(input, output) {
  if (!(this instanceof Interface)) return new Interface(input, output);
  const options = input?.input ? input : { input, output };
  EventEmitter.call(this);
  this.line = '';
  this.cursor = 0;
  this.terminal = Boolean(options.terminal ?? options.output?.isTTY);
  this.closed = false;
  this.input = options.input;
  this.output = options.output;
  native.hide(this, '_prompt', options.prompt ?? '> ');
  native.hide(this, '_rest', '');
  native.hide(this, '_decoder', new StringDecoder('utf8'));
  native.hide(this, '_isCut', false);
  if (!this.input) throw native.badArgument('input', 'an instance of Stream', this.input);
  const onData = (data) => this._take(this._decoder.write(data));
  const onEnd = () => { if (this._rest) { const line = this._rest; native.hide(this, '_rest', ''); this._line(line); } this.close(); };
  this.input.on('data', onData);
  this.input.on('end', onEnd);
  native.hide(this, '_leave', () => { this.input.removeListener('data', onData); this.input.removeListener('end', onEnd); });
  this.input.resume();
}
Object.setPrototypeOf(Interface.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Interface, EventEmitter);
native.methods(Interface.prototype, {
  _take(text) {
    const parts = (this._rest + text).split(/\r\n|\n|\r/);
    native.hide(this, '_rest', parts.pop());
    for (const line of parts) this._line(line);
  },
  _line(line) {
    if (this._question) { const done = this._question; native.hide(this, '_question', undefined); done(line); }
    else this.emit('line', line);
  },
  getPrompt() { return this._prompt; },
  setPrompt(text) { native.hide(this, '_prompt', text); },
  prompt() { if (this.paused) this.resume(); this.output?.write(this._prompt); },
  question(text, options, given) {
    const done = typeof options === 'function' ? options : given;
    if (this.closed) throw native.fault('Error', 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    if (this._question) { this.prompt(); return; }
    this.output?.write(text);
    native.hide(this, '_question', done);
  },
  write(text) { this._take(text); },
  pause() { if (!this.paused) { native.hide(this, 'paused', true); this.input.pause(); this.emit('pause'); } return this; },
  resume() { if (this.paused) { native.hide(this, 'paused', false); this.input.resume(); this.emit('resume'); } return this; },
  close() {
    if (this.closed) return;
    this.pause();
    this._leave();
    this.closed = true;
    this.emit('close');
  },
  async *[Symbol.asyncIterator]() {
    const ready = [];
    let wake = () => {}, isOver = this.closed;
    this.on('line', (line) => { ready.push(line); wake(); });
    this.on('close', () => { isOver = true; wake(); });
    try {
      for (;;) {
        while (ready.length > 0) yield ready.shift();
        if (isOver) return;
        await new Promise((resolve) => { wake = resolve; });
      }
    } finally { this.close(); }
  },
});
const write = (stream, text, done) => { const made = stream?.write?.(text); if (typeof done === 'function') process.nextTick(done, null); return made ?? true; };
module.exports = {
  Interface, createInterface: (input, output) => new Interface(input, output),
  clearLine: (stream, way, done) => write(stream, way < 0 ? '\x1b[1K' : way > 0 ? '\x1b[0K' : '\x1b[2K', done),
  cursorTo: (stream, x, y, done) => write(stream, typeof y === 'number' ? '\x1b[' + (y + 1) + ';' + (x + 1) + 'H' : '\x1b[' + (x + 1) + 'G', typeof y === 'function' ? y : done),
  moveCursor: (stream, dx, dy, done) => write(stream, (dx < 0 ? '\x1b[' + -dx + 'D' : dx > 0 ? '\x1b[' + dx + 'C' : '') + (dy < 0 ? '\x1b[' + -dy + 'A' : dy > 0 ? '\x1b[' + dy + 'B' : ''), done),
  clearScreenDown: (stream, done) => write(stream, '\x1b[0J', done),
  emitKeypressEvents: () => native.notModelled('readline.emitKeypressEvents'),
};
class Later extends Interface {
  question(text, options) {
    return new Promise((resolve, reject) => {
      const signal = options?.signal;
      if (signal?.aborted) { reject(native.aborted(signal.reason)); return; }
      if (this.closed) { reject(native.fault('Error', 'ERR_USE_AFTER_CLOSE', 'readline was closed')); return; }
      signal?.addEventListener('abort', () => { native.hide(this, '_question', undefined); reject(native.aborted(signal.reason)); }, { once: true });
      super.question(text, resolve);
    });
  }
}
module.exports.promises = { Interface: Later, createInterface: (input, output) => new Later(input, output) };
`;
