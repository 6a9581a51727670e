/** Dockerfiles that people wrote, with the files that stood beside them, and what mutation makes of them. */
import type { Chance } from './chance';

/** A Dockerfile and the folder that it was built in. */
export interface WrittenDockerfile {
  readonly text: string;
  /** By path in the folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** The Dockerfiles of a recording: among its files, and typed as here-documents. */
export function dockerfilesOf(transcript: string): WrittenDockerfile[] {
  const [typed = '', ...parts] = transcript.split(/^(?=-- .+ --$)/m);
  const all = new Map(
    parts.map((part) => {
      const [head = '', ...lines] = part.split('\n');
      return [head.slice(3, -3).replace(/ mode=\d+$/, ''), lines.join('\n')] as const;
    }),
  );
  const written = [...all]
    .filter(([path]) => /Dockerfile[^/]*$/.test(path) && !path.endsWith('.dockerignore'))
    .map(([path, text]): WrittenDockerfile => ({ text, files: folderOf(all, path) }));
  const inline = [...typed.matchAll(/^\$ .*<<-?'?(\w+)'?.*\n((?:> .*\n)*?)> \1$/gm)]
    .map(([, , text = '']) => text.replace(/^> /gm, ''))
    .filter((text) => /^FROM /m.test(text))
    .map((text): WrittenDockerfile => ({ text, files: all }));
  return [...written, ...inline];
}

function folderOf(files: ReadonlyMap<string, string>, path: string): ReadonlyMap<string, string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return new Map(
    [...files]
      .filter(([other]) => other.startsWith(folder) && other !== path)
      .map(([other, text]) => [other.slice(folder.length), text]),
  );
}

/** The Dockerfiles of a page, all in one folder with what else the page writes. */
export function dockerfilesOfPage(page: string): WrittenDockerfile[] {
  const blocks = [...page.matchAll(/^```(\w+) title="([^"]+)".*\n([\s\S]*?)^```$/gm)];
  const files = new Map(
    blocks
      .filter(([, language]) => language !== 'dockerfile')
      .map(([, , path = '', text = '']) => [path.slice(path.lastIndexOf('/') + 1), text]),
  );
  return blocks
    .filter(([, language]) => language === 'dockerfile')
    .map(([, , , text = '']): WrittenDockerfile => ({ text, files }));
}

const INSTRUCTIONS = [
  'FROM', 'RUN', 'COPY', 'ADD', 'CMD', 'ENTRYPOINT', 'ENV', 'ARG', 'WORKDIR', 'USER', 'EXPOSE', 'VOLUME', 'LABEL',
  'HEALTHCHECK', 'STOPSIGNAL', 'SHELL', 'ONBUILD', 'MAINTAINER', 'RUM', 'from', 'Copy', 'INCLUDE', '',
]; // prettier-ignore

