"""Before the neighbours, where one may: sound is made in real time, and a busy machine would be what is measured."""

import os


def raise_priority():
    """For this process and all that it starts; nothing where one may not."""
    try:
        if os.getsid(0) != os.getpid():
            os.setsid()
        with open("/proc/self/autogroup", "w") as group:
            group.write("-15")
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    except OSError:
        pass
