#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A thousand machines with ten projects each, and one token: when are their reports filed?

usage: simulate.py [MACHINES [PROJECTS]]

A simulation, and no measurement: it plays what daydream does under GitHub's limits (5,000 requests an
hour; 80 and 500 content creations a minute and an hour), request by request, each 0.3 s long, with a
second between a machine's writes. Lists lag 5 s. A limit that is over within two minutes is waited out;
after a longer one a machine asks for nothing more, and what it has not filed waits for its next run or
flush. Nineteen of twenty bug lists are unchanged and answered 304, which does not count. There is news
on the first day only, so that the last column but one says how long that takes; lost is what can be
read nowhere and waits nowhere. Same seed, same table."""
import collections
import heapq
import random
import sys

REQUEST = 0.3
WRITE_DISTANCE = 1.0
LAG = 5.0
PATIENCE = 120
HOUR, DAY = 3600, 86400
MOST_DAYS = 25
FLUSHES = 72
UNCHANGED = 0.95  # bug lists that are answered 304, which does not count
LIMITS = {'content': ((60, 80), (HOUR, 500)), 'request': ((HOUR, 5000),)}

Plan = collections.namedtuple('Plan', 'name copies news spread flush machines')
PLANS = (
    # each project on one machine
    Plan('2 % have news, same second', 1, 0.02, 0, None, False),
    Plan('2 % have news, 15 min', 1, 0.02, 900, None, False),
    Plan('all have news, same second', 1, 1, 0, None, False),
    Plan('all have news, 15 min', 1, 1, 900, None, False),
    Plan('all have news, 6 h', 1, 1, 6 * HOUR, None, False),
    Plan('all have news, 15 min, hourly flush', 1, 1, 900, HOUR, False),
    # each project on ten machines
    Plan('shared, same second', 10, 1, 0, HOUR, False),
    Plan('shared, 15 min', 10, 1, 900, HOUR, False),
    Plan('shared, 15 min, "machines"', 10, 1, 900, HOUR, True),
)


class Token:
    """What GitHub counts."""

    def __init__(self):
        self.past = {kind: collections.deque() for kind in LIMITS}
        self.spent = collections.Counter()

    def free_at(self, now, kind):
        """When one more of the kind is allowed."""
        past, at = self.past[kind], now
        while past and past[0] <= now - HOUR:
            past.popleft()
        for seconds, most in LIMITS[kind]:
            if len(past) >= most and past[-most] > now - seconds:
                at = max(at, past[-most] + seconds)
        return at

    def ask(self, now, content):
        """0 when the request is answered, else when it makes sense again."""
        at = max(self.free_at(now, kind) for kind in (('request', 'content') if content
                                                       else ('request',)))
        self.spent['requests'] += 1
        if at > now:
            self.spent['turned away'] += 1
            return at
        self.past['request'].append(now)
        if content:
            self.past['content'].append(now)
            self.spent['content'] += 1
        return 0


class World:
    def __init__(self, plan, machines, projects):
        self.plan = plan
        self.random = random.Random(1)
        self.token = Token()
        self.repositories = machines * projects // plan.copies
        self.created = collections.defaultdict(list)  # repository -> when its issues were made
        self.told = {}       # (machine, repository) -> when what it found could be read there
        self.wanted = set()  # (machine, repository) that has something to tell
        self.duplicates = 0
        self.queue = []
        self.count = 0
        owned = set()
        news = {r for r in range(self.repositories) if self.random.random() < plan.news}
        for machine in range(machines):
            mine = [(machine * projects + p) % self.repositories for p in range(projects)]
            if plan.machines:
                mine = [r for r in mine if r not in owned]
                owned.update(mine)
            self.start(machine, mine, [r for r in mine if r in news])

    def start(self, machine, mine, news):
        self.wanted.update((machine, r) for r in news)
        at = self.random.uniform(0, self.plan.spread)
        self.at(at, Run(self, machine, mine, news).begin())
        minute = self.random.uniform(0, HOUR)
        for later in self.later(minute):
            self.at(later, Run(self, machine, [], news).begin())

    def later(self, minute):
        """The runs of the days to come, and the flushes in between."""
        for day in range(1, MOST_DAYS):
            yield day * DAY + self.random.uniform(0, self.plan.spread)
        if self.plan.flush:
            yield from (i * self.plan.flush + minute for i in range(1, FLUSHES))

    def at(self, time, work):
        self.count += 1
        heapq.heappush(self.queue, (time, self.count, work))

    def play(self):
        while self.queue and len(self.told) < len(self.wanted):
            now, _, work = heapq.heappop(self.queue)
            try:
                later = work.send(now)
            except StopIteration:
                continue
            self.at(later, work)


class Run:
    """What one machine does, as a generator: it is told the time, and says when it goes on."""

    def __init__(self, world, machine, looks, news):
        self.world, self.machine, self.looks, self.news = world, machine, looks, news
        self.last_write = -WRITE_DISTANCE
        self.gave_up = False

    def begin(self):
        work = self.work()
        next(work)
        return work

    def ask(self, now, content=False):
        """One request, with the pauses that belong to it; the time when its answer is there."""
        while not self.gave_up:
            if content:
                now = yield max(now, self.last_write + WRITE_DISTANCE)
            again = self.world.token.ask(now, content)
            if content:
                self.last_write = now + REQUEST
            if not again:
                return (yield now + REQUEST)
            if again - now > PATIENCE:
                self.gave_up = True
            else:
                now = yield again + self.world.random.uniform(0, 5)
        return now

    def work(self):
        now = yield
        for _ in self.looks:  # the bug list, once a project
            if self.world.random.random() < UNCHANGED:
                now = yield now + REQUEST
            else:
                now = yield from self.ask(now)
        for repository in self.news:
            if not self.gave_up and (self.machine, repository) not in self.world.told:
                now = yield from self.file(now, repository)

    def file(self, now, repository):
        made = self.world.created[repository]
        now = yield from self.ask(now)
        if self.gave_up:
            return now
        seen = [at for at in made if at < now - LAG]
        now = yield from self.ask(now, True)  # the issue, or a comment on the one that is there
        if self.gave_up:
            return now
        if not seen:
            made.append(now)
            if len(made) > 1:  # somebody was faster: comment, "Duplicate of", close
                self.world.duplicates += 1
                for content in (False, True, True, True):
                    now = yield from self.ask(now, content)
        self.world.told[(self.machine, repository)] = now
        return now


def say(world):
    told, wanted, spent = world.told, world.wanted, world.token.spent
    done = sorted(told.values())
    first_hour = sum(at <= HOUR for at in done)
    left = len(wanted) - len(told)
    last = done[-1] / HOUR if done else 0
    drained = ('%.1f h' % last if last < 48 else '%.1f days' % (last / 24)) if left == 0 else 'never'
    print(f'  {world.plan.name:38}{len(wanted):8}{first_hour:11}{len(wanted) - first_hour:10}'
          f'{spent["requests"]:10}{spent["turned away"]:9}{world.duplicates:11}{drained:>11}'
          f'{left:6}')


def main():
    machines = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    projects = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    print(f'{machines} machines, {projects} projects on each, one token')
    print(f'  {"":38}{"to tell":>8}{"1st hour":>11}{"waiting":>10}{"requests":>10}{"refused":>9}'
          f'{"duplicates":>11}{"drained":>11}{"lost":>6}')
    for plan in PLANS:
        world = World(plan, machines, projects)
        world.play()
        say(world)


main()
