/** socketserver, written in Python over sockets. */
export const SOCKETSERVER: Readonly<Record<string, string>> = {
  socketserver: `
import socket
import sys
import _thread

class BaseServer:
    timeout = None
    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self._stops, self._busy = False, _thread.allocate_lock()
    def __enter__(self):
        return self
    def __exit__(self, *problem):
        self.server_close()
    def server_activate(self):
        pass
    server_close = service_actions = handle_timeout = server_activate
    def serve_forever(self, poll_interval=0.5):
        with self._busy:
            while not self._stops:
                self.handle_request()
                self.service_actions()
    def shutdown(self):
        self._stops = True
        if self._busy.locked():
            self._rouse()
        with self._busy:
            self._stops = False
    def verify_request(self, *pair):
        return True
    def handle_request(self):
        """The pair is the connection, and who is at its other end."""
        pair = self.get_request()
        if not self._stops and self.verify_request(*pair):
            with _Attempt(self, pair) as attempt:
                self.process_request(*pair)  #@318
                attempt.closes = False
        else:
            self.shutdown_request(pair[0])
    def process_request(self, *pair):
        self.finish_request(*pair)  #@349
        self.shutdown_request(pair[0])
    def finish_request(self, *pair):
        self.RequestHandlerClass(*pair, self)  #@362
    def shutdown_request(self, request):
        self.close_request(request)
    def handle_error(self, request, client_address):
        from traceback import format_exc
        rule = '-' * 40
        sys.stderr.write(f'{rule}\\nException occurred during processing of request from {client_address}\\n{format_exc()}{rule}\\n')

class _Attempt:
    """To answer: what fails is told to the server, and the connection closed."""
    def __init__(self, server, pair):
        self.server, self.pair, self.closes = server, pair, True
    def __enter__(self):
        return self
    def __exit__(self, kind, problem, trace):
        is_told = isinstance(problem, Exception)
        if is_told:
            self.server.handle_error(*self.pair)
        if self.closes:
            self.server.shutdown_request(self.pair[0])
        return is_told

class TCPServer(BaseServer):
    address_family, socket_type = socket.AF_INET, socket.SOCK_STREAM
    request_queue_size, allow_reuse_address, allow_reuse_port = 5, False, False
    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        try:
            if bind_and_activate:
                self.server_bind()
                self.server_activate()
        except OSError:
            self.server_close()
            raise
    def server_bind(self):
        own = self.socket
        own.bind(self.server_address)
        self.server_address = own.getsockname()
    def server_activate(self):
        self.socket.listen(self.request_queue_size)
    def server_close(self):
        self.close_request(self.socket)
    def fileno(self):
        return self.socket.fileno()
    def get_request(self):
        return self.socket.accept()
    def close_request(self, request):
        request.close()
    def _rouse(self):
        """Ends the wait for somebody to connect."""
        host, port = self.server_address[:2]
        socket.create_connection((host, port)).close()

class ThreadingMixIn:
    daemon_threads, block_on_close = False, True
    _workers = ()
    def process_request_thread(self, *pair):
        with _Attempt(self, pair):
            self.finish_request(*pair)  #@697
    def process_request(self, *pair):
        import threading
        worker = threading.Thread(target=self.process_request_thread, args=pair, daemon=self.daemon_threads)
        self._workers = [*(one for one in self._workers if one.is_alive()), worker]
        worker.start()
    def server_close(self):
        super().server_close()
        if self.block_on_close and not self.daemon_threads:
            for worker in self._workers:
                worker.join()

class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass

class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()  #@766
        finally:
            self.finish()
    def setup(self):
        pass
    handle = finish = setup

class _Stream:
    """A connection's bytes as a file."""
    def __init__(self, connection):
        self._connection, self._ahead = connection, b''
    def _fetch(self, is_enough):
        while not is_enough() and (more := self._connection.recv(65536)):
            self._ahead += more
    def _take(self, size):
        taken, self._ahead = self._ahead[:size], self._ahead[size:]
        return taken
    def read(self, size=-1):
        self._fetch(lambda: 0 <= size <= len(self._ahead))
        return self._take(len(self._ahead) if size < 0 else size)
    def readline(self, limit=-1):
        self._fetch(lambda: b'\\n' in self._ahead)
        return self._take(self._ahead.find(b'\\n') + 1 or len(self._ahead))
    def __iter__(self):
        while line := self.readline():
            yield line
    def readlines(self):
        return [*self]
    def write(self, data):
        self._connection.sendall(data)
        return len(data)
    def flush(self):
        pass
    close = flush

class StreamRequestHandler(BaseRequestHandler):
    rbufsize, wbufsize, timeout = -1, 0, None
    def setup(self):
        self.connection = self.request
        self.rfile = self.wfile = _Stream(self.connection)
#@@ 318 _handle_request_noblock
    self.process_request(request, client_address)
    ~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 349 process_request
    self.finish_request(request, client_address)
    ~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 362 finish_request
    self.RequestHandlerClass(request, client_address, self)
    ~~~~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 697 process_request_thread
    self.finish_request(request, client_address)
    ~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 766 __init__
    self.handle()
    ~~~~~~~~~~~^^
`,
};
