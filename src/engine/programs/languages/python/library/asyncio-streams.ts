/** asyncio's streams, over sockets and a program's pipes: threads that tell the loop. */
export const ASYNCIO_STREAMS: Readonly<Record<string, string>> = {
  'asyncio.streams': `
import socket
import threading
from asyncio import events, tasks
from asyncio.exceptions import IncompleteReadError, LimitOverrunError

def _in_background(loop, work):
    """Runs work(tell) in a thread; tell(callback, ...) has the loop call back, while there is one."""
    def tell(callback, *args):
        if not loop.is_closed():
            loop.call_soon_threadsafe(callback, *args)
    threading.Thread(target=work, args=(tell,), daemon=True).start()

class StreamReader:
    def __init__(self, limit=65536, loop=None):
        self._limit, self._loop = limit, loop or events.get_event_loop()
        self._held, self._is_over, self._error, self._waiter = bytearray(), False, None, None
    def _news(self):
        if self._waiter is not None:
            tasks._settle_if_open(self._waiter)
    def feed_data(self, data):
        self._held += data
        self._news()
    def feed_eof(self):
        self._is_over = True
        self._news()
    def exception(self):
        return self._error
    def set_exception(self, exc):
        self._error = exc
        self._news()
    def at_eof(self):
        return self._is_over and not self._held
    async def _wait_for_data(self, func_name):
        if self._waiter is not None:
            raise RuntimeError(f'{func_name}() called while another coroutine is already waiting for incoming data')
        if self._error is not None:
            raise self._error
        self._waiter = self._loop.create_future()
        try:
            await self._waiter  #@539:asyncio/streams.py
        finally:
            self._waiter = None
    def _take(self, count=None):
        taken = bytes(self._held[:count])
        self._held = self._held[len(taken):]
        return taken
    async def read(self, n=-1):
        whole = []
        while n < 0:
            block = await self.read(self._limit)  #@723:asyncio/streams.py
            if not block:
                return b''.join(whole)
            whole.append(block)
        while n > 0 and not self._held and not self._is_over:
            await self._wait_for_data('read')  #@730:asyncio/streams.py
        return self._take(n)
    async def readexactly(self, n):
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        while len(self._held) < n:
            if self._is_over:
                raise IncompleteReadError(self._take(), n)
            await self._wait_for_data('readexactly')  #@769:asyncio/streams.py
        return self._take(n)
    async def readuntil(self, separator=b'\\n'):
        ends = separator if isinstance(separator, tuple) else (separator,)
        if not all(ends):
            raise ValueError('Separator should be at least one-byte string')
        while True:
            held = bytes(self._held)
            found = [held.find(end) + len(end) for end in ends if end in held]
            if found:
                break
            if len(held) > self._limit:
                raise LimitOverrunError('Separator is not found, and chunk exceed the limit', len(held))
            if self._is_over:
                raise IncompleteReadError(self._take(), None)
            await self._wait_for_data('readuntil')  #@677:asyncio/streams.py
        if min(found) > self._limit:
            raise LimitOverrunError('Separator is found, but chunk is longer than limit', min(found))
        return self._take(min(found))
    async def readline(self):
        sep = b'\\n'
        try:
            line = await self.readuntil(sep)  #@562:asyncio/streams.py
        except IncompleteReadError as error:
            return error.partial
        except LimitOverrunError as error:
            self._take(error.consumed)
            raise ValueError(error.args[0])
        return line
    def __aiter__(self):
        return self
    async def __anext__(self):
        if line := await self.readline():
            return line
        raise StopAsyncIteration

class StreamWriter:
    def __init__(self, sock, loop):
        self._sock, self._loop, self._is_closing = sock, loop, False
    transport = property(lambda self: self)
    def get_extra_info(self, name, default=None):
        known = {'socket': lambda: self._sock, 'peername': self._sock.getpeername, 'sockname': self._sock.getsockname}
        return known[name]() if name in known else default
    def write(self, data):
        try:
            if not self._is_closing:
                self._sock.sendall(data)
        except OSError:
            # As with a real transport, the next drain would tell.
            return
    def writelines(self, data):
        self.write(b''.join(data))
    def can_write_eof(self):
        return True
    def write_eof(self):
        self._sock.shutdown(socket.SHUT_WR)
    def is_closing(self):
        return self._is_closing
    def close(self):
        if not self._is_closing:
            self._sock.close()
        self._is_closing = True
    async def drain(self):
        await tasks.sleep(0)
    wait_closed = drain

def _streams(sock, loop):
    """Both ends of a connection."""
    reader, writer = StreamReader(loop=loop), StreamWriter(sock, loop)
    def receive(tell):
        data = True
        while data:
            try:
                data = sock.recv(65536)
            except OSError as error:
                data = b''
                if not writer.is_closing():
                    tell(reader.set_exception, error)
            if data:
                tell(reader.feed_data, data)
        tell(reader.feed_eof)
    _in_background(loop, receive)
    return reader, writer

async def open_connection(host=None, port=None, **options):
    loop = events.get_running_loop()
    connected = loop.create_future()
    def settle(how, what):
        if not connected.done():
            connected._settle(how, what)
    def connect(tell):
        sock = socket.socket()
        try:
            sock.connect((host, port))
        except OSError as error:
            if error.errno is not None and error.errno > 0:
                error = type(error)(error.errno, f'Connect call failed {(socket.gethostbyname(host), port)}')
            tell(settle, 'exception', error)
        else:
            tell(settle, 'result', sock)
    _in_background(loop, connect)
    return _streams(await connected, loop)

class Server:
    def __init__(self, sock, callback, loop):
        self.sockets, self._callback, self._loop = (sock,), callback, loop
        self._gone, self._serving_forever_fut = loop.create_future(), None
        def accept(tell):
            while True:
                try:
                    tell(self._welcome, sock.accept()[0])
                except OSError:
                    return
        _in_background(loop, accept)
    def __repr__(self):
        return f'<Server sockets={self.sockets!r}>'
    def get_loop(self):
        return self._loop
    def _welcome(self, sock):
        reader, writer = _streams(sock, self._loop)
        made = self._callback(reader, writer)
        if not tasks.iscoroutine(made):
            return
        def ended(task):
            how, what = task._seen()
            if how == 'exception':
                self._loop.call_exception_handler(dict(message='Unhandled exception in client_connected_cb', exception=what, transport=writer))
            if how != 'result':
                writer.close()
        self._loop.create_task(made).add_done_callback(ended)
    def is_serving(self):
        return not self._gone.done()
    async def start_serving(self):
        await tasks.sleep(0)
    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut  #@379:asyncio/base_events.py
        finally:
            self._serving_forever_fut = None
            self.close()
    def close(self):
        while self.sockets:
            self.sockets[0].close()
            self.sockets = self.sockets[1:]
        if self._serving_forever_fut is not None:
            self._serving_forever_fut.cancel()
        tasks._settle_if_open(self._gone)
    async def wait_closed(self):
        await self._gone
    async def __aenter__(self):
        return self
    async def __aexit__(self, *_):
        self.close()
        await self.wait_closed()

async def start_server(client_connected_cb, host=None, port=None, **options):
    address = host or '0.0.0.0', port or 0
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(address)
    except OSError as error:
        raise OSError(error.errno, f'error while attempting to bind on address {address!r}: {error.strerror.lower()}') from None
    sock.listen(100)
    return Server(sock, client_connected_cb, events.get_running_loop())
`,
  'asyncio.subprocess': `
import subprocess
from subprocess import PIPE, STDOUT, DEVNULL
from asyncio import events
from asyncio.streams import StreamReader, _in_background

class Process:
    def __init__(self, popen, loop):
        self._popen, self._loop = popen, loop
        self.pid, self.stdin = popen.pid, popen.stdin
        self.stdout, self.stderr = self._stream(popen.stdout), self._stream(popen.stderr)
    def __repr__(self):
        return f'<Process {self.pid}>'
    def _stream(self, pipe):
        if pipe is None:
            return None
        reader = StreamReader(loop=self._loop)
        def receive(tell):
            for line in pipe:
                tell(reader.feed_data, line)
            tell(reader.feed_eof)
        _in_background(self._loop, receive)
        return reader
    returncode = property(lambda self: self._popen.returncode)
    async def wait(self):
        return await self._loop.run_in_executor(None, self._popen.wait)
    async def communicate(self, input=None):
        if input is not None:
            self.stdin.write(input)
        if self.stdin is not None:
            self.stdin.close()
        told = [None if one is None else await one.read() for one in (self.stdout, self.stderr)]
        await self.wait()
        return tuple(told)
    def send_signal(self, signal):
        self._popen.send_signal(signal)
    def terminate(self):
        self._popen.terminate()
    def kill(self):
        self._popen.kill()

async def create_subprocess_exec(program, *args, **options):
    return Process(subprocess.Popen([program, *args], **options), events.get_running_loop())

async def create_subprocess_shell(cmd, **options):
    return Process(subprocess.Popen(cmd, shell=True, **options), events.get_running_loop())
`,
};
