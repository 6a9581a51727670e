import { beforeAll, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

let machine: LoggedMachine;
const psql = (sql: string): string => `docker exec db psql -U postgres -c ${JSON.stringify(sql)}`;

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'databases' });
  output(machine, 'docker pull -q postgres:17; docker network create shop');
  output(
    machine,
    'docker run -d --name db --network shop -e POSTGRES_PASSWORD=secret -v pgdata:/var/lib/postgresql/data postgres:17',
  );
  output(machine, 'sleep 5');
  output(machine, psql('create table users (id serial primary key, name text not null, age int)'));
  output(machine, psql("insert into users (name, age) values ('ada', 36), ('bob', 25), ('eve', null)"));
});

test('rows are chosen, sorted and counted', () => {
  expect(output(machine, psql('select name, age from users where age > 20 order by age limit 1'))).toBe(
    ' name | age \n------+-----\n bob  |  25\n(1 row)\n\n',
  );
  expect(output(machine, psql('select count(*), avg(age) from users'))).toBe(
    ' count |         avg         \n-------+---------------------\n     3 | 30.5000000000000000\n(1 row)\n\n',
  );
});

test('errors point at what is wrong', () => {
  const { stderr, status } = machine.type(psql('select nam from users'));
  expect(stderr).toBe(
    'ERROR:  column "nam" does not exist\nLINE 1: select nam from users\n               ^\nHINT:  Perhaps you meant to reference the column "users.name".\n',
  );
  expect(status).toBe(1);
  expect(machine.type(psql("insert into users values (1, 'x')")).stderr).toBe(
    'ERROR:  duplicate key value violates unique constraint "users_pkey"\nDETAIL:  Key (id)=(1) already exists.\n',
  );
});

test('a transaction that is rolled back changes nothing', () => {
  output(machine, psql('begin; delete from users; rollback;'));
  expect(output(machine, 'docker exec db psql -U postgres -tAc "select count(*) from users"')).toBe('3\n');
});

test('other containers come in by name and with the password only', () => {
  const client = 'docker run --rm --network shop -e PGPASSWORD=';
  const query = "postgres:17 psql -h db -U postgres -tAc 'select name from users order by 1'";
  expect(output(machine, `${client}secret ${query}`)).toBe('ada\nbob\neve\n');
  expect(machine.type(`${client}wrong ${query}`).stderr).toContain(
    'FATAL:  password authentication failed for user "postgres"',
  );
});

test('what is in a named volume outlives its container', () => {
  output(machine, 'docker rm -f db');
  output(
    machine,
    'docker run -d --name db -e POSTGRES_PASSWORD=secret -v pgdata:/var/lib/postgresql/data postgres:17; sleep 2',
  );
  expect(output(machine, 'docker exec db psql -U postgres -tAc "select max(id) from users"')).toBe('3\n');
  expect(machine.bugs).toEqual([]);
});

test('keys are answered, shown and kept', () => {
  output(
    machine,
    'docker pull -q redis; docker run -d --name cache --network shop -v keys:/data redis; sleep 1',
  );
  expect(output(machine, 'docker exec cache redis-cli set a 1; docker exec cache redis-cli incr a')).toBe(
    'OK\n2\n',
  );
  expect(output(machine, 'docker run --rm --network shop redis redis-cli -h cache rpush l x y')).toBe('2\n');
  const { stdout } = machine.typeInTerminal(
    'docker exec -it cache redis-cli',
    ['lrange l 0 -1', 'get nope', 'exit'],
    {
      columns: 80,
      rows: 24,
    },
  );
  expect(stdout.replaceAll('\r', '')).toBe(
    '127.0.0.1:6379> lrange l 0 -1\n1) "x"\n2) "y"\n127.0.0.1:6379> get nope\n(nil)\n127.0.0.1:6379> exit\n',
  );
  output(
    machine,
    'docker stop cache; docker rm cache; docker run -d --name cache -v keys:/data redis; sleep 1',
  );
  expect(output(machine, 'docker exec cache redis-cli get a')).toBe('2\n');
  expect(machine.bugs).toEqual([]);
});

test('a start says when the server was shut down before', () => {
  const log = "docker logs db 2>&1 | grep -o 'database system was shut down at .*' | tail -1";
  output(machine, 'docker rm -f db');
  output(
    machine,
    'docker run -d --name db -e POSTGRES_PASSWORD=secret -v pgdata:/var/lib/postgresql/data postgres:17; sleep 2',
  );
  output(machine, 'docker stop db');
  const stopped = output(machine, "date -u '+%Y-%m-%d %H:%M'").trim();
  output(machine, 'sleep 3600; docker start db; sleep 2');
  expect(output(machine, log)).toContain(`database system was shut down at ${stopped}`);
});

test('a server that was killed says that it was interrupted, and has what was written', () => {
  output(machine, 'docker rm -f db; docker run -d --name db -e POSTGRES_PASSWORD=x postgres:17; sleep 3');
  output(
    machine,
    "docker exec db psql -U postgres -c 'create table t (a int)' -c 'insert into t values (7)'",
  );
  output(machine, 'docker kill db; docker start db; sleep 2');
  expect(output(machine, 'docker logs db 2>&1 | tail -n 9')).toMatch(
    /interrupted; last known up at .* UTC\n.*not properly shut down; automatic recovery in progress\n/,
  );
  expect(output(machine, "docker exec db psql -U postgres -Atc 'select a from t'")).toBe('7\n');
});

test('every column of a system table is refused where only some are modelled', () => {
  for (const sql of ['select * from pg_database', 'select t.*, 1 from pg_tables t', 'table pg_roles'])
    expect(machine.type(psql(sql)).stderr).toMatch(
      /^ERROR: {2}every column of the system's table pg_\w+ is not modelled on this simulated server\n$/,
    );
  const named =
    "select datname from pg_database where exists (select * from pg_roles where rolname = 'postgres')";
  expect(output(machine, psql(`${named} and datname = 'postgres'`))).toContain(' postgres\n(1 row)');
  expect(output(machine, psql('select count(*) from pg_extension'))).toContain(' 1\n(1 row)');
});
