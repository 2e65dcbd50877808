"""One queue, one server in SimPy, as its documentation teaches it: one process per customer.

usage: python3 mm1_simpy.py CUSTOMERS
Prints one line of JSON; runs with SimPy 3 and 4.
"""

import json
import random
import sys
import time

import simpy

MEAN_SERVICE = 1.0
MEAN_GAP = MEAN_SERVICE / 0.9


class Clinic:
    """Counts how long everybody has stayed, all together."""

    def __init__(self, env):
        self.env = env
        self.server = simpy.Resource(env, capacity=1)
        self.services = random.Random(2)
        self.spent = 0.0

    def customer(self):
        arrived = self.env.now
        with self.server.request() as turn:
            yield turn
            yield self.env.timeout(self.services.expovariate(1.0 / MEAN_SERVICE))
        self.spent += self.env.now - arrived

    def arrivals(self, customers):
        gaps = random.Random(1)
        for _ in range(customers):
            self.env.process(self.customer())
            yield self.env.timeout(gaps.expovariate(1.0 / MEAN_GAP))


def main():
    customers = int(sys.argv[1])
    env = simpy.Environment()
    clinic = Clinic(env)
    env.process(clinic.arrivals(customers))
    before = time.process_time()
    env.run()
    seconds = time.process_time() - before
    print(
        json.dumps(
            {
                "engine": "simpy " + simpy.__version__,
                "customers": customers,
                "seconds": seconds,
                "customersPerSecond": round(customers / seconds),
                "meanSeconds": clinic.spent / customers,
            }
        )
    )


main()
