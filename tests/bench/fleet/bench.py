#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a run over many projects costs, beside a shell loop that does the original's calls with one
curl process each. Both talk to a GitHub on the loopback interface whose answers take 20 ms.

usage: bench.py MEASURE FLEET_RUN GITHUB.PY [PROJECTS]

Every project has a log with errors, so that each files a report. The pauses that daydream makes
between writes, one second each, are off: they are GitHub's wish and would hide everything else. The
shell loop makes none either.

Compared is what each report costs. Not counted is what the shell loop does not ask for and daydream
asks for rarely: the label once per repository, the login once per run, who can read a repository once
a week, and the pages of a list behind its first. So the first day costs more than every other day,
and both are shown with and without that. It decides nothing: what is fast enough is for whoever reads
it."""
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LATENCY_MS = 20
TOKEN = 'bench-token'
DAYS = ('2026-02-17', '2026-02-18')
LINES = '''%(day)s 03:00:00,000 - app - INFO - The day begins
%(day)s 03:10:00,000 - app - ERROR - %(word)s breaks, the first of three things, at 17 ms
%(day)s 03:20:00,000 - app - ERROR - %(word)s is lost, the second thing, at 18 ms
%(day)s 03:30:00,000 - app - WARNING - %(word)s is slow, the third thing, at 19 ms
'''


class Server:
    def __init__(self, script, names):
        command = [sys.executable, script, '--token', TOKEN, '--latency', str(LATENCY_MS)]
        for name in names:
            command += ['--repo', name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())
        self.url = 'http://127.0.0.1:%d' % self.port

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection('127.0.0.1', self.port)
        connection.request(method, path, json.dumps(body) if body else None)
        return json.loads(connection.getresponse().read())

    def issues(self):
        repositories = self.ask('GET', '/_state')['repositories'].values()
        return sorted({len(repository['issues']) for repository in repositories})

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


class Fleet:
    """A folder with so many projects, each with a repository."""

    def __init__(self, folder, count):
        self.folder = folder
        self.names = ['fleet/p%d' % i for i in range(count)]
        projects = {}
        for i, name in enumerate(self.names):
            os.makedirs(os.path.join(folder, 'p%d' % i, 'logs'))
            projects['p%d' % i] = {'name': 'P%d' % i, 'working_directory': '../p%d' % i,
                                   'github': {'org': 'fleet', 'repo': name.split('/')[1]}}
        os.makedirs(os.path.join(folder, 'config'))
        with open(os.path.join(folder, 'config', 'projects.json'), 'w', encoding='utf-8') as file:
            json.dump({'projects': projects, 'daydream': {'timezone': 'UTC0'}}, file)

    def log(self, day, word):
        for i in range(len(self.names)):
            path = os.path.join(self.folder, 'p%d' % i, 'logs', 'app.log')
            with open(path, 'a', encoding='utf-8') as file:
                file.write(LINES % {'day': day, 'word': word})

    def environment(self, server):
        keep = {key: os.environ[key] for key in ('PATH', 'LD_LIBRARY_PATH') if key in os.environ}
        return dict(keep, HOME=self.folder, TZ='UTC0', GH_TOKEN=TOKEN, GITHUB_API_URL=server.url,
                    DAYDREAM_CONFIG=os.path.join(self.folder, 'config', 'projects.json'),
                    DAYDREAM_STATE_DIR=os.path.join(self.folder, 'state'))


def measure(tool, server, command, environment, lines=''):
    """What a command costs: seconds, peak kB, requests, connections, and rare requests by kind."""
    before = server.ask('GET', '/_counts')
    done = subprocess.run([tool] + command, env=environment, input=lines.encode(),
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = done.stderr.decode().splitlines()
    if done.returncode != 0:
        sys.exit('%s ended with %d: %s' % (command[0], done.returncode, said[:3]))
    seconds, kilobytes = said[-1].split()
    after = server.ask('GET', '/_counts')
    return (float(seconds), int(kilobytes), after['requests'] - before['requests'],
            after['connections'] - before['connections'],
            {kind: count - before['rare'][kind] for kind, count in after['rare'].items()})


def counted(cost):
    """Requests that each report costs."""
    return cost[2] - sum(cost[4].values())


def say(name, cost):
    seconds, kilobytes, requests, connections, rare = cost
    least = requests * LATENCY_MS / 1000
    print(f'  {name:28}{seconds:9.2f}{requests:10}{counted(cost):9}{connections:13}'
          f'{seconds / least:22.3f}{kilobytes / 1024:9.1f}')
    told = ', '.join(f'{count} {kind}' for kind, count in rare.items() if count)
    if told:
        print(f'    not counted: {told}')


def ratio(name, ours, theirs):
    print(f'  {name:28}{ours[0] / theirs[0]:8.3f}x{ours[2] / theirs[2]:9.3f}x'
          f'{counted(ours) / counted(theirs):8.3f}x{ours[3] / theirs[3]:12.5f}x')


def head(title):
    print(f'\n{title}')
    print(f'  {"":28}{"seconds":>9}{"requests":>10}{"counted":>9}{"connections":>13}'
          f'{"of requests x latency":>22}{"peak MB":>9}')


def run_fleet(tools, folder, count):
    """Both days of daydream, and the second one of the shell loop; the costs of the second day."""
    measure_tool, fleet_run, script = tools
    fleet = Fleet(folder, count)
    server = Server(script, fleet.names)
    environment = fleet.environment(server)
    head(f'{count} projects, one report each')
    costs = []
    for day, word in zip(DAYS, ('One', 'Another')):
        fleet.log(day, word)
        costs.append(measure(measure_tool, server, [fleet_run, day + 'T06:00:00Z'], environment))
        say('daydream, ' + ('first day' if day == DAYS[0] else 'every other day'), costs[-1])
    if server.issues() != [2]:
        sys.exit('not every project has its two reports')
    loop = measure(measure_tool, server,
                   ['sh', os.path.join(HERE, 'loop.sh'), server.url, DAYS[1], 'Daily'], environment,
                   ''.join(name + '\n' for name in fleet.names))
    say('the shell loop, curl', loop)
    ratio('first day / shell loop', costs[0], loop)
    ratio('every other / shell loop', costs[1], loop)
    if server.issues() != [3]:
        sys.exit('the shell loop did not file a report for every project')
    server.stop()
    return costs[1]


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    tools = [os.path.abspath(path) for path in sys.argv[1:4]]
    most = int(sys.argv[4]) if len(sys.argv) > 4 else 500
    if shutil.which('curl') is None:
        sys.exit('no curl')
    print(f'answers after {LATENCY_MS} ms; the pauses between writes are off')
    folder = tempfile.mkdtemp(prefix='daydream-bench.')
    try:
        few, many = (run_fleet(tools, os.path.join(folder, str(count)), count)
                     for count in (max(most // 10, 1), most))
    finally:
        shutil.rmtree(folder)
    print(f'\npeak memory: {few[1] / 1024:.1f} MB with {max(most // 10, 1)} projects, '
          f'{many[1] / 1024:.1f} MB with {most}')


main()
