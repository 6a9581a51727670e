import { describe, expect, test } from 'vitest';
import { explainLine } from '../../../../src/engine/cli/explain';

/** What is said of the words of a line: `text: meaning`, parts behind a dash, what is wrong behind a `!`. */
function said(line: string): readonly string[] {
  const { words, problems } = explainLine(line);
  return [
    ...words.flatMap(({ text, means, parts, isWrong }) => [
      `${isWrong ? '! ' : ''}${text}: ${means}`,
      ...parts.map((part) => `- ${part.text}: ${part.means}`),
    ]),
    ...problems.map((problem) => `! ${problem}`),
  ];
}

test('every word stands where it says, in the order of the line', () => {
  const line = 'A=1 docker run -d --name=web  -p 80:80 nginx 2>&1 | grep -c "x y" && echo $(docker ps -q)';
  const { words } = explainLine(line);
  for (const { start, end, text } of words) expect(line.slice(start, end)).toBe(text);
  expect(words.filter(({ depth }) => depth === 0).map(({ text }) => text)).toEqual([
    ...[
      'A=1',
      'docker run',
      '-d',
      '--name=web',
      '-p 80:80',
      'nginx',
      '2>&1',
      '|',
      'grep',
      '-c',
      '"x y"',
      '&&',
    ],
    ...['echo', '$(docker ps -q)'],
  ]);
  expect(words.filter(({ depth }) => depth === 1).map(({ text }) => text)).toEqual(['docker ps', '-q']);
});

describe('docker', () => {
  test.each([
    ['docker ps', 'docker ps: List containers'],
    ['docker container ls', 'docker container ls: List containers'],
    ['docker container', 'docker container: Manage containers'],
    ['docker build .', 'docker build: Start a build'],
    ['docker build .', '.: the build context: the folder where you are, from which COPY takes files'],
    ['docker', 'docker: Docker’s client: it asks the daemon to do what follows'],
    ['docker frob x', '! frob: no command of docker: it will refuse it'],
    ['docker -c other ps -a', '- other: its value'],
    ['docker -c other ps -a', 'ps: List containers'],
    ['sudo docker ps', 'docker ps: List containers'],
    ['docker exec web ls', 'ls: COMMAND: runs in the container'],
    ['docker run alpine ls -l', 'ls: COMMAND: runs in the container, in place of the image’s own'],
    ['docker run alpine ls -l', '-l: ARG: goes to the command in the container'],
    ['docker stop web', 'web: CONTAINER: the container, by name or by the start of its ID'],
    ['docker run --bogus alpine', '! --bogus: docker has no flag --bogus here: it will refuse it'],
    ['docker run --bogus alpine', '! docker will refuse it: unknown flag: --bogus.'],
    ['docker run -i -Z alpine', '! -Z: docker has no flag -Z here: it will refuse it'],
    [
      'docker stop web -t',
      '! -t: --timeout: Seconds to wait before killing the container. Its value is missing',
    ],
    ['docker stop', "! docker will refuse it: 'docker stop' requires at least 1 argument."],
    [
      'docker run -m much alpine',
      '! docker will refuse it: invalid argument "much" for "-m, --memory" flag: invalid size: \'much\'.',
    ],
    ['docker run --rm=false alpine', '- false: switched off'],
    ['docker rm -- -x', '--: the end of the flags: what follows is not one, even with a dash'],
  ])('%s', (line, meaning) => {
    expect(said(line)).toContain(meaning);
  });

  test('what is only known when the line runs is not judged', () => {
    expect(explainLine('docker rm $ALL').problems).toEqual([]);
    expect(explainLine('docker run $FLAGS').problems).toEqual([]);
  });
});

