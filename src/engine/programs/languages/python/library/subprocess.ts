/** subprocess, written in Python over what the machine offers. */
export const SUBPROCESS: Readonly<Record<string, string>> = {
  subprocess: `
import os
import signal
import threading
import _machine
from time import monotonic as _now, sleep as _sleep

PIPE, STDOUT, DEVNULL = range(-1, -4, -1)

class SubprocessError(Exception):
    pass

class _Ended(SubprocessError):
    """What was printed by a command that did not end well."""
    def _tells(self, **about):
        for name, value in about.items():
            setattr(self, name, value)
    @property
    def stdout(self):
        return self.output
    @stdout.setter
    def stdout(self, value):
        self.output = value

class CalledProcessError(_Ended):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self._tells(returncode=returncode, cmd=cmd, output=output, stderr=stderr)
    def __str__(self):
        end = f'returned non-zero exit status {self.returncode}'
        if self.returncode < 0:
            try:
                end = f'died with {signal.Signals(-self.returncode)!r}'
            except ValueError:
                end = f'died with unknown signal {-self.returncode}'
        return f"Command '{self.cmd}' {end}."

class TimeoutExpired(_Ended):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self._tells(cmd=cmd, timeout=timeout, output=output, stderr=stderr)
    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.__dict__.update(args=args, returncode=returncode, stdout=stdout, stderr=stderr)
    def __repr__(self):
        always = ('args', 'returncode')
        shown = [f'{name}={value!r}' for name, value in vars(self).items() if name in always or value is not None]
        return f'CompletedProcess({", ".join(shown)})'
    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)  #@508

def _words(args):
    if isinstance(args, (str, bytes, os.PathLike)):
        args = [args]
    words = [os.fspath(one) for one in args]
    return words

class _Patience:
    """How long something may take, and how long is left."""
    def __init__(self, seconds):
        self.seconds, self._end = seconds, None if seconds is None else _now() + seconds
    def left(self):
        return None if self._end is None else self._end - _now()
    def is_over(self):
        return self._end is not None and self.left() <= 0

class Popen:
    _streams = ('stdin', 'w'), ('stdout', 'r'), ('stderr', 'r')
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if None not in (text, universal_newlines) and bool(text) is not bool(universal_newlines):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied but different. Pass one or the other.')
        self.args, self.pid, self.returncode = args, None, None
        self.text_mode = encoding or errors or text or universal_newlines
        self._readers, self._found = {}, {}
        ends = [given if given is None or isinstance(given, int) else given.fileno() for given in (stdin, stdout, stderr)]
        words = _words(args)
        if shell:
            words = ['/bin/sh', '-c', *words]
        if not words:
            raise IndexError("list index out of range")  #@1039,1838
        made = _machine.spawn(words, executable, *ends, cwd, env, bool(start_new_session) or process_group == 0)
        if made[0] == '':
            raise OSError(made[1], os.strerror(made[1]), made[2])  #@1039,1972
        self.pid, *fds = made
        for (name, mode), fd in zip(self._streams, fds):
            opened = None if fd < 0 else _machine.file(fd, mode if self.text_mode else mode + 'b', encoding)
            setattr(self, name, opened)
    def __repr__(self):
        text = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        return text if len(text) <= 80 else f'{text[:76]}...>'
    def __enter__(self):
        return self
    def __exit__(self, *problem):
        for one in (self.stdout, self.stderr, self.stdin):
            self._close(one)
        self.wait()
    @property
    def universal_newlines(self):
        return self.text_mode
    def _close(self, stream):
        try:
            if stream:
                stream.close()
        except BrokenPipeError:
            pass
    def poll(self):
        if self.returncode is None:
            self.returncode = _machine.wait(self.pid, True)
        return self.returncode
    def _ends(self, patience):
        """Whether the child is over in time."""
        pause = 0.001
        while patience.seconds is not None and self.poll() is None:
            if patience.is_over():
                return False
            _sleep(min(pause, patience.left()))
            pause = min(2 * pause, 0.05)
        while self.returncode is None:
            self.returncode = _machine.wait(self.pid, False)
        return True
    def wait(self, timeout=None):
        if not self._ends(_Patience(timeout)):
            raise TimeoutExpired(self.args, timeout)  #@1280,2058
        return self.returncode
    def _read(self, name):
        stream = getattr(self, name)
        chunks = self._found[name] = []
        while chunk := stream.read(65536):
            chunks.append(chunk)
        stream.close()
    def _said(self, name, usual):
        if name not in self._found:
            return None
        return ('' if self.text_mode else b'').join(self._found[name]) or usual
    def communicate(self, input=None, timeout=None):
        patience = _Patience(timeout)
        for name, mode in self._streams[1:]:
            if getattr(self, name) and name not in self._readers:
                self._readers[name] = threading.Thread(target=self._read, args=(name,), daemon=True)
                self._readers[name].start()
        try:
            if self.stdin and input:
                self.stdin.write(input)
        except BrokenPipeError:
            pass
        self._close(self.stdin)
        for one in self._readers.values():
            one.join(timeout if timeout is None else max(0, patience.left()))
        if any(one.is_alive() for one in self._readers.values()):
            raise TimeoutExpired(self.args, timeout, *(said and bytes(said, 'utf-8') if isinstance(said, str) else said for said in (self._said('stdout', None), self._said('stderr', None))))  #@1222,2129,1269
        if not self._ends(patience):
            raise TimeoutExpired(self.args, timeout)  #@1222,2154,1280,2058
        usual = '' if self.text_mode else b''
        return self._said('stdout', usual), self._said('stderr', usual)
    def send_signal(self, sig):
        if self.poll() is None:
            os.kill(self.pid, sig)
    def terminate(self):
        self.send_signal(signal.SIGTERM)
    def kill(self):
        self.send_signal(signal.SIGKILL)

def _given(kwargs, *names):
    return any(kwargs.get(name) is not None for name in names)

def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None and _given(kwargs, 'stdin'):
        raise ValueError('stdin and input arguments may not both be used.')  #@544
    if capture_output and _given(kwargs, 'stdout', 'stderr'):
        raise ValueError('stdout and stderr arguments may not be used with capture_output.')  #@549
    kwargs |= {} if input is None else {'stdin': PIPE}
    kwargs |= {'stdout': PIPE, 'stderr': PIPE} if capture_output else {}
    process = Popen(*popenargs, **kwargs)  #@554
    with process:
        try:
            said = process.communicate(input, timeout=timeout)  #@556
        except:
            process.kill()
            raise
        done = CompletedProcess(process.args, process.poll(), *said)
    if check and done.returncode:
        raise CalledProcessError(done.returncode, done.args, *said)  #@577
    return done

def call(*popenargs, timeout=None, **kwargs):
    process = Popen(*popenargs, **kwargs)  #@395
    with process:
        try:
            return process.wait(timeout)  #@397
        except:
            process.kill()
            raise

def check_call(*popenargs, **kwargs):
    status = call(*popenargs, **kwargs)  #@414
    if status:
        raise CalledProcessError(status, kwargs.get('args', *popenargs[:1]))  #@419
    return status

def check_output(*popenargs, timeout=None, **kwargs):
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')  #@460
    return run(*popenargs, **kwargs, stdout=PIPE, timeout=timeout, check=True).stdout  #@472

def getstatusoutput(cmd, *, encoding=None, errors=None):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding, errors=errors)
    return done.returncode, done.stdout.removesuffix('\\n')

def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]

def list2cmdline(seq):
    """As Windows reads a line: a word in double quotes, a quote or what stands before one behind backslashes."""
    words = []
    for word in map(os.fsdecode, seq):
        quoted, slashes = '', 0
        for char in word:
            quoted += '\\\\' * (slashes + 1) + char if char == '"' else char
            slashes = slashes + 1 if char == '\\\\' else 0
        needs = not word or ' ' in word or '\\t' in word
        words.append(f'"{quoted}{"\\\\" * slashes}"' if needs else quoted)
    return ' '.join(words)
#@@ 395 call
    with Popen(*popenargs, **kwargs) as p:
         ~~~~~^^^^^^^^^^^^^^^^^^^^^^
#@@ 397 call
    return p.wait(timeout=timeout)
           ~~~~~~^^^^^^^^^^^^^^^^^
#@@ 414 check_call
    retcode = call(*popenargs, **kwargs)
#@@ 419 check_call
    raise CalledProcessError(retcode, cmd)
#@@ 460 check_output
    raise ValueError(f'{kw} argument not allowed, it will be overridden.')
#@@ 472 check_output
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True,
           ~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               **kwargs).stdout
               ^^^^^^^^^
#@@ 508 check_returncode
    raise CalledProcessError(self.returncode, self.args, self.stdout,
                             self.stderr)
#@@ 544 run
    raise ValueError('stdin and input arguments may not both be used.')
#@@ 549 run
    raise ValueError('stdout and stderr arguments may not be used '
                     'with capture_output.')
#@@ 554 run
    with Popen(*popenargs, **kwargs) as process:
         ~~~~~^^^^^^^^^^^^^^^^^^^^^^
#@@ 556 run
    stdout, stderr = process.communicate(input, timeout=timeout)
                     ~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 577 run
    raise CalledProcessError(retcode, process.args,
                             output=stdout, stderr=stderr)
#@@ 1039 __init__
    self._execute_child(args, executable, preexec_fn, close_fds,
    ~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                        pass_fds, cwd, env,
                        ^^^^^^^^^^^^^^^^^^^
    ...<5 lines>...
                        gid, gids, uid, umask,
                        ^^^^^^^^^^^^^^^^^^^^^^
                        start_new_session, process_group)
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 1222 communicate
    stdout, stderr = self._communicate(input, endtime, timeout)
                     ~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 1269 _check_timeout
    raise TimeoutExpired(
    ...<2 lines>...
            stderr=b''.join(stderr_seq) if stderr_seq else None)
#@@ 1280 wait
    return self._wait(timeout=timeout)
           ~~~~~~~~~~^^^^^^^^^^^^^^^^^
#@@ 1838 _execute_child
    executable = args[0]
                 ~~~~^^^
#@@ 1972 _execute_child
    raise child_exception_type(errno_num, err_msg, err_filename)
#@@ 2058 _wait
    raise TimeoutExpired(self.args, timeout)
#@@ 2129 _communicate
    self._check_timeout(endtime, orig_timeout, stdout, stderr)
    ~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 2154 _communicate
    self.wait(timeout=self._remaining_time(endtime))
    ~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
};