const WORDS = [
  '$', '${', '}', '${A', '${A}', '$A', '${A:-x}', '${A:+y}', '${A:?no}', '${A-}', '${A#*a}', '${A%%b}', '${A/a/b}', '${A//a}',
  '${a:-${b:-${c}}}', '$TARGETPLATFORM', '${BUILDPLATFORM}', '$TARGETARCH', '$PATH', '${PATH}:/x', '\\', '\\$A', '`', '"', "'",
  '""', "''", '"a b"', "'a b'", '"a', "b'", '[', ']', '["a"]', '["a", "b"]', "['a', 'b']", '["a",]', '[1]', '[]', '[""]', '{}',
  '["/bin/sh", "-c", "true"]', '#', '# x', '=', 'A=1', 'A=', '=1', 'A="b c"', 'A=1 B=$A', 'a.b=c', '__proto__=1', 'constructor',
  'AS', 'AS x', 'as build', 'AS 0', 'AS a/b', 'AS scratch', 'scratch', 'busybox', 'busybox:', 'busybox:latest', 'busybox@sha256:0',
  'busybox@sha256:' + '0'.repeat(64), 'nosuch', 'nosuch:1', 'localhost:5000/x', 'BusyBox', 'debian:trixie', 'alpine', 'a/b/c/d:e',
  '.', '..', '../x', '/', '//', '/x', '/x/', './', 'x', 'x/y/z', '*', '?', '[a-z]*', '**', '**/*.txt', 'a[', '/etc/passwd', '/proc/x',
  '/dev/null', '/bin/sh', '/bin', '~', '-', '--', '80', '80/tcp', '80/udp', '80/x', '1-3', '3-1', '70000', '-1', '0', '1:2', '[::1]:80',
  '127.0.0.1:1-3:4-6/UDP', 'root', 'nobody', '1000', '1000:1000', ':', '4294967295', '4294967296', '99999999999999999999', '1e9',
  '0x10', '1.5', 'SIGTERM', 'KILL', '9', '99', 'NONE', 'CMD', 'true', 'false', 'exit 1', '&&', '||', ';', '|', '>', '<', '2>&1', '&',
  '$(', ')', '(', '!', 'https://example.com/x', 'https://example.com/x.tar.gz', 'http://', 'git@github.com:a/b.git', 'ftp://x/y',
  'https://github.com/a/b.git#main:sub', '<<E', '<<-E', '<<"E"', "<<'E'", '<<E <<F', '<<', '3<<E', '<<E cat', '/E', '\u0000', '\u00a0',
  '\ufeff', '\u2028', '\u200b', '\u00e9', '\u{1f433}', '\ud800', '\u0301', '\u202e', '\t', '\u000b', '\f', '\u001b[31m', '\r',
  'x'.repeat(300), '/a'.repeat(200), 'a b c', ' ',
]; // prettier-ignore

const FLAGS = [
  '--from=0', '--from=1', '--from=build', '--from=busybox', '--from=nosuch', '--from=', '--from=-1', '--from=99999999999999999999',
  '--from=$A', '--chown=root', '--chown=1:2', '--chown=nosuch', '--chown=:', '--chown=a:b:c', '--chown=$A', '--chmod=755',
  '--chmod=u+x', '--chmod=9', '--chmod=', '--chmod=07777777', '--chmod=a=', '--link', '--link=false', '--link=x', '--parents',
  '--exclude=*', '--exclude=[', '--exclude=', '--checksum=sha256:0', '--checksum=x', '--checksum=sha256:' + 'a'.repeat(64),
  '--keep-git-dir', '--keep-git-dir=true', '--unpack', '--unpack=false', '--platform=linux/arm64', '--platform=$BUILDPLATFORM',
  '--platform=x', '--platform=', '--platform=linux/amd64/v9/x', '--platform=windows/amd64', '--mount=type=cache,target=/c',
  '--mount=type=cache', '--mount=type=bind', '--mount=type=bind,target=/x', '--mount=type=bind,from=build,source=/x,target=/y,rw',
  '--mount=type=tmpfs,target=/t', '--mount=type=tmpfs,target=/t,size=99999999999999999999', '--mount=type=secret', '--mount=type=ssh',
  '--mount=type=secret,id=s', '--mount=type=secret,id=s,required=true', '--mount=type=secret,id=s,env=S', '--mount=type=nope',
  '--mount=type=secret,id=s,mode=0999', '--mount=target=/x,from=nosuch', '--mount=', '--mount=x', '--mount="', '--mount=type=cache,id=$A',
  '--mount=type=cache,target=/c,sharing=no', '--mount=type=cache,target=/,uid=-1', '--mount=type=bind,target=/,from=busybox',
  '--mount=type=cache,target=../c,mode=0', '--network=none', '--network=host', '--network=x', '--security=insecure', '--security=x',
  '--device=x', '--interval=1s', '--interval=x', '--interval=-1s', '--interval=1ns', '--timeout=0', '--retries=-1', '--retries=x',
  '--retries=99999999999999999999', '--start-period=9999999h', '--start-interval=0.5s', '--nosuch', '--nosuch=1', '--', '--=', '-x',
  '--from', '--chown', '--from=a --from=b', '--link --link', '--__proto__=1', '--constructor', '--toString=x',
]; // prettier-ignore