describe('values', () => {
  test.each<[string, readonly string[]]>([
    ['docker run -p 8080:80 x', ['8080', '80']],
    ['docker run -p 127.0.0.1:8080:80/tcp x', ['127.0.0.1', '8080', '80', 'tcp']],
    ['docker run -p [::1]:8080:80 x', ['[::1]', '8080', '80']],
    ['docker run -p 80 x', ['80']],
    ['docker run --publish=127.0.0.1::80 x', ['127.0.0.1', '80']],
    ['docker run -v data:/var/lib x', ['data', '/var/lib']],
    ['docker run -v $PWD:/src:ro x', ['$PWD:/src:ro', '$PWD']],
    ['docker run -v ./a:/b:ro,z x', ['./a', '/b', 'ro', 'z']],
    ['docker run -v /data x', ['/data']],
    ['docker run -e K=V x', ['K', 'V']],
    ['docker run -e K x', ['K']],
    ['docker run -e K= x', ['K', '=']],
    [
      'docker run --mount type=volume,src=data,dst=/d,readonly x',
      ['type=volume', 'src=data', 'dst=/d', 'readonly'],
    ],
    ['docker run --network container:db x', ['container:', 'db']],
    ['docker run --restart on-failure:3 x', ['on-failure', '3']],
    ['docker run -u 1000:1000 x', ['1000', '1000']],
    ['docker run -m 512m x', ['512m']],
    ['docker run -itdm 1g x', ['-i', '-t', '-d', '1g']],
    ['docker run -itd x', ['-i', '-t', '-d']],
    ['docker build --platform linux/arm64/v8 .', ['linux', 'arm64', 'v8']],
  ])('%s', (line, parts) => {
    const word = explainLine(line).words[1];
    expect(word?.parts.map(({ text }) => text)).toEqual(parts);
  });

  test('a volume’s name and a folder are told apart', () => {
    expect(said('docker run -v data:/d -v ./data:/d x')).toEqual(
      expect.arrayContaining([
        '- data: volume of that name; made when there is none',
        '- ./data: folder or file of this machine (a bind mount)',
      ]),
    );
  });

  test.each<[string, readonly string[]]>([
    [
      'nginx',
      [
        'nginx: repository; without an owner it means one of Docker Hub’s official images',
        ':latest: the tag that is meant without one',
      ],
    ],
    ['me/app:1.2', ['me/app: repository, on Docker Hub', '1.2: tag: which of its versions']],
    [
      'localhost:5000/a/b:c',
      ['localhost:5000: registry', 'a/b: repository', 'c: tag: which of its versions'],
    ],
    [
      `ghcr.io/a@sha256:${'0'.repeat(64)}`,
      ['ghcr.io: registry', 'a: repository', `sha256:${'0'.repeat(64)}: digest: exactly these bytes`],
    ],
    ['UPPER', []],
  ])('docker pull %s', (reference, parts) => {
    const word = explainLine(`docker pull ${reference}`).words[1];
    expect(word?.parts.map(({ text, means }) => `${text}: ${means}`)).toEqual(parts);
  });
});

describe('the shell', () => {
  test.each([
    ['a | b', '|: gives what the command before it prints to the one after it'],
    ['a || b', '||: what follows runs only when what stands before has failed'],
    ['a &', '&: what stands before it runs in the background, and the shell goes on at once'],
    ['ls > out', '> out: what is printed goes to the file out instead of the screen; what it held is lost'],
    [
      'ls 2> /dev/null',
      '2> /dev/null: standard error goes to the file /dev/null instead of the screen; what it held is lost',
    ],
    ['ls 2>&1', '2>&1: standard error goes where standard output goes'],
    ['ls >> log', '>> log: what is printed is added to the file log'],
    ['wc < in', '< in: what is read comes from the file in'],
    ['A=b', 'A=b: sets the variable A'],
    ['A=b ls', 'A=b: sets the variable A, for this command alone'],
    ['cd x', 'cd: a command of the shell itself'],
    ['grep x', 'grep: the program grep'],
    [
      'nsenter x',
      'nsenter: a program that enters or makes namespaces, which needs rights that a container does not have',
    ],
    ['echo $?', '- $?: the exit status of the last command'],
    ['echo "${HOME}"', '- $HOME: the value of the variable HOME'],
    ["echo '$HOME'", "'$HOME': goes to echo"],
    ['echo $(ls)', '- $(…): what the command in it prints'],
    ['for i in 1 2; do docker ps; done', 'docker ps: List containers'],
    ['if docker ps; then ls; fi', 'fi: ends the if'],
    ['echo "open', '! The line is not whole: a quote or a bracket is open, and the shell waits for more.'],
  ])('%s', (line, meaning) => {
    expect(said(line)).toContain(meaning);
  });

  test.each(['', '   ', '# only a comment'])('of %j there is nothing to say', (line) => {
    expect(explainLine(line)).toEqual({ words: [], problems: [] });
  });

  test('a line that cannot be read is explained as far as it can', () => {
    expect(said('docker ps; echo )')).toContain('docker ps: List containers');
  });
});
