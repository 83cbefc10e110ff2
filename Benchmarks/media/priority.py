"""Keeps neighbours out of what is measured, where that is allowed."""

import os


def of(kind, realtime=False):
    """For `preexec_fn`: the server or the generator gets more of the CPU than others.

    `realtime` is for loads well below one core: gaps and delays are then the server's own.
    """
    def apply():
        try:
            if os.getsid(0) != os.getpid():
                os.setsid()
            if kind == "generator":
                os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(2))
            elif realtime:
                os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
            else:
                os.setpriority(os.PRIO_PROCESS, 0, -10)
                with open("/proc/self/autogroup", "w") as file:
                    file.write("-10")
        except OSError:
            pass

    return apply