const LINES = [
  '# syntax=docker/dockerfile:1', '# syntax=nosuch/x', '# escape=`', '# escape=\\', '# escape=x', '# check=skip=all', '# check=error=true',
  '# check=skip=JSONArgsRecommended;error=true', '# check=x', '# nosuch=1', '#', '# a comment', '', ' ', '\t', '\\', '`', 'E', 'EOF',
  'FROM scratch', 'FROM busybox', 'FROM busybox AS build', 'FROM build', 'FROM 0', 'FROM ${BASE:-busybox}', 'FROM $NOPE', 'ARG A',
  'FROM --platform=$TARGETPLATFORM busybox AS b2', 'FROM busybox AS build', 'FROM x AS x', 'ARG A=1', 'ARG BASE=busybox', 'ARG A B=$A C="x y"',
  'ARG 1A=2', 'ARG A-B=2', 'ARG', 'ARG TARGETARCH', 'ARG TARGETPLATFORM=x', 'ARG HTTP_PROXY=x', 'ENV A=1', 'ENV A 1', 'ENV A', 'ENV', 'ENV A=1 B',
  'ENV PATH=', 'ENV PATH=/nowhere', 'ENV A=$A$A$A', 'RUN true', 'RUN false', 'RUN exit 300', 'RUN', 'RUN [', 'RUN []', 'RUN ["true"]', 'RUN ["nosuch"]',
  "RUN ['true']", 'RUN nosuch', 'RUN echo $A > /a', 'RUN kill -9 $$', 'RUN cd /nosuch', 'RUN rm -rf /', 'RUN rm -rf /bin', 'RUN mv /bin /b', 'RUN mkdir x',
  'RUN <<E\necho a\nE', 'RUN <<E cat\n$A\nE', 'RUN <<-E sh\n\techo b\n\tE', 'RUN <<E\n#!/bin/sh\necho c\nE', 'RUN <<E\n#!/nosuch\nE', 'RUN <<E\nE',
  'RUN <<E <<F\na\nE\nb\nF', 'RUN <<E\nnever ended', 'RUN cat <<E > /x\na\nE', 'RUN <<E;true\nE', 'RUN chmod 000 /bin/sh', 'RUN ln -s / /loop', 'RUN ln -s loop /loop',
  'COPY <<E /e\nhi $A\nE', "COPY <<'E' <<F /d/\n$A\nE\nb\nF", 'COPY <<E <<F /d\nE\nF', 'COPY . /', 'COPY . .', 'COPY nosuch /', 'COPY ../x /', 'COPY * /all/', 'COPY /',
  'COPY', 'COPY ["."]', 'COPY [".", "/x y/"]', 'COPY --from=build /bin /b', 'COPY --from=0 / /copy', 'COPY --from=busybox /nosuch /', 'COPY . /bin/sh', 'COPY . /etc/passwd/x',
  'COPY --link . /l/', 'COPY --from=busybox --link /bin/sh /s', 'COPY --parents ./a/b /p/', 'ADD . /add/', 'ADD https://example.com/ /', 'ADD nosuch.tar /', 'ADD https://x/y z',
  'ADD --checksum=sha256:0 . /', 'CMD', 'CMD []', 'CMD ["a"', 'CMD a "b', "CMD ['a']", 'ENTRYPOINT ["sh"]', 'ENTRYPOINT', 'CMD x', 'ENTRYPOINT y', 'WORKDIR', 'WORKDIR /w', 'WORKDIR w',
  'WORKDIR ../..', 'WORKDIR $A', 'WORKDIR /bin/sh', 'WORKDIR /etc/passwd/x', 'WORKDIR "', 'USER', 'USER nobody', 'USER nosuch', 'USER 99999:99999', 'USER $A', 'USER a b', 'EXPOSE',
  'EXPOSE 80 443/tcp', 'EXPOSE x', 'EXPOSE 1-70000', 'EXPOSE $A', 'VOLUME', 'VOLUME /v', 'VOLUME ["/v", "/w"]', 'VOLUME []', 'VOLUME ""', 'LABEL', 'LABEL a=b', 'LABEL a b', 'LABEL a',
  'LABEL "a=b', 'HEALTHCHECK', 'HEALTHCHECK NONE', 'HEALTHCHECK NONE x', 'HEALTHCHECK CMD true', 'HEALTHCHECK CMD', 'HEALTHCHECK X', 'HEALTHCHECK CMD ["x"]', 'STOPSIGNAL', 'STOPSIGNAL SIGX',
  'STOPSIGNAL SIGTERM', 'STOPSIGNAL $A', 'SHELL', 'SHELL ["sh", "-c"]', 'SHELL []', 'SHELL sh', 'SHELL [""]', 'SHELL ["nosuch"]', 'SHELL ["sh", "-exc"]', 'ONBUILD', 'ONBUILD RUN true',
  'ONBUILD ONBUILD RUN x', 'ONBUILD FROM x', 'ONBUILD MAINTAINER x', 'ONBUILD COPY --from=build a b', 'ONBUILD COPY <<E /x', 'ONBUILD nosuch', 'ONBUILD COPY . /o/', 'MAINTAINER', 'MAINTAINER x',
]; // prettier-ignore

