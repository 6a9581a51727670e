import { beforeAll, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

let machine: Machine;

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'mounts' });
  output(machine, 'docker pull -q busybox && docker pull -q debian');
});

function said(line: string): { text: string; status: number } {
  const { stdout, stderr, status } = machine.type(line);
  return { text: stdout + stderr, status };
}

test('a container may not mount', () => {
  expect(said('docker run --rm busybox mount -t tmpfs none /tmp')).toEqual({
    text: 'mount: permission denied (are you root?)\n',
    status: 1,
  });
  expect(said('docker run --rm debian mount -t tmpfs none /mnt')).toEqual({
    text: 'mount: /mnt: permission denied.\n       dmesg(1) may have more information after failed mount system call.\n',
    status: 32,
  });
  expect(said('docker run --rm debian mount -t tmpfs none /nope').text).toMatch(
    /^mount: \/nope: mount point is not a directory\.\n/,
  );
});

test('unless it has SYS_ADMIN: a tmpfs', () => {
  const script =
    'mount -t tmpfs -o size=1m,mode=700,noexec none /mnt && grep " /mnt " /proc/mounts; echo hi > /mnt/a; df -k /mnt | tail -1; umount /mnt; ls /mnt; umount /mnt';
  expect(said(`docker run --rm --cap-add SYS_ADMIN debian sh -c '${script}'`)).toEqual({
    text: 'none /mnt tmpfs rw,noexec,relatime,size=1024k,mode=700 0 0\nnone                1024     4      1020   1% /mnt\numount: /mnt: not mounted.\n',
    status: 32,
  });
});

test('folders and files at a second place, for reading only', () => {
  const script =
    'mkdir /m; touch /f; mount --bind /etc /m; mount -o remount,ro /m; touch /m/x; umount /m; mount -o bind /etc/hostname /f; cat /f; mount --bind /f /m; umount /f; umount -l /f';
  expect(said(`docker run --rm --privileged --hostname box busybox sh -c '${script}'`)).toEqual({
    text: "box\ntouch: /m/x: Read-only file system\nmount: mounting /f on /m failed: Not a directory\numount: can't unmount /f: Invalid argument\n",
    status: 1,
  });
});

test('what is in use stays, and the host sees nothing of it', () => {
  output(
    machine,
    'docker run -d --name box --privileged busybox sh -c "mount -t tmpfs t /tmp; cd /tmp; sleep 1000"',
  );
  expect(said('docker exec box sh -c "cd /tmp; umount /tmp"').text).toBe(
    "umount: can't unmount /tmp: Device or resource busy\n",
  );
  expect(said('docker exec box grep -c " /tmp tmpfs" /proc/mounts').text).toBe('1\n');
  expect(said('grep -c " /tmp tmpfs" /proc/mounts').text).toBe('0\n');
});

test('the score for the day without memory is that of docker run', () => {
  expect(
    said(
      'docker run --rm --oom-score-adj 500 busybox sh -c "cat /proc/self/oom_score_adj; echo -5 > /proc/self/oom_score_adj; echo 600 > /proc/1/oom_score_adj; cat /proc/1/oom_score_adj"',
    ).text,
  ).toBe('500\n600\nsh: write error: Permission denied\n');
});