/** A Dockerfile with some things changed, and now and then one made of lines that do not belong together. */
export function mutatedDockerfile(chance: Chance, seeds: readonly WrittenDockerfile[]): WrittenDockerfile {
  const seed = chance.of(seeds);
  if (chance.is(0.02)) return { ...seed, text: randomBytes(chance) };
  let text = chance.is(0.2) ? madeOfLines(chance) : seed.text;
  // What cannot be pulled ends a build before anything else is tried.
  if (chance.is(0.8))
    text = text.replace(/^(FROM (?:--\S+ )?)(?!busybox|scratch|\$)[^\s.:]*[.:/-]\S*/gm, '$1busybox');
  for (let left = chance.below(5); left > 0; left--) text = mutatedOnce(chance, text, seeds);
  return { ...seed, text };
}

function madeOfLines(chance: Chance): string {
  const lines = Array.from({ length: 1 + chance.below(8) }, () => chance.of(LINES));
  return [...(chance.is(0.85) ? ['FROM busybox AS build'] : []), ...lines].join('\n');
}

function randomBytes(chance: Chance): string {
  const most = chance.of([127, 255, 0xffff]);
  return String.fromCharCode(...chance.some(200, () => chance.below(most)));
}

function mutatedOnce(chance: Chance, text: string, seeds: readonly WrittenDockerfile[]): string {
  const lines = text.split('\n');
  const at = chance.below(lines.length);
  const line = lines[at] ?? '';
  const place = chance.below(text.length + 1);
  const words = line.split(/(?<=\s)(?=\S)/);
  const word = chance.below(words.length);
  const withLine = (...put: string[]): string => lines.toSpliced(at, 1, ...put).join('\n');
  switch (chance.below(18)) {
    case 0:
      return withLine();
    case 1:
      return withLine(line, line);
    case 2:
    case 3:
      return withLine(chance.of(LINES), line);
    case 4:
      return lines.toSpliced(at, 1).toSpliced(chance.below(lines.length), 0, line).join('\n');
    case 5:
      return withLine(words.with(0, `${chance.of(INSTRUCTIONS)} `).join(''));
    case 6:
      return withLine(words.toSpliced(1, 0, `${chance.of(FLAGS)} `).join(''));
    case 7:
      return withLine(words.with(word, `${chance.of(WORDS)} `).join(''));
    case 8:
      return withLine(words.toSpliced(word, 0, `${chance.of(WORDS)} `).join(''));
    case 9:
      return withLine(words.toSpliced(word, 1).join(''));
    case 10:
      return text.slice(0, place) + chance.of(WORDS) + text.slice(place);
    case 11:
      return text.slice(0, place) + text.slice(place + 1 + chance.below(8));
    case 12:
      return text.slice(0, place);
    case 13:
      return withLine(`ONBUILD ${line}`);
    case 14:
      return chance.is(0.5) ? text.replaceAll('\n', '\r\n') : withLine(`${line}\r`);
    case 15:
      return withLine(`${line} \\`);
    case 16: {
      const other = chance.of(seeds).text.split('\n');
      return withLine(line, ...other.slice(chance.below(other.length)));
    }
    default:
      return `${chance.of(LINES)}\n${text}`;
  }
}
